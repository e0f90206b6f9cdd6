"""Why a listing answers a search, in a sentence that claims no word the listing lacks."""

from __future__ import annotations

from functools import cache

from jobboard.domain import vocabulary
from jobboard.domain.text import joined
from jobboard.search.contract import Match

FACTS = "facts"
WORDS_OF_FIELDS = {
    "title": "the title",
    FACTS: "what the employer listed",
    "company": "the employer's name",
    "place": "the place",
    "body": "the text",
}
WORDS_FOR = "words for "
# A row on a phone has room for two, and more convince nobody.
MOST_REASONS = 2
# Terms whose labels are names.
_NAMES = ("language", "tool", "qualification")


def why(matches: tuple[Match, ...]) -> str:
    """Return why a listing answers: "Found “billing” in the title and “calm” in the text."."""
    words: dict[str, str] = {}
    for match in matches:
        words.setdefault(_said(match), WORDS_OF_FIELDS[match.field])
    by_place: dict[str, list[str]] = {}
    for word, place in list(words.items())[:MOST_REASONS]:
        by_place.setdefault(place, []).append(word)
    reasons = [f"{_together(found)} in {place}" for place, found in by_place.items()]
    return f"Found {joined(reasons)}." if reasons else ""


def _together(found: list[str]) -> str:
    """Return "words for a and b" for what has one beginning, else "a and b"."""
    bare = [one.removeprefix(WORDS_FOR) for one in found]
    shared = all(one.startswith(WORDS_FOR) for one in found)
    return f"{WORDS_FOR}{joined(bare)}" if shared else joined(found)


def _said(match: Match) -> str:
    """Return what was found: the words in quotes, else what stands for them."""
    if not match.as_term:
        return f"“{match.word}”"
    term = _inside(match.as_term)
    return term if match.field == FACTS else f"{WORDS_FOR}{term}"


def _inside(label: str) -> str:
    """Return a term's label inside a sentence."""
    keeps = label in _names() or label[1:2].isupper()
    return label if keeps else label[0].lower() + label[1:]


@cache
def _names() -> frozenset[str]:
    return frozenset(term.label for group in _NAMES for term in vocabulary.terms(group))
