"""Places among the words of a search: "call center austin tx", "receptionist in ohio".

Only names that are places to most people are taken, and those that are words of their own
("mobile", "reading") need their state or a preposition beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from jobboard.domain import gazetteer, places, regions
from jobboard.domain.regions import HOME_COUNTRY

LARGE_TOWN = 100_000
"""A town of the home country with so many people is known by its name alone."""

LARGE_TOWN_ABROAD = 700_000
SMALL_TOWN = 2_500
"""A town with so many people may be meant after "in" or "near"."""

_LONGEST_NAME = 3
_LONGEST_STATE = 2
_KEPT = 4_096
_PREPOSITIONS = frozenset({"in", "near", "around", "within"})
_ARTICLES = frozenset({"the", "greater", "downtown"})

# Everyday words first of all, whatever stands before them.
_NEVER = frozenset({"me", "in", "or", "hi", "ok", "oh", "as", "mass", "fla", "no"})
# Abbreviations that say other things more often when nothing introduces them.
_WORDLIKE = frozenset((
    "al", "bc", "co", "de", "id", "la", "ma", "md", "mi", "mo", "ms", "mt", "ns", "nt",
    "on", "pa", "pe", "pr", "sa", "sk", "us", "va", "vic", "tas", "eng", "act", "chad",
    "jordan", "turkey", "sct", "wls", "nir", "ab", "mb", "nb", "nl", "nu", "qc", "yt",
))  # fmt: skip
# Towns that say something else among a search's words.
_WORDLIKE_TOWNS = frozenset((
    "aurora", "bath", "best", "chandler", "columbia", "cork", "deal", "enterprise",
    "eugene", "garland", "gilbert", "henderson", "independence", "irving", "jackson",
    "lincoln", "madison", "mesa", "mobile", "nice", "orange", "reading", "speed",
    "stafford", "summit", "surprise", "union", "welcome", "carlsbad", "hollywood",
    "victoria", "concord",
))  # fmt: skip


class PlaceFound(NamedTuple):
    """``length`` words from ``start`` name a place; ``text`` is how a page writes it."""

    start: int
    length: int
    text: str


def find(words: Sequence[str]) -> PlaceFound | None:
    """The place named among folded words, "" for words that are not free.

    The most telling one: a town with its state, then the longest name, then the leftmost.
    """
    return min(_named(words), key=_weakness, default=None)


def _weakness(found: PlaceFound) -> tuple[bool, int, int]:
    return ("," not in found.text, -found.length, found.start)


def _named(words: Sequence[str]) -> Iterator[PlaceFound]:
    for start in range(len(words)):
        introduced = _is_introduced(words, start)
        for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
            if all(words[start:end]):
                found = _at(words, start, end, introduced)
                if found:
                    yield found
                    break


def _at(words: Sequence[str], start: int, end: int, introduced: bool) -> PlaceFound | None:
    name = " ".join(words[start:end])
    for length in range(min(_LONGEST_STATE, len(words) - end), 0, -1):
        text = _in_state(name, " ".join(words[end : end + length]), introduced)
        if text:
            return PlaceFound(start, end - start + length, text)
    text = _alone(name, introduced)
    return PlaceFound(start, end - start, text) if text else None


def _is_introduced(words: Sequence[str], start: int) -> bool:
    before = start - 1
    if before >= 0 and words[before] in _ARTICLES:
        before -= 1
    return before >= 0 and words[before] in _PREPOSITIONS


@lru_cache(maxsize=_KEPT)
def _in_state(name: str, state: str, introduced: bool) -> str:
    """A known town of a state; "" if there is none."""
    doubtful = state in _WORDLIKE or state in _NEVER
    fewest = LARGE_TOWN if doubtful and not introduced else 0
    for region in regions.regions_named(state):
        for town in places.bearers(name, region)[:1]:
            if town.people >= fewest:
                return places.label_of(town)
    return ""


@lru_cache(maxsize=_KEPT)
def _alone(name: str, introduced: bool) -> str:
    """How a page writes a place that is named without its state; "" for no place."""
    if name in _NEVER:
        return ""
    if gazetteer.zip_code(name):
        return name
    clear = introduced or name not in _WORDLIKE
    for region in regions.regions_named(name)[:1]:
        return regions.region_label(region) if clear else ""
    country = regions.country_named(name) or (HOME_COUNTRY if name == "us" else None)
    if country:
        return regions.country_label(country) if clear else ""
    return _town(name, introduced)


def _town(name: str, introduced: bool) -> str:
    if not introduced and name in _WORDLIKE_TOWNS:
        return ""
    for town in gazetteer.towns_named(name):
        large = LARGE_TOWN if town.country == HOME_COUNTRY else LARGE_TOWN_ABROAD
        if town.people >= (SMALL_TOWN if introduced else large):
            # As typed, since several towns of the name may be meant.
            return town.name
    return ""
