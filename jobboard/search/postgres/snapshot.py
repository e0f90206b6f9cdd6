"""The tables at one change, as searches over columns read them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from jobboard.search import spelling
from jobboard.search.columns import Columns, Keys
from jobboard.search.postgres.known import WordList
from jobboard.search.postgres.tables import Pointer
from jobboard.search.segment import Segment
from jobboard.search.snapshot import Snapshot

_MOST_MENDED = 1_000
"""Words whose nearest known one is remembered until the next change."""


class TableSnapshot(Snapshot):
    """A snapshot whose words PostgreSQL knows."""

    def __init__(
        self,
        build: Pointer,
        segments: Sequence[Segment],
        deleted: Sequence[Collection[int]],
        keys: Keys,
        columns: Columns,
        words: WordList,
    ) -> None:
        super().__init__(segments, deleted, keys, f"{build.build}-{build.change}", columns)
        self.build = build
        self._words = words
        self._mended: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """The known word nearest to an unknown one."""
        held = self._mended
        if word not in held:
            near = self._words.near(word, self.build)
            found = spelling.nearest(word, near, near.__getitem__, self.documents)
            if len(held) >= _MOST_MENDED:
                held = self._mended = {}
            held[word] = found
        return held[word]
