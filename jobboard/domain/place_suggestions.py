"""Places that somebody may be about to type: states and towns, the larger first.

Each is a text that means the one place. What is compared is bounded by the table of towns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from jobboard.domain import gazetteer, regions, vocabulary
from jobboard.domain.gazetteer import Town
from jobboard.domain.places import label_of
from jobboard.domain.regions import HOME_COUNTRY
from jobboard.domain.vocabulary import fold

SHORTEST = 2
LONGEST = 60
MOST = 8
_STATES_FROM = 3
# What is half typed is likelier at home than a whole name is.
_HOME_FAVOR = 30
_KEPT = 4_096


def beginning(typed: str) -> tuple[str, ...]:
    """Places as pages name them whose name begins like this; "austin t" is Austin, Texas."""
    # Cut before anything is kept of it: what is typed may be of any length.
    return _beginning(gazetteer.key_of(typed[:LONGEST]))


@lru_cache(maxsize=_KEPT)
def _beginning(text: str) -> tuple[str, ...]:
    if len(text) < SHORTEST:
        return ()
    found = dict.fromkeys((*_states(text), *_towns(text), *_qualified(text)))
    return tuple(islice(found, MOST))


def _states(text: str) -> Iterator[str]:
    if len(text) >= _STATES_FROM:
        for term in vocabulary.terms("us-state"):
            if fold(term.label).startswith(text):
                # "New York" alone may be the town as well.
                is_town = bool(gazetteer.towns_named(term.label))
                yield f"{term.label} State" if is_town else term.label


def _towns(text: str) -> Iterator[str]:
    # Some towns have several names, of which pages use one.
    found = gazetteer.largest_beginning(text, HOME_COUNTRY, _HOME_FAVOR, 2 * MOST)
    return map(label_of, filter(_has_country, found))


def _has_country(town: Town) -> bool:
    """Whether the town's country has a name here, so that its label can be read again."""
    return vocabulary.resolve("country", town.country) is not None


def _qualified(text: str) -> Iterator[str]:
    """Towns whose whole name is typed, and the beginning of their state or country."""
    words = text.split()
    for cut in range(len(words) - 1, 0, -1):
        rest = " ".join(words[cut:])
        for town in gazetteer.towns_named(" ".join(words[:cut])):
            code = town.region.partition("-")[2].casefold()
            inside = (code, fold(regions.region_label(town.region)))
            at_home = town.country == HOME_COUNTRY
            abroad = () if at_home else (fold(regions.country_label(town.country)),)
            if _has_country(town) and any(name.startswith(rest) for name in (*inside, *abroad)):
                yield label_of(town)
