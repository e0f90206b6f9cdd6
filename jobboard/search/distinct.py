"""What the coded columns say of offers, with each distinct thing told once.

A listing's values are numbered already; many of them differ only in what a rule does not read.
These tables grow with the lists of values, which are only ever added to, and are kept as long as
the lists themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from jobboard.domain.eligibility import REMOTE, ListingPlace
from jobboard.domain.fit import Need, Offer, PartName
from jobboard.search.columns import (
    HOME_OFFICE,
    NEEDS,
    PLACE,
    WEEK,
    KeyList,
    Keys,
    need_of,
    need_texts,
    place_of,
    slugs_of,
    week_of,
)

Codes = NDArray[np.int32]


class _Growing:
    """Whole numbers in a row, one run after another, kept as an array."""

    def __init__(self) -> None:
        self.values: Codes = np.empty(0, np.int32)

    def __len__(self) -> int:
        return len(self.values)

    def add(self, more: list[int]) -> None:
        if more:
            self.values = np.concatenate([self.values, np.array(more, np.int32)])


class Offers:
    """The distinct offers of a part, and which of them each value of its column is."""

    def __init__(self, reduced: Callable[[str], Offer]) -> None:
        self.offers: list[Offer] = []
        self._reduced = reduced
        self._known: dict[Offer, int] = {}
        self._of_key = _Growing()
        self._lock = Lock()

    def up_to(self, keys: KeyList, count: int) -> Codes:
        """The number of the offer of each of the first values."""
        with self._lock:
            start = len(self._of_key)
            self._of_key.add([self._code(self._reduced(keys[at])) for at in range(start, count)])
            return self._of_key.values[:count]

    def _code(self, offer: Offer) -> int:
        code = self._known.setdefault(offer, len(self.offers))
        if code == len(self.offers):
            self.offers.append(offer)
        return code


class NeedSets:
    """The distinct must-haves, and which sets of them the values of NEEDS are."""

    def __init__(self) -> None:
        self.needs: list[Need] = []
        self._known: dict[str, int] = {}
        self._members = _Growing()
        self._ends = _Growing()
        self._lock = Lock()

    def up_to(self, keys: KeyList, count: int) -> tuple[Codes, Codes]:
        """The members of the first sets after another, and where each set ends among them."""
        with self._lock:
            members: list[int] = []
            ends: list[int] = []
            for at in range(len(self._ends), count):
                members += [self._code(text) for text in need_texts(keys[at])]
                ends.append(len(self._members) + len(members))
            self._members.add(members)
            self._ends.add(ends)
            return self._members.values, self._ends.values[:count]

    def _code(self, text: str) -> int:
        code = self._known.setdefault(text, len(self.needs))
        if code == len(self.needs):
            self.needs.append(need_of(text))
        return code


class Tables(NamedTuple):
    """All tables of one list of values per column."""

    needs: NeedSets
    parts: Mapping[PartName, Offers]


def _where_it_lies(key: str) -> Offer:
    place = place_of(key)
    if place.arrangement == REMOTE:
        return Offer(place=ListingPlace(REMOTE))
    return Offer(
        place=ListingPlace(
            town=place.town,
            region=place.region,
            country=place.country,
            postcode=place.postcode,
            latitude=place.latitude,
            longitude=place.longitude,
        )
    )


def _who_may(key: str) -> Offer:
    place = place_of(key)
    if place.arrangement != REMOTE:
        return Offer()
    return Offer(
        place=ListingPlace(
            REMOTE,
            country=place.country,
            remote_countries=place.remote_countries,
            remote_regions=place.remote_regions,
        )
    )


def _week(key: str) -> Offer:
    days, shift_bands = week_of(key)
    return Offer(days=days, shift_bands=shift_bands)


COLUMNS: Mapping[PartName, str] = {
    PartName.ARRANGEMENT: "arrangement",
    PartName.ELIGIBILITY: PLACE,
    PartName.PLACE: PLACE,
    PartName.SCHEDULE: WEEK,
    PartName.HOURS: "hours",
    PartName.CONTRACT: "contract",
    PartName.CHANNELS: "channel",
    PartName.INDUSTRY: "industry",
    PartName.HOME_OFFICE: HOME_OFFICE,
}
"""The coded column that a part depends on. Pay is in numbers."""

_REDUCED: Mapping[PartName, Callable[[str], Offer]] = {
    PartName.ARRANGEMENT: lambda key: Offer(arrangement=slugs_of(key)),
    PartName.ELIGIBILITY: _who_may,
    PartName.PLACE: _where_it_lies,
    PartName.SCHEDULE: _week,
    PartName.HOURS: lambda key: Offer(hours=slugs_of(key)),
    PartName.CONTRACT: lambda key: Offer(contract=slugs_of(key)),
    PartName.CHANNELS: lambda key: Offer(channels=slugs_of(key)),
    PartName.INDUSTRY: lambda key: Offer(industry=slugs_of(key)),
    PartName.HOME_OFFICE: lambda key: Offer(home_office=slugs_of(key)),
}
_TABLES: WeakKeyDictionary[KeyList, Tables] = WeakKeyDictionary()


def tables_of(keys: Keys) -> Tables:
    """The tables that belong to these lists of values."""
    found = _TABLES.get(keys[NEEDS])
    return _TABLES.setdefault(keys[NEEDS], _tables()) if found is None else found


def _tables() -> Tables:
    return Tables(NeedSets(), {name: Offers(reduced) for name, reduced in _REDUCED.items()})
