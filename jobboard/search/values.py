"""What the distinct values of coded columns say, as arrays with one row a value.

Rules are asked of values, not of documents, and where values are many (every town with every
arrangement) not even of each of them. The arrays grow with the lists of values, which are only
ever added to, and live as long as these.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from functools import cached_property
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from jobboard.domain import geo, vocabulary
from jobboard.domain.criteria import Facet
from jobboard.domain.eligibility import REMOTE, ListingPlace, PlaceQuery, lies_in
from jobboard.domain.geo import Point
from jobboard.domain.places import Area
from jobboard.search.cache import BoundedCache
from jobboard.search.columns import KeyList, place_of, slugs_of

Allowed = NDArray[np.bool_]
Numbers = NDArray[np.float64]

# New values come a few at a time; so many runs of them are put together.
_MOST_PARTS = 16
_ANSWERS_BYTES = 4 * 1024 * 1024
# Nearer to the circle than this the exact rule decides; rounding is a millionth of it.
_DOUBT_KM = 0.001


class FacetValues:
    """Which slugs each value of a facet's column holds."""

    def __init__(self, facet: Facet) -> None:
        self.slugs = tuple(term.slug for term in vocabulary.terms(facet.group))
        self._at = {slug: at for at, slug in enumerate(self.slugs)}
        self._members = np.zeros((0, len(self.slugs)))
        self._lock = Lock()

    def allowed(self, keys: KeyList, count: int, wanted: Collection[str]) -> Allowed:
        """Whether each of the first values holds one of the slugs."""
        columns = [self._at[slug] for slug in wanted if slug in self._at]
        held = self._up_to(keys, count)[:, columns]
        found: Allowed = np.any(held, axis=1, keepdims=True)[:, 0]
        return found

    def counted(self, keys: KeyList, listings: NDArray[np.int64]) -> dict[str, int]:
        """How many listings each slug has, of how many each of the first values has."""
        found = listings @ self._up_to(keys, len(listings))
        return dict(zip(self.slugs, found.astype(np.int64).tolist(), strict=True))

    def _up_to(self, keys: KeyList, count: int) -> NDArray[np.float64]:
        with self._lock:
            known = len(self._members)
            if known < count:
                more = np.zeros((count - known, len(self.slugs)))
                for row, key in enumerate(keys[at] for at in range(known, count)):
                    more[row, [self._at[slug] for slug in slugs_of(key) if slug in self._at]] = 1
                self._members = np.concatenate([self._members, more])
            return self._members[:count]


class _Rows(NamedTuple):
    """Places as arrays: where they lie (in degrees, NaN if unknown) and whether it is at home."""

    remote: Allowed
    latitude: Numbers
    longitude: Numbers


class _Distinct:
    """Numbers what is equal, and keeps one place of each."""

    def __init__(self) -> None:
        self.places: list[ListingPlace] = []
        self._codes: list[int] = []
        self._known: dict[Hashable, int] = {}

    def add(self, said: Hashable, place: ListingPlace) -> None:
        code = self._known.setdefault(said, len(self.places))
        if code == len(self.places):
            self.places.append(place)
        self._codes.append(code)

    def met(self, rule: Callable[[ListingPlace], bool]) -> Allowed:
        """The rule's answer for each value, asked once for each distinct thing said."""
        answers = np.fromiter(map(rule, self.places), np.bool_, len(self.places))
        found: Allowed = answers[self._code_array]
        return found

    @cached_property
    def _code_array(self) -> NDArray[np.int32]:
        return np.array(self._codes, np.int32)


