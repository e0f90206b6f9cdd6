"""The whole index at one generation: segments side by side as one run of documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from jobboard.search import columns as column_files
from jobboard.search import spelling
from jobboard.search.columns import Array, Keys
from jobboard.search.concepts import Tokens
from jobboard.search.segment import Scored, Segment

Mask = NDArray[np.bool_]


class Snapshot:
    """What searches read. Never changes; a newer index is another snapshot.

    ``deleted`` are the numbers of documents that are no longer there, segment by segment.
    A document's number is its place among all documents of all segments.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        deleted: Sequence[Collection[int]],
        keys: Keys,
        generation: str,
    ) -> None:
        self.segments = tuple(segments)
        self.keys = keys
        self.generation = generation
        self.columns = column_files.joined([segment.columns for segment in segments])
        self.bases = np.cumsum([0, *(segment.size for segment in segments)])
        self.alive = np.ones(len(self.columns), np.bool_)
        for base, numbers in zip(self.bases, deleted, strict=False):
            self.alive[base + np.fromiter(numbers, np.int64, len(numbers))] = False
        self.documents = int(self.alive.sum())
        self._frequencies: dict[str, int] = {}
        self._used: dict[str, int] = {}

    def __len__(self) -> int:
        """How many document numbers there are, deleted ones among them."""
        return len(self.columns)

    @cached_property
    def recency(self) -> NDArray[np.int64]:
        """A number for every document, the higher the newer; later ids first among equals."""
        order = np.lexsort((self.columns.numbers["id"], self.columns.numbers["published"]))
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        return ranks

    def used(self, column: str) -> int:
        """How many values of a coded column are known here; newer snapshots may add others."""
        if column not in self._used:
            self._used[column] = int(self.columns.codes[column].max(initial=-1)) + 1
        return self._used[column]

    def scored(self, token: str) -> Iterator[tuple[int, Scored]]:
        """(first number of the segment, the token's postings there)."""
        for base, segment in self._parts():
            found = segment.scored(token)
            if found is not None:
                yield base, found

    def raise_to(self, best: NDArray[np.float64], token: str, factor: float) -> None:
        """Raise each document's number to ``factor`` times the token's weight in it."""
        for base, found in self.scored(token):
            at = found.documents + base if base else found.documents
            best[at] = np.maximum(best[at], factor * found.scores)

    def first_fields(self, token: str, numbers: NDArray[np.int64]) -> list[int]:
        """The first field of each document that has the token, -1 where none has."""
        bits = np.zeros(len(numbers), np.int64)
        for base, found in self.scored(token):
            asked = numbers - base
            places = np.minimum(np.searchsorted(found.documents, asked), len(found.documents) - 1)
            bits |= np.where(found.documents[places] == asked, found.fields[places], 0)
        return [(b & -b).bit_length() - 1 for b in bits.tolist()]

    def with_phrase(self, phrase: Tokens) -> Mask:
        """The documents in which the tokens stand in a row in one field."""
        mask = np.zeros(len(self), np.bool_)
        for base, segment in self._parts():
            mask[base + segment.with_phrase(phrase)] = True
        return mask

    def frequency(self, token: str) -> int:
        """In how many documents a token stands."""
        if token not in self._frequencies:
            count = sum(int(self.alive[base + f.documents].sum()) for base, f in self.scored(token))
            self._frequencies[token] = count
        return self._frequencies[token]

    def nearest(self, word: str) -> str | None:
        """The known word nearest to an unknown one."""
        near = {other for segment in self.segments for other in segment.words_near(word)}
        return spelling.nearest(word, near, self._listings_with, self.documents)

    def numbers_of(self, ids: Collection[int]) -> Array:
        """The numbers of the documents held for these listings."""
        held = np.isin(self.columns.numbers["id"], np.array(sorted(ids), np.int64))
        return np.flatnonzero(held & self.alive)

    def versions(self) -> Mapping[int, str]:
        """Listing id → version of all documents."""
        numbers = np.flatnonzero(self.alive)
        ids = self.columns.numbers["id"][numbers].tolist()
        return dict(zip(ids, self.columns.versions[numbers].astype(str).tolist(), strict=True))

    def _parts(self) -> Iterator[tuple[int, Segment]]:
        yield from zip(self.bases.tolist(), self.segments, strict=False)

    def _listings_with(self, word: str) -> int:
        return sum(
            int(self.alive[base + segment.documents_with(word)].sum())
            for base, segment in self._parts()
        )
