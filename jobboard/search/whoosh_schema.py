"""What is written into Whoosh and how it is read back: fields, postings, rows.

Of Whoosh only its writer, storage and dictionary are used. Documents arrive analysed; the
postings of a token in a segment are packed into arrays (``packing``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobboard.search.analysis import analyse
from jobboard.search.contract import IndexUnavailable
from jobboard.search.documents import ListingDocument
from jobboard.search.packing import Packed, PackedFormat, PackingWriter, postings_at
from jobboard.search.whoosh_parts import STORED, FieldType, Schema, TermNotFound, W3Codec

SCHEMA_VERSION = 2
"""Raise it whenever an index written before can no longer be read rightly."""

TEXT = "text"
WORDS = "words"
ROW = "row"


class PackedTokens(FieldType):
    """A field whose postings ``PackingWriter.add_packed`` writes."""

    def __init__(self) -> None:
        super().__init__(format=PackedFormat(), analyzer=None)


class Row(NamedTuple):
    """What is kept of a document besides its tokens, in plain values for storage.

    ``keys`` are the values that repeat over documents, as text, in the order of
    ``columns.KEYS``.
    """

    id: int
    version: str
    live: bool
    checked: bool
    published: int
    visible_from: int
    visible_until: int
    pay_cents: int
    pay_high: int
    lengths: tuple[int, ...]
    keys: tuple[str, ...]


def schema() -> Any:
    """The Whoosh schema of an index of listings."""
    return Schema(text=PackedTokens(), words=PackedTokens(), row=STORED())


def codec(*, small: bool = False) -> Any:
    """How segments are written: without the field lengths Whoosh would look up per posting.

    What a ``small`` segment holds is not worth compressing.
    """
    made = W3Codec(compression=0) if small else W3Codec()
    made.length_stats = False
    return made


def add(writer: PackingWriter, document: ListingDocument, keys: tuple[str, ...]) -> None:
    """Analyse a document and write it. ``keys`` are its coded values."""
    text = analyse(document)
    writer.add_packed(
        (TEXT, {as_bytes(token): places for token, places in text.positions.items()}),
        (WORDS, map(as_bytes, text.words)),
        # A plain tuple, so that what is stored does not depend on this class.
        (ROW, tuple(row_of(document, text.lengths, keys))),
    )


def row_of(document: ListingDocument, lengths: tuple[int, ...], keys: tuple[str, ...]) -> Row:
    """What is kept of a document besides its tokens."""
    return Row(
        id=document.id,
        version=document.version,
        live=document.live,
        checked=document.checked,
        published=document.published,
        visible_from=document.visible_from,
        visible_until=document.visible_until,
        pay_cents=document.pay_cents,
        pay_high=document.offer.pay_high,
        lengths=lengths,
        keys=keys,
    )


def as_bytes(text: str) -> bytes:
    """A token as the index spells it; half characters are kept rather than refused."""
    return text.encode("utf-8", "surrogatepass")


def as_text(spelled: bytes) -> str:
    """The token behind the index's spelling."""
    return spelled.decode("utf-8", "surrogatepass")


@contextmanager
def reading() -> Iterator[None]:
    """Say IndexUnavailable for whatever goes wrong while files of the index are read.

    Files that are there to begin with and gone now stay FileNotFoundError: a writer may
    have put others in their place.
    """
    # Torn files break Whoosh and pickle in every way there is.
    try:
        yield
    except (IndexUnavailable, FileNotFoundError):
        raise
    except Exception as error:
        raise IndexUnavailable(f"The search index is damaged: {error!r}") from error


def postings(terms: Any, token: str) -> Packed | None:
    """All postings of a token; None if the segment has none."""
    return _packed(terms, TEXT, token)


def documents_with(terms: Any, word: str) -> NDArray[np.uint32]:
    """The documents a known word stands in, ascending."""
    packed = _packed(terms, WORDS, word)
    return np.empty(0, np.uint32) if packed is None else packed.documents


def known_words(terms: Any) -> list[tuple[str, int]]:
    """Every known word of the segment and in how many documents it stands."""
    found = []
    for (field, spelled), info in terms.items_from(WORDS, b""):
        if field != WORDS:
            break
        found.append((as_text(spelled), int(info.weight())))
    return found


def _packed(terms: Any, field: str, token: str) -> Packed | None:
    try:
        info = terms.term_info(field, as_bytes(token))
    except TermNotFound:
        return None
    return postings_at(terms, info)
