"""Names of places among folded words, each as a page writes it.

Only names that are places to most people are taken. Small towns need their state or a
preposition beside them; names that are words of their own ("mobile", "reading") need their
state, or "near".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jobboard.domain import gazetteer, places, regions
from jobboard.domain.gazetteer import ZIP_DIGITS, Town

_LONGEST_NAME = 4
_LONGEST_STATE = 3
_NEAR = frozenset({"near", "around", "nearby"})
_PREPOSITIONS = frozenset({"in", "within", *_NEAR})
_BEFORE_NAMES = frozenset({"the", "downtown", "greater"})

# State abbreviations that are everyday words or abbreviations of other things: as a state
# they need a preposition, or a town before them.
_WORDLIKE_STATES = frozenset({
    "al", "as", "co", "de", "hi", "id", "in", "la", "ma", "md", "me", "mi", "mo", "ms", "mt",
    "oh", "ok", "on", "or", "pa", "pr", "sa", "va", "act",
})  # fmt: skip
# Even so, these join words: "portland or remote".
_JOINING = frozenset({"in", "or", "me", "on", "as", "oh", "hi", "ok"})
_WORDLIKE_COUNTRIES = frozenset({"chad", "jordan", "turkey"})
# Not even after a preposition: here they are no places.
_NEVER = frozenset({"mass", "fla"})

# Towns that say something else among a search's words: whatever the postings write in
# small letters, and names of people and makes.
_WORDLIKE_TOWNS = frozenset({
    "alliance", "aurora", "bank", "bath", "bend", "best", "billings", "bright", "bury", "care",
    "central", "chandler", "clearwater", "coach", "college", "columbia", "commerce", "cork",
    "corona", "date", "deal", "distance", "downtown", "economy", "enterprise", "eugene",
    "fleet", "florence", "forest", "friendly", "frisco", "garland", "gateway", "gilbert",
    "globe", "grants", "green", "greenfield", "guide", "henderson", "holiday", "home", "hope",
    "hub", "humble", "independence", "irving", "jackson", "justice", "kent", "la", "lakes",
    "lead", "legacy", "liberal", "lincoln", "madison", "man", "marina", "massa", "media",
    "mentor", "mesa", "metro", "mission", "mobile", "mold", "most", "nice", "normal", "officer",
    "opportunity", "oral", "orange", "page", "paradise", "paramount", "parole", "pest", "post",
    "price", "progress", "prospect", "reading", "remote", "reservoir", "sale", "san", "scout",
    "shaping", "shift", "speed", "split", "stafford", "star", "street", "summit", "superior",
    "surprise", "talent", "temple", "union", "university", "van", "victoria", "villages",
    "warren", "wedding", "welcome", "wharf", "young",
})  # fmt: skip
_SHORTEST = 3
_CLEAR_ABBREVIATIONS = frozenset({"sf"})
_PEOPLE_ALONE = 60_000
_PEOPLE_ALONE_ABROAD = 250_000
_PEOPLE_OF_LONG_NAME = 20_000
_PEOPLE_INTRODUCED = 10_000
_PEOPLE_WITH_STATE = 1_000
_PEOPLE_WITH_WORDLIKE_STATE = 10_000
_PEOPLE_WITH_COUNTRY = 20_000


class PlaceFound(NamedTuple):
    """``length`` words from ``start`` name a place; ``text`` is how a page writes it."""

    start: int
    length: int
    text: str
    qualified: bool = False


def places_in(words: Sequence[str]) -> Iterator[PlaceFound]:
    """Every place named among folded words, the longest at each word; they may overlap.

    An empty word stands for one that means something else; no name reaches over it.
    """
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
            if "" in words[start:end]:
                continue
            found = _with_state(words, start, end) or _alone(words, start, end)
            if found:
                yield found
                break


def _with_state(words: Sequence[str], start: int, end: int) -> PlaceFound | None:
    """A known town followed by its state, province or country."""
    name = " ".join(words[start:end])
    if not gazetteer.towns_named(name):
        return None
    for stop in range(min(len(words), end + _LONGEST_STATE), end, -1):
        if "" in words[end:stop]:
            continue
        state = " ".join(words[end:stop])
        # "Portland or remote" is no Oregon; at the end of a search it is.
        if state in _JOINING and not (stop == len(words) or _qualifies(words[stop])):
            continue
        town = _in_state(name, state)
        if town:
            return PlaceFound(start, stop - start, places.label_of(town), qualified=True)
    return None


def _qualifies(word: str) -> bool:
    """Whether a word says more of the place before it."""
    return _is_zip(word) or regions.country_named(word) is not None


def _in_state(name: str, state: str) -> Town | None:
    fewest = _PEOPLE_WITH_WORDLIKE_STATE if state in _WORDLIKE_STATES else _PEOPLE_WITH_STATE
    country = regions.country_named(state)
    inside = (town for code in regions.regions_named(state) for town in places.bearers(name, code))
    found = [town for town in inside if town.people >= fewest]
    if country is not None:
        there = places.bearers(name, country=country)
        found += [town for town in there if town.people >= _PEOPLE_WITH_COUNTRY]
    return found[0] if found else None


def _alone(words: Sequence[str], start: int, end: int) -> PlaceFound | None:
    """A place that is named without its state."""
    name = " ".join(words[start:end])
    preposition = _preposition(words, start)
    text = _zip_text(name, preposition) or _state_text(name, preposition)
    if not text and _is_clear_town(name, preposition):
        text = _text_of(name)
    return PlaceFound(start, end - start, text) if text else None


def _preposition(words: Sequence[str], start: int) -> str:
    before = start - 1
    if before >= 0 and words[before] in _BEFORE_NAMES:
        before -= 1
    word = words[before] if before >= 0 else ""
    return word if word in _PREPOSITIONS else ""


def _zip_text(name: str, preposition: str) -> str:
    """A ZIP code; round numbers are rather pay or pieces."""
    is_round = name.endswith("000") and not preposition
    return name if _is_zip(name) and not is_round else ""


def _is_zip(name: str) -> bool:
    whole = len(name) == ZIP_DIGITS and name.isascii() and name.isdecimal()
    return whole and gazetteer.zip_code(name) is not None


def _state_text(name: str, preposition: str) -> str:
    """A country, state or province, by its name or by an abbreviation that is no word."""
    if name == "us" and preposition:
        return regions.country_label(regions.HOME_COUNTRY)
    country = regions.country_named(name)
    if country is not None and (preposition or name not in _WORDLIKE_COUNTRIES):
        return regions.country_label(country)
    code = next(iter(regions.regions_named(name)), "")
    if not code or name in _NEVER:
        return ""
    at_home = regions.country_of(code) == regions.HOME_COUNTRY
    if regions.is_region_name(name) and not at_home:
        # England is a town of Arkansas, too.
        abroad = regions.country_of(code)
        return f"{regions.region_label(code)}, {regions.country_label(abroad)}"
    if regions.is_region_name(name):
        return regions.region_label(code)
    clear = name not in (_JOINING if preposition else _WORDLIKE_STATES)
    if not (at_home and clear):
        return ""
    # "LA" is a town too, and stays both.
    return name.upper() if gazetteer.towns_named(name) else regions.region_label(code)


def _is_clear_town(name: str, preposition: str) -> bool:
    if name in _WORDLIKE_TOWNS and preposition not in _NEAR:
        return False
    if len(name) < _SHORTEST and not (preposition or name in _CLEAR_ABBREVIATIONS):
        return False
    return any(_is_large(town, name, preposition) for town in gazetteer.towns_named(name))


def _is_large(town: Town, name: str, preposition: str) -> bool:
    if preposition:
        return town.people >= _PEOPLE_INTRODUCED
    if town.country != regions.HOME_COUNTRY:
        return town.people >= _PEOPLE_ALONE_ABROAD
    return town.people >= (_PEOPLE_OF_LONG_NAME if " " in name else _PEOPLE_ALONE)


def _text_of(name: str) -> str:
    """How a page writes a town: with its state if one alone is meant."""
    labels = {area.label for area in places.readings(name)}
    if len(labels) == 1:
        return labels.pop()
    return gazetteer.towns_named(name)[0].name
