"""The engine for many machines: PostgreSQL holds the index, every process reads it.

Any number of processes read and write. Writers take turns; a reader looks before every
search whether anything changed, and then reads what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.profile import Profile
from jobboard.search import columns, concepts, fitting, segment, vector
from jobboard.search.cache import BoundedCache
from jobboard.search.contract import (
    PAGE_SIZE,
    SUGGESTIONS,
    EngineState,
    FitPage,
    IndexUnavailable,
    Progress,
    SearchPage,
    Suggestion,
)
from jobboard.search.documents import ListingDocument, microseconds
from jobboard.search.postgres import tables
from jobboard.search.postgres.connections import Database
from jobboard.search.postgres.segments import (
    FreshSegment,
    TableSegment,
    read_changes,
    read_keys,
    read_table,
)
from jobboard.search.postgres.snapshot import TableSnapshot
from jobboard.search.postgres.tables import Pointer
from jobboard.search.postgres.writing import Writer
from jobboard.search.segment import Cached
from jobboard.search.suggester import Suggester

LOCK_SECONDS = 10.0
CACHE_BYTES = 64 * 1024 * 1024
MOST_FRESH = 500
"""Listings changed since the columns were read; beyond, the columns are read anew."""

EXACT_UP_TO = 1_000
"""A token in more listings is weighed by levels first, and exactly in the best of them."""

_TRIES = 5

Answer = TypeVar("Answer")


class _Opened:
    """What a process holds of the index: arrays, and the changes since they were read."""

    def __init__(self, database: Database, build: Pointer, keys: columns.Keys) -> None:
        self.build = build
        self.keys = keys
        self.suggester = Suggester(keys)
        self._database = database
        self._fresh: dict[int, Any] = {}
        self.snapshot: TableSnapshot

    def read(self, connection: Connection, cache: BoundedCache[Cached], exact_up_to: int) -> None:
        """Read everything."""
        read_keys(connection, self.build, -1, self.keys)
        found = read_table(connection, self.build)
        self._table = TableSegment(self._database, self.build, found, cache, exact_up_to)
        self._fresh = {}
        self._join()

    def catch_up(self, connection: Connection, build: Pointer) -> None:
        """Read what changed; ``build`` is the same one at a later change."""
        read_keys(connection, build, self.build.change, self.keys)
        self._fresh = {**self._fresh, **read_changes(connection, build, self.build.change)}
        self.build = build
        self._join()

    @property
    def is_worn(self) -> bool:
        """Whether so much changed that everything should be read again."""
        return len(self._fresh) > MOST_FRESH

    def _join(self) -> None:
        fresh = FreshSegment(self._database, self.build, self._fresh)
        self.snapshot = TableSnapshot(self._database, self.build, self._table, fresh, self.keys)


class PostgresEngine:
    """A SearchEngine in a PostgreSQL database, given by its address."""

    def __init__(
        self,
        url: str,
        lock_seconds: float = LOCK_SECONDS,
        cache_bytes: int = CACHE_BYTES,
        exact_up_to: int = EXACT_UP_TO,
    ) -> None:
        self._database = Database(url)
        self._lock_seconds = lock_seconds
        self._exact_up_to = exact_up_to
        self._cache: BoundedCache[Cached] = BoundedCache(cache_bytes, segment.size_of)
        self._refreshing = Lock()
        self._opened: _Opened | None = None

    def search(
        self,
        criteria: SearchCriteria,
        now: datetime,
        page: int = 1,
        per_page: int = PAGE_SIZE,
        *,
        among: Collection[int] | None = None,
    ) -> SearchPage:
        """See SearchEngine."""
        moment = microseconds(now, 0)

        def answer(opened: _Opened) -> SearchPage:
            view = opened.snapshot.watched()
            return vector.search(view, criteria, moment, page, per_page, among)

        return self._asked(answer)

    def fits(
        self,
        profile: Profile,
        now: datetime,
        page: int = 1,
        per_page: int = PAGE_SIZE,
        leave_out: Collection[int] = (),
    ) -> FitPage:
        """See SearchEngine."""
        moment = microseconds(now, 0)
        return self._asked(
            lambda opened: fitting.fits(opened.snapshot, profile, moment, page, per_page, leave_out)
        )

    def suggest(
        self, typed: str, now: datetime, limit: int = SUGGESTIONS
    ) -> tuple[Suggestion, ...]:
        """See SearchEngine."""
        moment = microseconds(now, 0)
        return self._asked(
            lambda opened: opened.suggester.suggest(opened.snapshot, typed, moment, limit)
        )

    def put(self, documents: Iterable[ListingDocument]) -> None:
        """See SearchEngine."""
        wanted = list({document.id: document for document in documents}.values())
        if wanted:
            self._write(lambda writer: writer.replace(wanted))

    def remove(self, ids: Iterable[int]) -> None:
        """See SearchEngine."""
        gone = list(ids)
        if gone:
            self._write(lambda writer: -writer.remove(gone))

    def stamp(self) -> Mapping[int, str]:
        """See SearchEngine."""
        with self._database.reading() as connection:
            build = tables.pointer(connection)
            found = connection.exec_driver_sql(
                f"SELECT id, version FROM {build.documents} WHERE alive = 1"
            )
            return {row.id: row.version for row in found}

    def rebuild(
        self, documents: Iterable[ListingDocument], progress: Progress | None = None
    ) -> int:
        """See SearchEngine."""
        with self._database.writing() as connection:
            tables.lock(connection, self._lock_seconds)
            made = Pointer(tables.next_build(connection), 0, concepts.mark(), 0)
            tables.create(connection, made)
            held = Writer(connection, made, made.change).fill(documents, progress)
            tables.add_indexes(connection, made)
            tables.switch(connection, replace(made, listings=held))
        return held

    def state(self) -> EngineState:
        """See SearchEngine."""
        with self._database.looking() as connection:
            build = tables.pointer(connection)
        return EngineState(
            documents=build.listings,
            generation=f"{build.build}-{build.change}",
            outdated=build.words != concepts.mark(),
        )

    def tidy(self) -> None:
        """Clear away old versions of rows, which the server would do in its own time."""
        with self._database.looking() as connection:
            for table in tables.pointer(connection).tables:
                connection.exec_driver_sql(f"VACUUM (ANALYZE) {table}")

    def close(self) -> None:
        """Let go of connections and arrays."""
        with self._refreshing:
            self._opened = None
        self._database.close()

    def _asked(self, answer: Callable[[_Opened], Answer]) -> Answer:
        """The answer from the index as it is now, also when it is rebuilt meanwhile."""
        for _ in range(_TRIES):
            opened = self._current()
            try:
                return answer(opened)
            except IndexUnavailable:
                with self._database.looking() as connection:
                    if tables.pointer(connection).build == opened.build.build:
                        raise
        raise IndexUnavailable("The search index is rebuilt again and again.")

    def _current(self) -> _Opened:
        """The index as it is now; one short question to the server if nothing changed."""
        with self._database.looking() as connection:
            build = tables.pointer(connection)
        opened = self._opened
        if opened is not None and opened.build == build:
            return opened
        with self._refreshing, self._database.reading() as connection:
            build = tables.pointer(connection)
            opened = self._opened
            if opened is None or opened.build.build != build.build or opened.is_worn:
                opened = _Opened(self._database, build, columns.new_keys())
                opened.read(connection, self._cache, self._exact_up_to)
                self._cache.keep_only(lambda _: False)
            elif opened.build != build:
                opened.catch_up(connection, build)
            self._opened = opened
            return opened

    def _write(self, write: Callable[[Writer], int]) -> None:
        """One change of the index; ``write`` returns how many more listings it holds."""
        with self._writing() as (connection, build):
            change = build.change + 1
            more = write(Writer(connection, build, change))
            connection.exec_driver_sql(
                f"UPDATE {tables.POINTER} SET change = %s, listings = listings + %s",
                (change, more),
            )

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, Pointer]]:
        with self._database.writing() as connection:
            tables.lock(connection, self._lock_seconds)
            yield connection, tables.pointer(connection)
