"""What a process holds of the index: arrays, and the changes since they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from jobboard.search import columns
from jobboard.search.cache import BoundedCache
from jobboard.search.columns import Keys
from jobboard.search.postgres.connections import Database
from jobboard.search.postgres.known import WordList
from jobboard.search.postgres.reading import (
    Change,
    changes,
    read_changes,
    read_keys,
    read_table,
)
from jobboard.search.postgres.segments import FreshSegment, TableSegment
from jobboard.search.postgres.snapshot import TableSnapshot
from jobboard.search.postgres.tables import Pointer
from jobboard.search.segment import Cached
from jobboard.search.suggester import Suggester

MOST_FRESH = 500
"""Listings changed since the arrays were made; beyond, they are made anew with the changes."""

MOST_CAUGHT_UP = 5_000
"""Listings changed since the last look; beyond, everything is read again, which is less."""


@dataclass(frozen=True)
class Opened:
    """The index at one change. Never changes itself; threads may go on with an older one."""

    build: Pointer
    snapshot: TableSnapshot
    suggester: Suggester
    _database: Database
    _keys: Keys
    _words: WordList
    _table: TableSegment
    _fresh: Mapping[int, Change]

    def later(self, connection: Connection, build: Pointer) -> Opened | None:
        """The same build at a later change; None if that is better read from the start."""
        since = self.build.change
        if changes(connection, build, since, MOST_CAUGHT_UP + 1) > MOST_CAUGHT_UP:
            return None
        read_keys(connection, build, since, self._keys)
        fresh = {**self._fresh, **read_changes(connection, build, since)}
        table = self._table
        if len(fresh) > MOST_FRESH:
            table = table.merged(build, FreshSegment(self._database, build, fresh))
            fresh = {}
        snapshot = _snapshot(self._database, build, table, fresh, self._keys, self._words)
        return replace(self, build=build, snapshot=snapshot, _table=table, _fresh=fresh)


def opened(
    database: Database,
    connection: Connection,
    build: Pointer,
    cache: BoundedCache[Cached],
    exact_up_to: int,
) -> Opened:
    """The index read from the start."""
    keys, words = columns.new_keys(), WordList(database)
    read_keys(connection, build, -1, keys)
    held, dead = read_table(connection, build)
    table = TableSegment(database, build, held, dead, cache, exact_up_to)
    snapshot = _snapshot(database, build, table, {}, keys, words)
    return Opened(build, snapshot, Suggester(keys), database, keys, words, table, {})


def _snapshot(
    database: Database,
    build: Pointer,
    table: TableSegment,
    fresh: Mapping[int, Change],
    keys: Keys,
    words: WordList,
) -> TableSnapshot:
    segment = FreshSegment(database, build, fresh)
    return TableSnapshot(build, table, segment, keys, words)
