"""A document as rows: what stands in the tables, spelled as PostgreSQL takes it.

The tsvector holds our own tokens, not PostgreSQL's: each at its positions, for phrases, and
once more with its grade, which says about how much it weighs in the listing and where it stands
first, for ranking. So the index of the full-text search alone tells, without touching a long
value, which listings hold a token and about how well.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jobboard.search import columns, scoring, whoosh_schema
from jobboard.search.analysis import FIELDS, POSITION_BITS, Analysed, analyse, field_of
from jobboard.search.documents import ListingDocument
from jobboard.search.whoosh_schema import Row

LEVELS = 24
"""Weights, from 0 to 1, are told apart in so many steps until a listing is looked at closely."""

GRADES = LEVELS * len(FIELDS)
"""A grade is a level together with the first field a token stands in."""

# No token holds either.
_MARK = "~"
_LONG = "="
_LONGEST_LEXEME = 1_000
"""In bytes; PostgreSQL takes twice as many."""
_DIGEST_BYTES = 16
_LARGEST_POSITION = 16_383
_FIELD_GAP = 8
_PLACE = (1 << POSITION_BITS) - 1


class DocumentRow(NamedTuple):
    """What is stored of a document. The keys of ``row`` are spelled as the database takes them."""

    row: Row
    tokens: str
    mentions: str
    words: list[str]


def row_of(document: ListingDocument) -> DocumentRow:
    """The row of a document."""
    text = analyse(document)
    mentions = _mentions(text)
    keys = tuple(stored(key) for key in columns.keys_of(document))
    return DocumentRow(
        row=whoosh_schema.row_of(document, text.lengths, keys),
        tokens=_tsvector(text, mentions),
        mentions=json.dumps(
            {spelled(token): _noted(counts, text) for token, counts in mentions.items()}
        ),
        words=sorted(stored(word) for word in text.words),
    )


def stored(text: str) -> str:
    """Text as the database takes it: half characters and zeros are escaped."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\0")


def spelled(token: str) -> str:
    """A token as the index spells it; one too long for a lexeme by a digest of it."""
    text = stored(token)
    if len(text.encode()) <= _LONGEST_LEXEME:
        return text
    return _LONG + hashlib.blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def lexeme(token: str) -> str:
    """A token as part of a tsvector or tsquery."""
    escaped = spelled(token).replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def graded(token: str, grade: int) -> str:
    """The lexeme of a token where it has this grade, from 0 to GRADES - 1."""
    return lexeme(f"{token}{_MARK}{grade}")


def grade_of(weight: float, first_field: int) -> int:
    """The grade of a token in a listing."""
    return first_field * LEVELS + min(LEVELS - 1, int(weight * LEVELS))


def grades() -> tuple[list[float], list[int]]:
    """For every grade the weight in the middle of its level, and its field as a bit."""
    weights = [(grade % LEVELS + 0.5) / LEVELS for grade in range(GRADES)]
    return weights, [1 << (grade // LEVELS) for grade in range(GRADES)]


def weight_of(counts: Iterable[tuple[int, int]], lengths: Sequence[int]) -> float:
    """The saturated weight of a token from its (field, mentions) and the fields' lengths."""
    share = 0.0
    for field, mentions in counts:
        share += scoring.field_share(field, mentions, lengths[field])
    return float(scoring.saturated(share))


def mention_of(noted: str) -> tuple[float, int]:
    """A token's weight in a listing and, as a bit, the first field it stands in."""
    return float(noted[1:]), 1 << int(noted[0])


def _mentions(text: Analysed) -> dict[str, Counter[int]]:
    return {
        token: Counter(field_of(position) for position in positions)
        for token, positions in text.positions.items()
    }


def _noted(counts: Counter[int], text: Analysed) -> str:
    """The first field in one digit and the weight, every bit of it."""
    found = sorted(counts.items())
    return f"{found[0][0]}{weight_of(found, text.lengths)!r}"


def _tsvector(text: Analysed, mentions: Mapping[str, Counter[int]]) -> str:
    starts = _starts(text)
    parts = []
    for token, positions in text.positions.items():
        at = sorted({_position(position, starts) for position in positions})
        counts = sorted(mentions[token].items())
        grade = grade_of(weight_of(counts, text.lengths), counts[0][0])
        parts.append(f"{lexeme(token)}:{','.join(map(str, at))} {graded(token, grade)}")
    return " ".join(parts)


def _starts(text: Analysed) -> list[int]:
    """Where each field begins when all stand in one row."""
    last = [0] * len(FIELDS)
    for positions in text.positions.values():
        for position in positions:
            field = field_of(position)
            last[field] = max(last[field], position & _PLACE)
    starts, at = [], 1
    for place in last:
        starts.append(at)
        at += place + _FIELD_GAP
    return starts


def _position(position: int, starts: Sequence[int]) -> int:
    return min(starts[field_of(position)] + (position & _PLACE), _LARGEST_POSITION)
