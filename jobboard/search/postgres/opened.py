"""What a process holds of the index: arrays, and the changes since they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from jobboard.search.cache import BoundedCache
from jobboard.search.columns import Columns, Keys, new_keys
from jobboard.search.joined_columns import Growing
from jobboard.search.postgres.connections import Database
from jobboard.search.postgres.known import WordList
from jobboard.search.postgres.reading import (
    Numbers,
    changes,
    part_of,
    read_changes,
    read_dead,
    read_keys,
    read_positions,
    read_table,
)
from jobboard.search.postgres.rows import Positions
from jobboard.search.postgres.segments import FreshSegment, TableSegment
from jobboard.search.postgres.snapshot import TableSnapshot
from jobboard.search.postgres.tables import Pointer
from jobboard.search.segment import Cached, Segment, size_of
from jobboard.search.suggester import Suggester

CACHE_BYTES = 64 * 1024 * 1024
CACHE_BYTES_A_LISTING = 640
"""Kept of words at least, and of many listings more: thirteen bytes a listing and common word."""

MOST_PARTS = 1_000
"""Changes that columns are kept apart by; then they are put together."""

MOST_CAUGHT_UP = 5_000
"""Listings changed since the last look; beyond, everything is read again, which is less."""


@dataclass(frozen=True)
class Source:
    """Where a process reads the index, and what stays the same as long as a build does."""

    database: Database
    cache: BoundedCache[Cached]
    keys: Keys
    words: WordList
    columns: Growing


@dataclass(frozen=True)
class Opened:
    """The index at one change. Never changes itself; threads may go on with an older one.

    ``_parts`` are columns as they were read, one after the other; ``_folded`` the segments that
    postings are read for: all rows there were at first, and those folded since. ``_fresh`` has
    the positions of all later rows.
    """

    build: Pointer
    snapshot: TableSnapshot
    suggester: Suggester
    _source: Source
    _parts: tuple[tuple[str, Columns], ...]
    _folded: tuple[TableSegment, ...]
    _dead: Numbers
    _fresh: Mapping[int, Positions]

    def later(self, connection: Connection, build: Pointer) -> Opened | None:
        """The same build at a later change; None if that is better read from the start."""
        since = self.build.change
        if changes(connection, build, since, MOST_CAUGHT_UP + 1) > MOST_CAUGHT_UP:
            return None
        read_keys(connection, build, since, self._source.keys)
        size = len(self.snapshot)
        more, dead, positions = read_changes(connection, build, since, size)
        parts = (*self._parts, (str(size), more)) if len(more) else self._parts
        fresh = {**self._fresh, **positions}
        dead = np.union1d(self._dead, dead)
        return _opened(self._source, build, self.suggester, parts, self._folded[:1], dead, fresh)


def opened(database: Database, connection: Connection, build: Pointer) -> Opened:
    """The index read from the start."""
    columns = read_table(connection, build)
    most = max(CACHE_BYTES, CACHE_BYTES_A_LISTING * len(columns))
    cache: BoundedCache[Cached] = BoundedCache(most, size_of)
    source = Source(database, cache, new_keys(), WordList(database), Growing())
    read_keys(connection, build, -1, source.keys)
    dead = read_dead(connection, build)
    fresh = read_positions(connection, build, build.folded)
    return _opened(source, build, Suggester(source.keys), (("0", columns),), (), dead, fresh)


def _opened(
    source: Source,
    build: Pointer,
    suggester: Suggester,
    parts: tuple[tuple[str, Columns], ...],
    first: tuple[TableSegment, ...],
    dead: Numbers,
    fresh: Mapping[int, Positions],
) -> Opened:
    """With the ``first`` segment as it was opened, if there is one yet."""
    columns = source.columns.joined(parts)
    parts = _parts_of(columns, parts)
    folded = list(first)
    end = folded[-1].end if folded else 0
    if end < build.folded:
        cut = part_of(columns, end, build.folded)
        folded.append(TableSegment(source.database, build, end, cut, source.cache))
    ids = {segment.id for segment in folded}
    source.cache.keep_only(lambda key: isinstance(key, tuple) and key[0] in ids)
    fresh = {number: held for number, held in fresh.items() if number >= build.folded}
    rest = range(build.folded, len(columns))
    segments: list[Segment] = [
        *folded,
        FreshSegment(
            part_of(columns, build.folded, len(columns)), [fresh.get(at, {}) for at in rest]
        ),
    ]
    deleted, base = [], 0
    for segment in segments:
        low, high = np.searchsorted(dead, (base, base + segment.size))
        deleted.append(dead[low:high] - base)
        base += segment.size
    snapshot = TableSnapshot(build, segments, deleted, source.keys, columns, source.words)
    return Opened(build, snapshot, suggester, source, parts, tuple(folded), dead, fresh)


def _parts_of(
    columns: Columns, parts: tuple[tuple[str, Columns], ...]
) -> tuple[tuple[str, Columns], ...]:
    """The parts where they lie in the joined columns, so that nothing is held twice."""
    if len(parts) > MOST_PARTS:
        return ((f"to {len(columns)}", columns),)
    ends = np.cumsum([len(part) for _, part in parts]).tolist()
    return tuple(
        (name, part_of(columns, end - len(part), end))
        for (name, part), end in zip(parts, ends, strict=True)
    )
