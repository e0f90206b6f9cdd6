"""The tables as segments of a snapshot: long runs of rows, and the few written since.

Columns are read into arrays once, so filters, counts and orders cost the server nothing. The
postings of a word are read when it is first asked for, and then kept: the text behind a row's
number never changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from jobboard.search.cache import BoundedCache
from jobboard.search.columns import Columns
from jobboard.search.counted import Counted
from jobboard.search.packing import Packed
from jobboard.search.postgres import postings, rows
from jobboard.search.postgres.connections import Database
from jobboard.search.postgres.rows import Positions
from jobboard.search.postgres.tables import Pointer
from jobboard.search.segment import Cached, Segment, size_of

_FRESH_BYTES = 16 * 1024 * 1024


class TableSegment(Segment):
    """The rows of a build from number ``first`` on, whose postings are folded."""

    def __init__(
        self,
        database: Database,
        build: Pointer,
        first: int,
        columns: Columns,
        cache: BoundedCache[Cached],
    ) -> None:
        self.first = first
        self.size = len(columns)
        self.end = first + self.size
        self.id = f"{build.build}-{first}-{self.end}"
        self.columns = columns
        self.counted = Counted(columns)
        self._database = database
        self._build = build
        self._cache = cache

    def _raw(self, token: str) -> Packed | None:
        with self._database.looking() as connection:
            return postings.read(connection, self._build, token, self.first, self.end)


class FreshSegment(Segment):
    """The few rows after the folded ones, held whole in the order of their numbers."""

    def __init__(self, columns: Columns, held: Sequence[Positions]) -> None:
        self.size = len(columns)
        self.columns = columns
        self.counted = Counted(columns)
        self.id = "fresh"
        self._held = held
        # Of its own, since other rows follow soon.
        self._cache: BoundedCache[Cached] = BoundedCache(_FRESH_BYTES, size_of)

    def _raw(self, token: str) -> Packed | None:
        spelled = rows.spelled(token)
        found = [(at, held[spelled]) for at, held in enumerate(self._held) if spelled in held]
        if not found:
            return None
        places = list(chain.from_iterable(places for _, places in found))
        return Packed(
            documents=np.array([at for at, _ in found], np.uint32),
            counts=np.array([len(places) for _, places in found], np.uint32),
            positions=np.array(places, np.uint32),
        )
