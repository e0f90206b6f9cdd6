"""The tables at one change, as searches over columns read them."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobboard.search import spelling
from jobboard.search.columns import Keys
from jobboard.search.postgres.known import WordList
from jobboard.search.postgres.reading import Numbers
from jobboard.search.postgres.segments import FreshSegment, RoughlyScored, TableSegment
from jobboard.search.postgres.tables import Pointer
from jobboard.search.segment import Scored
from jobboard.search.snapshot import Snapshot

_MOST_MENDED = 1_000
"""Words whose nearest known one is remembered until the next change."""


class TableSnapshot(Snapshot):
    """A snapshot whose words are looked up in PostgreSQL."""

    def __init__(
        self,
        build: Pointer,
        table: TableSegment,
        fresh: FreshSegment,
        keys: Keys,
        words: WordList,
    ) -> None:
        replaced = fresh.numbers[fresh.numbers < table.size]
        gone = set(table.deleted.tolist()) | set(replaced.tolist())
        segments: list[Any] = [table, fresh]
        super().__init__(
            segments, [gone, fresh.deleted.tolist()], keys, f"{build.build}-{build.change}"
        )
        self.build = build
        self._words = words
        self._mended: dict[str, str | None] = {}
        self._table = table
        self._known: dict[str, tuple[Numbers, NDArray[np.float64]]] = {}
        self._rough: set[str] = set()

    @property
    def rough(self) -> Collection[str]:
        """See Snapshot."""
        return self._rough

    def watched(self) -> TableSnapshot:
        """This snapshot for one search, of which it remembers the rough tokens."""
        view = copy.copy(self)
        view._rough = set()
        return view

    def looked_at(self, numbers: Numbers) -> TableSnapshot:
        """See Snapshot."""
        closer = copy.copy(self)
        closer._known = self._table.weights(self._rough, numbers[numbers < self._table.size])
        return closer

    def scored(self, token: str) -> Iterator[tuple[int, Scored]]:
        """(first number of the segment, the token's postings there)."""
        for base, found in super().scored(token):
            if isinstance(found, RoughlyScored):
                self._rough.add(token)
                yield base, self._closely(token, found)
            else:
                yield base, found

    def nearest(self, word: str) -> str | None:
        """The known word nearest to an unknown one."""
        if word not in self._mended:
            if len(self._mended) >= _MOST_MENDED:
                self._mended.clear()
            near = self._words.near(word, self.build)
            found = spelling.nearest(word, near, near.__getitem__, self.documents)
            self._mended[word] = found
            return found
        return self._mended[word]

    def _closely(self, token: str, found: Scored) -> Scored:
        """The weights, with what is known better."""
        known = self._known.get(token)
        if known is None:
            return found
        numbers, weights = known
        at = np.minimum(np.searchsorted(found.documents, numbers), len(found.documents) - 1)
        # Others changed since, and do not count here any more.
        same = found.documents[at] == numbers
        places = numbers if found.spread else at
        scores = found.scores.copy()
        scores[places[same]] = weights[same]
        return found._replace(scores=scores)
