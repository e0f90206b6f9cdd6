"""A document as tokens at positions: the one reading both engines share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from jobboard.domain.phrases import words_of
from jobboard.domain.word_forms import stem
from jobboard.search import concepts
from jobboard.search.documents import ListingDocument

FIELDS = ("title", "facts", "company", "place", "body")
"""Parts of a listing that are searched, the most telling first."""

POSITION_BITS = 20
"""A position is the field's number, shifted, plus the place of the token in the field."""

MOST_TOKENS = 20_000
LONGEST_TOKEN = 40
# Between values of one field, so that no phrase runs from one into the next.
_GAP = 8
_SHORTEST_SPELLED = 3


class Token(NamedTuple):
    """A token and where it stands in its field."""

    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Analysed:
    """``positions``: token → ascending positions over all fields. ``lengths``: words a field.

    ``words`` are the unstemmed words, which spelling goes by.
    """

    positions: dict[str, list[int]]
    lengths: tuple[int, ...]
    words: frozenset[str]


def analyse(document: ListingDocument) -> Analysed:
    """Read every field of a document."""
    positions: dict[str, list[int]] = {}
    lengths: list[int] = []
    words: set[str] = set()
    for number, field in enumerate(FIELDS):
        values = _values(document, field)
        places = _places(values)
        for token in _terms(document, field, values, places):
            positions.setdefault(token.text, []).append((number << POSITION_BITS) | token.place)
        lengths.append(sum(len(value) for value in values))
        words.update(word for value in values for word in value if _is_spelled(word))
    return Analysed(positions, tuple(lengths), frozenset(words))


def field_of(position: int) -> int:
    """The number of the field a position lies in."""
    return position >> POSITION_BITS


def _values(document: ListingDocument, field: str) -> list[list[str]]:
    """The folded words of a field, value by value."""
    if field == "facts":
        texts = [fact.label for fact in document.facts]
    elif field == "place":
        texts = document.place_words.split("\n")
    else:
        texts = [str(getattr(document, field))]
    left = MOST_TOKENS
    values = []
    for text in texts:
        words = [word for word in words_of(text) if len(word) <= LONGEST_TOKEN][:left]
        left -= len(words)
        values.append(words)
    return values


def _places(values: list[list[str]]) -> list[int]:
    """Where each value begins."""
    starts, at = [], 0
    for value in values:
        starts.append(at)
        at += len(value) + _GAP
    return starts


def _terms(
    document: ListingDocument, field: str, values: list[list[str]], starts: list[int]
) -> Iterator[Token]:
    """The words' tokens and the concepts, in order of their places within each kind."""
    for value, start in zip(values, starts, strict=True):
        tokens = [stem(word) for word in value]
        yield from (Token(token, start + at) for at, token in enumerate(tokens))
        if field == "title":
            yield from (Token(row, start) for row in concepts.title_rows(value))
        if field == "company":
            yield from (Token(row, start) for row in concepts.name_rows(value))
        if field in ("title", "body"):
            yield from (Token(token, start + at) for at, token in concepts.implied(value))
    if field == "facts":
        steps = concepts.pay_steps(document.currency, document.pay_cents)
        yield from (Token(step, 0) for step in steps)
        for fact, value, start in zip(document.facts, values, starts, strict=True):
            yield from (Token(token, start) for token in concepts.of_fact(fact.concept, value))


def _is_spelled(word: str) -> bool:
    return len(word) >= _SHORTEST_SPELLED and word.isalpha()
