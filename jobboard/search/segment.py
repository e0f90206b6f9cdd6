"""One immutable segment of the index, read into arrays as far as searches need it."""

from __future__ import annotations

import weakref
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobboard.search import scoring, spelling
from jobboard.search import whoosh_schema as stored
from jobboard.search.analysis import FIELDS, POSITION_BITS
from jobboard.search.cache import BoundedCache
from jobboard.search.columns import Columns, Keys
from jobboard.search.concepts import Tokens
from jobboard.search.counted import Counted
from jobboard.search.known_words import KnownWords
from jobboard.search.packing import Packed
from jobboard.search.side_files import columns_of

# Tokens of at least one in so many documents are quicker to add up spread over all.
_SPREAD_FROM = 3
# An array by itself, without what is in it.
_ARRAY_BYTES = 120
# A document's number is shifted over everything a position can be.
_DOCUMENT_SHIFT = POSITION_BITS + len(FIELDS).bit_length()


class Scored(NamedTuple):
    """The documents of a token, ascending, with its saturated weight in each.

    ``fields`` is a number whose bits are the fields the token stands in. Where the token is
    common the scores are ``spread``: one for every document of the segment, 0 where it is not.
    """

    documents: NDArray[np.uint32]
    scores: NDArray[np.float64]
    fields: NDArray[np.uint8]
    spread: bool = False


Cached = Scored | NDArray[np.int64] | NDArray[np.uint32] | None


def size_of(value: Cached) -> int:
    """Bytes of a cached value, about."""
    parts = value if isinstance(value, tuple) else (value,)
    arrays = [part.nbytes for part in parts if isinstance(part, np.ndarray)]
    return sum(arrays) + _ARRAY_BYTES * len(arrays)


def scored_in(
    size: int,
    documents: NDArray[np.uint32],
    scores: NDArray[np.float64],
    fields: NDArray[np.uint8],
) -> Scored:
    """A token's weights in its documents of a segment of this size."""
    if len(scores) * _SPREAD_FROM < size:
        return Scored(documents, scores, fields, spread=False)
    everywhere = np.zeros(size)
    everywhere[documents] = scores
    return Scored(documents, everywhere, fields, spread=True)


class Segment:
    """Reads tokens and columns of a Whoosh segment. Safe to use from several threads."""

    def __init__(self, storage: Any, segment: Any, keys: Keys, cache: BoundedCache[Cached]) -> None:
        self.id: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self._cache = cache
        self._reading = Lock()
        self._terms = segment.codec().terms_reader(storage, segment)
        # Searches may still use an old segment when a newer index replaces it, so its
        # files are closed when the last of them lets go.
        self.close = weakref.finalize(self, self._terms.close)
        self.columns: Columns = columns_of(storage, segment, keys)
        self.counted = Counted(self.columns)

    # The three below silence the checker: it cannot know that a key's shape tells which kind of
    # array the shared cache holds under it.

    def scored(self, token: str) -> Scored | None:
        """The token's documents and weights; None if it stands nowhere."""
        return self._cache.get((self.id, token), lambda: self._score(token))  # type: ignore[return-value] # by its key

    def places(self, token: str) -> NDArray[np.int64]:
        """Document numbers and positions of a token in one ascending array.

        The next position in the same field of the same document is the next number.
        """
        return self._cache.get((self.id, token, "places"), lambda: self._places(token))  # type: ignore[return-value] # by its key

    def with_phrase(self, phrase: Tokens) -> NDArray[np.uint32]:
        """The documents in which the tokens stand in a row in one field."""
        return self._cache.get((self.id, phrase, "phrase"), lambda: self._with_phrase(phrase))  # type: ignore[return-value] # by its key

    def _with_phrase(self, phrase: Tokens) -> NDArray[np.uint32]:
        starts = sorted((self.places(token) - at for at, token in enumerate(phrase)), key=len)
        found = starts[0]
        for others in starts[1:]:
            at = np.searchsorted(others, found)
            at[at == len(others)] = -1
            found = found[others[at] == found] if len(others) else others
        return np.unique(found >> _DOCUMENT_SHIFT).astype(np.uint32)

    def words_near(self, word: str) -> list[str]:
        """Known words as near to ``word`` as slips allow."""
        return self._words.near(word, spelling.slips_allowed(word))

    def documents_with(self, word: str) -> NDArray[np.uint32]:
        """The documents of a known, unstemmed word."""
        return self._cache.get((self.id, word, "word"), lambda: self._with_word(word))  # type: ignore[return-value] # by its key

    @cached_property
    def _words(self) -> KnownWords:
        with self._reading, stored.reading():
            return KnownWords(word for word, _ in stored.known_words(self._terms))

    def _raw(self, token: str) -> Packed | None:
        with self._reading, stored.reading():
            return stored.postings(self._terms, token)

    def _with_word(self, word: str) -> NDArray[np.uint32]:
        with self._reading, stored.reading():
            return stored.documents_with(self._terms, word)

    def _score(self, token: str) -> Scored | None:
        raw = self._raw(token)
        if raw is None:
            return None
        rows = np.repeat(np.arange(len(raw.documents)), raw.counts)
        in_field = raw.positions >> POSITION_BITS
        share = np.zeros(len(raw.documents))
        fields = np.zeros(len(raw.documents), np.uint8)
        for field in range(len(FIELDS)):
            mentions = np.bincount(rows[in_field == field], minlength=len(raw.documents))
            if mentions.any():
                lengths = self.columns.lengths[field][raw.documents]
                share += scoring.field_share(field, mentions, lengths)
                fields |= ((mentions > 0) << field).astype(np.uint8)
        return scored_in(self.size, raw.documents, scoring.saturated(share), fields)

    def _places(self, token: str) -> NDArray[np.int64]:
        raw = self._raw(token)
        if raw is None:
            return np.empty(0, np.int64)
        documents = np.repeat(raw.documents.astype(np.int64), raw.counts)
        return (documents << _DOCUMENT_SHIFT) | raw.positions
