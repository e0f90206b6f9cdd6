"""The tables at one change, as searches over columns read them."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobboard.search import spelling
from jobboard.search.columns import Keys
from jobboard.search.known_words import KnownWords
from jobboard.search.postgres import rows
from jobboard.search.postgres.connections import Database
from jobboard.search.postgres.segments import (
    FreshSegment,
    Numbers,
    RoughlyScored,
    TableSegment,
)
from jobboard.search.postgres.tables import Pointer
from jobboard.search.segment import Scored
from jobboard.search.snapshot import Snapshot

_TRIGRAMS_A_SLIP = 4
"""How many groups of three letters a slip changes at most."""
_ROUNDING = 0.99
"""PostgreSQL counts likeness in single precision."""


class TableSnapshot(Snapshot):
    """A snapshot whose words are looked up in PostgreSQL."""

    def __init__(
        self,
        database: Database,
        build: Pointer,
        table: TableSegment,
        fresh: FreshSegment,
        keys: Keys,
    ) -> None:
        replaced = fresh.numbers[fresh.numbers < table.size]
        gone = set(table.deleted.tolist()) | set(replaced.tolist())
        segments: list[Any] = [table, fresh]
        super().__init__(
            segments, [gone, fresh.deleted.tolist()], keys, f"{build.build}-{build.change}"
        )
        self.build = build
        self._database = database
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
        for slips in range(1, spelling.slips_allowed(word) + 1):
            counts = self._words_near(word, slips)
            near = KnownWords(counts).near(word, slips)
            found = spelling.nearest(word, near, counts.__getitem__, self.documents)
            if found is not None:
                return found
        return None

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

    def _words_near(self, word: str, slips: int) -> Mapping[str, int]:
        """Known words that may be this near, with their listings; perhaps others, too.

        Each slip changes few of a word's groups of three letters, so the others must be shared.
        A word that has none to spare is compared with all of about its length.
        """
        groups = len({f"  {word} "[at : at + 3] for at in range(len(word) + 1)})
        shared = groups - _TRIGRAMS_A_SLIP * slips
        query = f"SELECT word, listings FROM {self.build.words_known} WHERE listings > 0"
        parameters: tuple[Any, ...] = (len(word), slips)
        query += " AND abs(length(word) - %s) <= %s"
        if shared > 0:
            query += " AND word %% %s AND similarity(word, %s) >= %s"
            least = shared / (groups + groups + _TRIGRAMS_A_SLIP * slips - shared)
            asked = rows.stored(word)
            parameters = (*parameters, asked, asked, least * _ROUNDING)
        with self._database.looking() as connection:
            found = connection.exec_driver_sql(query, parameters)
            return {row.word: row.listings for row in found}
