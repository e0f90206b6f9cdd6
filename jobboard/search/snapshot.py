"""The whole index at one generation: segments side by side as one run of documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobboard.search import spelling
from jobboard.search.analysis import FIELDS
from jobboard.search.columns import Array, Columns, Keys
from jobboard.search.concepts import Tokens
from jobboard.search.counted import Counted, added
from jobboard.search.joined_columns import Growing
from jobboard.search.segment import Scored, Segment

Mask = NDArray[np.bool_]

# Of each number that says by its bits in which fields a token stands; -1 for none.
_LOWEST_BIT = np.array([(bits & -bits).bit_length() - 1 for bits in range(1 << len(FIELDS))])

_MOST_COUNTED = 10_000
"""Tokens whose frequency is remembered: anything may be searched for."""


class _Shown(NamedTuple):
    """Who is visible from ``since`` to before ``until``, and what was counted of them.

    Counts are kept for the columns and tokens that suggestions ask about, which are few.
    """

    since: int
    until: int
    mask: Mask
    counts: dict[str | tuple[str], NDArray[np.int64]]


class Snapshot:
    """What searches read. Never changes; a newer index is another snapshot.

    ``deleted`` are the numbers of documents that are no longer there, segment by segment.
    A document's number is its place among all documents of all segments. ``columns`` are those
    of the segments after another, where somebody has put them together already.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        deleted: Sequence[Collection[int]],
        keys: Keys,
        generation: str,
        columns: Columns | None = None,
    ) -> None:
        self.segments = tuple(segments)
        self.keys = keys
        self.generation = generation
        if columns is None:
            parts = enumerate(segment.columns for segment in segments)
            columns = Growing().joined([(str(at), part) for at, part in parts])
        self.columns = columns
        self.bases = np.cumsum([0, *(segment.size for segment in segments)])
        self._parts = tuple(zip(self.bases.tolist(), self.segments, strict=False))
        self.alive = np.ones(len(self.columns), np.bool_)
        self._deleted = [np.sort(np.fromiter(found, np.int64, len(found))) for found in deleted]
        for base, numbers in zip(self.bases, self._deleted, strict=False):
            self.alive[base + numbers] = False
        self.documents = int(self.alive.sum())
        self._frequencies: dict[str, int] = {}
        self._totals: dict[str, NDArray[np.int64]] = {}
        self._shown = _Shown(0, 0, self.alive, {})

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

    def totals(self, column: str) -> NDArray[np.int64]:
        """How many documents, deleted ones among them, have each value of a coded column."""
        if column not in self._totals:
            self._totals[column] = added([part.totals(column) for part in self._counted()])
        return self._totals[column]

    def used(self, column: str) -> int:
        """How many values of a coded column are known here; newer snapshots may add others."""
        return len(self.totals(column))

    def visible(self, moment: int) -> Mask:
        """``domain.listing.is_visible`` for every document still there; not to be changed.

        Kept until the next listing opens or ends.
        """
        return self._shown_at(moment).mask

    def shown_totals(self, column: str, moment: int) -> NDArray[np.int64]:
        """How many visible documents have each value of a coded column."""
        shown = self._shown_at(moment)
        if column not in shown.counts:
            codes = self.columns.codes[column][shown.mask]
            shown.counts[column] = np.bincount(codes, minlength=self.used(column))
        return shown.counts[column]

    def shown_frequency(self, token: str, moment: int) -> int:
        """In how many visible documents a token stands."""
        shown = self._shown_at(moment)
        key = (token,)
        if key not in shown.counts:
            parts = ((base + found.documents) for base, found in self.scored(token))
            shown.counts[key] = np.array([sum(int(shown.mask[at].sum()) for at in parts)])
        return int(shown.counts[key][0])

    def _shown_at(self, moment: int) -> _Shown:
        shown = self._shown
        if not shown.since <= moment < shown.until:
            parts = [part.shown(moment) for part in self._counted()]
            mask = np.concatenate([np.empty(0, np.bool_), *(part.mask for part in parts)])
            mask &= self.alive
            mask.flags.writeable = False
            since = max((part.since for part in parts), default=moment)
            until = min((part.until for part in parts), default=moment)
            shown = self._shown = _Shown(since, until, mask, {})
        return shown

    def _counted(self) -> Sequence[Counted]:
        """What is counted of runs of documents that make up this snapshot."""
        return [segment.counted for segment in self.segments]

    def scored(self, token: str) -> Iterator[tuple[int, Scored]]:
        """(first number of the segment, the token's postings there)."""
        for base, segment in self._parts:
            found = segment.scored(token)
            if found is not None:
                yield base, found

    def raise_to(self, best: NDArray[np.float64], token: str, factor: float) -> None:
        """Raise each document's number to ``factor`` times the token's weight in it."""
        for base, found in self.scored(token):
            if found.spread:
                part = best[base : base + len(found.scores)]
                np.maximum(part, factor * found.scores, out=part)
            else:
                at = found.documents.astype(np.intp) + base
                best[at] = np.maximum(best[at], factor * found.scores)

    def add_to(self, total: NDArray[np.float64], token: str, factor: float) -> None:
        """Add ``factor`` times the token's weight to the number of each document that has it."""
        for base, found in self.scored(token):
            if found.spread:
                total[base : base + len(found.scores)] += factor * found.scores
            else:
                total[found.documents.astype(np.intp) + base] += factor * found.scores

    def first_fields(self, token: str, numbers: NDArray[np.int64]) -> list[int]:
        """The first field of each document that has the token, -1 where none has."""
        bits = np.zeros(len(numbers), np.uint8)
        for base, found in self.scored(token):
            # As the documents are typed, or numpy would copy all of them.
            asked = (numbers - base).astype(found.documents.dtype)
            places = np.minimum(np.searchsorted(found.documents, asked), len(found.documents) - 1)
            bits |= np.where(found.documents[places] == asked, found.fields[places], 0)
        fields: list[int] = _LOWEST_BIT[bits].tolist()
        return fields

    def with_phrase(self, phrase: Tokens) -> Mask:
        """The documents in which the tokens stand in a row in one field."""
        mask = np.zeros(len(self), np.bool_)
        for base, segment in self._parts:
            mask[base + segment.with_phrase(phrase)] = True
        return mask

    def frequency(self, token: str) -> int:
        """In how many documents a token stands."""
        held = self._frequencies
        if token not in held:
            frequency = sum(
                len(found.documents) - _common(found.documents, self._deleted_from(base))
                for base, found in self.scored(token)
            )
            # Another thread may be reading the full one.
            if len(held) >= _MOST_COUNTED:
                held = self._frequencies = {}
            held[token] = frequency
        return held[token]

    def nearest(self, word: str) -> str | None:
        """The known word nearest to an unknown one."""
        near = {other for segment in self.segments for other in segment.words_near(word)}
        return spelling.nearest(word, near, self._listings_with, self.documents)

    def numbers_of(self, ids: Collection[int]) -> Array:
        """The numbers of the documents held for these listings."""
        held = np.isin(self.columns.numbers["id"], np.array(sorted(ids), np.int64))
        return np.flatnonzero(held & self.alive)

    def versions(self, ids: Collection[int] | None = None) -> Mapping[int, str]:
        """Listing id → version of all documents, or of those held of these listings."""
        numbers = np.flatnonzero(self.alive) if ids is None else self.numbers_of(ids)
        held = self.columns.numbers["id"][numbers].tolist()
        return dict(zip(held, self.columns.versions[numbers].astype(str).tolist(), strict=True))

    def _deleted_from(self, base: int) -> NDArray[np.int64]:
        """The deleted documents of the segment that begins there."""
        return self._deleted[int(np.searchsorted(self.bases[:-1], base, "right")) - 1]

    def _listings_with(self, word: str) -> int:
        return sum(
            int(self.alive[base + segment.documents_with(word)].sum())
            for base, segment in self._parts
        )


def _common(documents: Array, deleted: Array) -> int:
    """How many of these few deleted documents are among a token's."""
    if not len(deleted) or not len(documents):
        return 0
    # As the documents are typed, or numpy would copy all of them.
    deleted = deleted.astype(documents.dtype)
    places = np.minimum(np.searchsorted(documents, deleted), len(documents) - 1)
    return int((documents[places] == deleted).sum())
