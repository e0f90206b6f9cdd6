"""The text of a typed place, taken apart: joined by "or", led by a radius, with a state behind."""

from __future__ import annotations

import re
from typing import NamedTuple

from jobboard.domain import gazetteer, regions
from jobboard.domain.vocabulary import fold

# No place is called by more; listings may hold any text, and its readings grow with the square.
LONGEST = 80
_POSTCODE = re.compile(r"(?=[a-z]{0,2}[0-9])[a-z0-9]{2,8}( [0-9][a-z0-9]{0,2})?")
_ZIP = re.compile(r"[0-9]{3,5}")
_LONG_ZIP = re.compile(r"([0-9]{5}) [0-9]{4}")
_AROUND = re.compile(
    r"^(greater|downtown|metro|metropolitan|central) | ((metro|metropolitan) )?(area|metro|region)$"
)
# What people put before a place: "within 10 miles of austin", "near austin".
_LEAD = re.compile(
    r"(within (?P<amount>[0-9]{1,4}) ?(?P<unit>mi|miles?|km|kilomet(er|re)s?) (of|from|around) "
    r"|(near|around|close to|in) )(?=.)"
)
# "Dallas or Austin", "Dallas / Austin"; but "Portland OR 97201".
_EITHER = re.compile(r"\s+or\s+|\s*/\s*", re.IGNORECASE)


def either(wanted: str) -> list[str]:
    """The places that are joined by "or", or the text alone.

    A town may have it in its name: "Truth or Consequences", "Biel/Bienne"; "Dallas/Fort Worth"
    is another name for Dallas alone, but two towns are meant.
    """
    found: list[str] = []
    start = 0
    for between in _EITHER.finditer(wanted):
        before, after = wanted[start : between.start()], wanted[between.end() :]
        if not _is_one(before.rpartition(",")[2], between[0], after.partition(",")[0]):
            found.append(before)
            start = between.end()
    found.append(wanted[start:])
    several = not any(_qualifies(fold(one)) for one in found)
    return found if several else [wanted]


def _is_one(before: str, between: str, after: str) -> bool:
    """Whether a town is called by it all: by its own name, or where not each side is a town."""
    name = f"{before} {between} {after}"
    found = gazetteer.towns_named(name)
    is_own = any(gazetteer.key_of(town.name) == gazetteer.key_of(name) for town in found)
    return is_own or (bool(found) and not all(map(gazetteer.towns_named, (before, after))))


def joined(wanted: str) -> bool:
    """Whether several places are typed, joined by "or"."""
    return len(either(wanted)) > 1


def _qualifies(text: str) -> bool:
    """Whether folded text says more of a place before it, or nothing."""
    return not text or is_postcode(text) or bool(regions.country_named(text))


class Radius(NamedTuple):
    """A distance in a unit of ``geo.UNITS``."""

    amount: int
    unit: str


def radius_said(wanted: str) -> Radius | None:
    """The radius that is typed with the place, as in "within 10 miles of Austin"."""
    found = _LEAD.match(fold(wanted))
    if found is None or not found["amount"]:
        return None
    return Radius(int(found["amount"]), "km" if found["unit"].startswith("k") else "mi")


def without_lead(text: str) -> str:
    """Folded text without what people put before a place. Near North Side is a part of Chicago."""
    found = _LEAD.match(text)
    return text[found.end() :] if found and not gazetteer.towns_named(text) else text


def without_around(name: str) -> str:
    """A folded name without what says "and around it": "greater boston area"."""
    return _AROUND.sub("", name)


def is_postcode(text: str) -> bool:
    """Whether folded text can be a postcode, or the beginning of one."""
    return bool(_POSTCODE.fullmatch(text))


def is_zip(text: str) -> bool:
    """Whether folded text can be a ZIP code of the US, or its first digits."""
    return bool(_ZIP.fullmatch(text))


def unextended(text: str) -> str:
    """A ZIP code without the four digits behind it; other folded text as it is."""
    found = _LONG_ZIP.fullmatch(text)
    return found[1] if found else text


def pieces(part: str) -> list[str]:
    """State, country and ZIP code of a part like "tx 78701" or "on canada", apart."""
    if regions.regions_named(part) or regions.country_named(part):
        return [part]
    words = part.split()
    if len(words) > 1 and is_zip(words[-1]):
        return [*pieces(" ".join(words[:-1])), words[-1]]
    for cut in range(1, len(words)):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        if regions.country_named(after) and (
            regions.regions_named(before) or is_zip(words[cut - 1])
        ):
            return [*pieces(before), after]
    return [part]