class PlaceTable:
    """``PlaceQuery.serves`` for a run of places at once."""

    def __init__(self, places: Iterable[ListingPlace]) -> None:
        held = list(places)
        self._held = held
        points = [place.point or Point(np.nan, np.nan) for place in held]
        self._rows = _Rows(
            np.array([place.arrangement == REMOTE for place in held], np.bool_),
            np.array([point.latitude for point in points]),
            np.array([point.longitude for point in points]),
        )

    def served(self, query: PlaceQuery) -> Allowed:
        """Which of the places the query serves."""
        if not query.areas:
            return np.ones(len(self._held), np.bool_)
        at_work = np.zeros(len(self._held), np.bool_)
        for center in query.centers:
            at_work |= self._near(center, query.radius_km)
        for area in query.areas:
            at_work |= self._named(area)
        return np.where(self._rows.remote, self._homes.met(query.may_live_here), at_work)

    @cached_property
    def _homes(self) -> _Distinct:
        """By what says where a remote listing may be done from."""
        found = _Distinct()
        for place in self._held:
            found.add((place.country, place.remote_countries, place.remote_regions), place)
        return found

    @cached_property
    def _regions(self) -> _Distinct:
        return self._by(lambda _: "")

    @cached_property
    def _towns(self) -> _Distinct:
        return self._by(lambda place: place.town)

    @cached_property
    def _postcodes(self) -> _Distinct:
        return self._by(lambda place: place.postcode)

    def _by(self, name: Callable[[ListingPlace], str]) -> _Distinct:
        """By all that ``lies_in`` reads of a place besides ``name``."""
        found = _Distinct()
        for place in self._held:
            found.add((place.country, place.region, place.point is None, name(place)), place)
        return found

    @cached_property
    def _nowhere(self) -> _Distinct:
        """By all names of those that nobody can locate; the rest is one to it."""
        found = _Distinct()
        for place in self._held:
            names = (place.country, place.region, place.town, place.postcode)
            found.add(() if place.point else names, place)
        return found

    def _named(self, area: Area) -> Allowed:
        return self._kinds_for(area).met(lambda place: lies_in(area, place))

    def _kinds_for(self, area: Area) -> _Distinct:
        """The places by what ``lies_in`` reads of them for this area."""
        # Around a center the distance decides wherever a place is located.
        if area.center is not None:
            return self._nowhere
        if area.postcode:
            return self._postcodes
        return self._towns if area.town else self._regions

    def _near(self, center: Point, radius_km: float) -> Allowed:
        """``geo.within``; the exact rule is asked where rounding might decide."""
        near = np.zeros(len(self._held), np.bool_)
        inside = self._in_box(center, radius_km)
        away = self._km_from(center, inside)
        near[inside] = away <= radius_km
        for at in inside[np.abs(away - radius_km) < _DOUBT_KM]:
            point = self._held[at].point
            near[at] = point is not None and geo.within(center, radius_km, point)
        return near

    def _in_box(self, center: Point, radius_km: float) -> NDArray[np.intp]:
        """The places between the latitudes of the circle: few, and found without a sine."""
        box = geo.box_around(center, radius_km)
        latitude = self._rows.latitude
        return np.flatnonzero((latitude >= box.south) & (latitude <= box.north))

    def _km_from(self, center: Point, which: NDArray[np.intp]) -> Numbers:
        """``geo.distance_km`` for these places."""
        latitude = np.radians(self._rows.latitude[which])
        longitude = np.radians(self._rows.longitude[which])
        up = (latitude - np.radians(center.latitude)) / 2
        across = (longitude - np.radians(center.longitude)) / 2
        spread = np.cos(np.radians(center.latitude)) * np.cos(latitude) * np.sin(across) ** 2
        root = np.sqrt(np.sin(up) ** 2 + spread)
        away: Numbers = 2 * geo.EARTH_KM * np.arcsin(np.minimum(1.0, root))
        return away


class _Part(NamedTuple):
    """The values from ``start`` on, up to ``end``."""

    start: int
    end: int
    table: PlaceTable


class PlaceValues:
    """Which values of the column of places a search for a place lets through."""

    def __init__(self) -> None:
        self._parts: tuple[_Part, ...] = ()
        self._answers: BoundedCache[Allowed] = BoundedCache(_ANSWERS_BYTES, lambda a: a.nbytes)
        self._lock = Lock()

    def allowed(self, keys: KeyList, count: int, query: PlaceQuery) -> Allowed:
        """Whether each of the first values is one for somebody in this place."""
        found = [self._answer(part, query) for part in self._up_to(keys, count)]
        return np.concatenate([np.empty(0, np.bool_), *found])[:count]

    def _answer(self, part: _Part, query: PlaceQuery) -> Allowed:
        key = (query, part.start, part.end)
        return self._answers.get(key, lambda: part.table.served(query))

    def _up_to(self, keys: KeyList, count: int) -> tuple[_Part, ...]:
        with self._lock:
            known = self._parts[-1].end if self._parts else 0
            if known < count:
                kept = self._parts if len(self._parts) < _MOST_PARTS else ()
                start = kept[-1].end if kept else 0
                table = PlaceTable(place_of(keys[at]) for at in range(start, count))
                self._parts = (*kept, _Part(start, count, table))
            return self._parts


_FACETS: WeakKeyDictionary[KeyList, FacetValues] = WeakKeyDictionary()
_PLACES: WeakKeyDictionary[KeyList, PlaceValues] = WeakKeyDictionary()


def of_facet(facet: Facet, keys: KeyList) -> FacetValues:
    """What the values of a facet's column say."""
    found = _FACETS.get(keys)
    return _FACETS.setdefault(keys, FacetValues(facet)) if found is None else found


def of_places(keys: KeyList) -> PlaceValues:
    """What the values of the column of places say."""
    found = _PLACES.get(keys)
    return _PLACES.setdefault(keys, PlaceValues()) if found is None else found
