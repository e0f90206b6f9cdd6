"""A document as rows: what stands in the tables, spelled as PostgreSQL takes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jobboard.search import columns, whoosh_schema
from jobboard.search.analysis import analyse
from jobboard.search.documents import ListingDocument
from jobboard.search.whoosh_schema import Row

Positions = Mapping[str, Sequence[int]]
"""Where each token of a document stands, by the token as the tables spell it."""

# No token holds it.
_LONG = "="
_LONGEST_TOKEN = 1_000
"""In bytes; PostgreSQL's indexes take about twice as many."""
_DIGEST_BYTES = 16


class DocumentRow(NamedTuple):
    """What is stored of a document. The keys of ``row`` are spelled as the database takes them."""

    row: Row
    positions: Positions
    words: list[str]


def row_of(document: ListingDocument) -> DocumentRow:
    """The row of a document."""
    text = analyse(document)
    keys = tuple(stored(key) for key in columns.keys_of(document))
    return DocumentRow(
        row=whoosh_schema.row_of(document, text.lengths, keys),
        positions={spelled(token): found for token, found in text.positions.items()},
        words=sorted(stored(word) for word in text.words),
    )


def stored(text: str) -> str:
    """Text as the database takes it: half characters and zeros are escaped."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\0")


def spelled(token: str) -> str:
    """A token as the tables spell it; one too long for an index by a digest of it."""
    text = stored(token)
    if len(text.encode()) <= _LONGEST_TOKEN:
        return text
    return _LONG + hashlib.blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def noted(positions: Positions) -> str:
    """Positions as a value of a table."""
    return json.dumps(positions, ensure_ascii=False, separators=(",", ":"))


def positions_of(value: str) -> Positions:
    """The positions that ``noted`` wrote."""
    held: dict[str, list[int]] = json.loads(value)
    return held
