"""The town somebody may have meant whose place nobody knows: "Austn", or "Austin, NY"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jobboard.domain import gazetteer, places, regions
from jobboard.domain.gazetteer import Town
from jobboard.domain.regions import HOME_COUNTRY
from jobboard.domain.slips import slips_between
from jobboard.domain.workplace import located

_KEPT = 512
_LONGEST = 30
_SHORTEST = 4
# Slips allowed in a name: one, and two from this many letters on.
_LONG = 7
_MOST_SLIPS = 2
_PEOPLE_FOR_TWO = 50_000
# A town abroad is as likely meant as one a tenth of its size at home.
_ABROAD = 10


class _Guess(NamedTuple):
    """A town of about this name, the likeliest least."""

    elsewhere: bool
    slips: int
    fewer: float
    label: str


@lru_cache(maxsize=_KEPT)
def did_you_mean(wanted: str) -> str | None:
    """A town for a typed place without a known reading, as pages name it; else None.

    The same name in another state, or else the nearest name with the same first letter, in
    the state that was typed if there is one. The cost is bounded.
    """
    areas = places.readings(wanted)
    if not areas or any(area.is_known for area in areas):
        return None
    area = areas[0]
    same = [_guess(town, 0, elsewhere=False) for town in gazetteer.towns_named(area.town)]
    near = same or [
        _guess(town, slips, elsewhere=bool(area.region) and town.region != area.region)
        for slips, town in _of_about(area.town)
        if town.people >= (1 if slips < _MOST_SLIPS else _PEOPLE_FOR_TWO)
    ]
    return min(near).label if near else None


def advice_on(town: str, region: str, country: str, postcode: str) -> str:
    """What to tell an employer whose workplace nobody can locate; "" where all is well."""
    point, _ = located(town, region, country, postcode)
    if point is not None or not town:
        return ""
    where = [regions.region_label(region)] if region else []
    where += [regions.country_label(country)] if country not in ("", HOME_COUNTRY) else []
    typed = ", ".join([town, *where])
    meant = did_you_mean(typed)
    question = f" Did you mean {meant}?" if meant else ""
    return (
        f"We cannot find “{typed}” on our map.{question} If it is right, leave it: people find the "
        "job by that name. A ZIP code lets people nearby find it too."
    )


def _guess(town: Town, slips: int, *, elsewhere: bool) -> _Guess:
    people = town.people if town.country == HOME_COUNTRY else town.people / _ABROAD
    return _Guess(elsewhere, slips, -people, places.label_of(town))


def _of_about(name: str) -> Iterator[tuple[int, Town]]:
    """(slips, town) of the towns whose names differ by a slip or two."""
    if not _SHORTEST <= len(name) <= _LONGEST:
        return
    most = _MOST_SLIPS if len(name) >= _LONG else 1
    letters = set(name)
    for key in gazetteer.keys_from(name[0]):
        # Most names are ruled out by their length or their letters.
        if abs(len(key) - len(name)) > most or len(letters.symmetric_difference(key)) > 2 * most:
            continue
        slips = slips_between(name, key, most)
        if slips <= most:
            for town in gazetteer.towns_named(key):
                yield slips, town
