"""The engine for many machines: PostgreSQL holds the index, every process reads it.

Any number of processes read and write. Writers take turns; a reader looks before every
search whether anything changed, and then reads what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.profile import Profile
from jobboard.search import concepts, fitting, vector
from jobboard.search.contract import (
    PAGE_SIZE,
    SUGGESTIONS,
    EngineState,
    FitPage,
    IndexBusy,
    IndexUnavailable,
    Progress,
    SearchPage,
    Suggestion,
)
from jobboard.search.documents import ListingDocument, microseconds
from jobboard.search.few import LastFew
from jobboard.search.postgres import building, compacting, postings, tables
from jobboard.search.postgres.connections import Database
from jobboard.search.postgres.opened import Opened
from jobboard.search.postgres.reader import Reader
from jobboard.search.postgres.tables import Pointer
from jobboard.search.postgres.writing import Writer
from jobboard.search.snapshot import Snapshot

LOCK_SECONDS = 10.0

DROP_SECONDS = 0.5
"""Waited for readers of tables that do not count any more: others wait behind us meanwhile."""

_MOST_SMALL_RUNS = 8


class PostgresEngine:
    """A SearchEngine in a PostgreSQL database, given by its address."""

    def __init__(self, url: str, lock_seconds: float = LOCK_SECONDS) -> None:
        self._database = Database(url)
        self._lock_seconds = lock_seconds
        self._reader = Reader(self._database)
        self._few = LastFew()

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

        def answer(held: Opened) -> SearchPage:
            view: Snapshot = held.snapshot
            if among is not None:
                view = self._few.of(held.snapshot, among)
            return vector.search(view, criteria, moment, page, per_page, lets_go=among is None)

        return self._reader.asked(answer)

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
        return self._reader.asked(
            lambda held: fitting.fits(held.snapshot, profile, moment, page, per_page, leave_out)
        )

    def suggest(
        self, typed: str, now: datetime, limit: int = SUGGESTIONS
    ) -> tuple[Suggestion, ...]:
        """See SearchEngine."""
        moment = microseconds(now, 0)
        return self._reader.asked(
            lambda held: held.suggester.suggest(held.snapshot, typed, moment, limit)
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
            made = Pointer(building.next_build(connection), 0, concepts.mark(), 0)
            building.create(connection, made)
            writer = Writer(connection, made, made.change)
            held = writer.fill(documents, progress)
            building.add_indexes(connection, made)
            building.switch(connection, replace(made, listings=held, folded=writer.written))
        self._drop_others()
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
        """Leave dead rows behind if there are many, and put small runs of postings together."""
        with self._writing() as (connection, build):
            if compacting.is_worn(connection, build):
                compacting.compact(connection, build)
            else:
                postings.fold_small(connection, build, _MOST_SMALL_RUNS)
        self._drop_others()
        # Where the index is replaced or goes away meanwhile, nothing is left to do.
        with suppress(IndexUnavailable), self._database.looking() as connection:
            for table in tables.pointer(connection).tables:
                connection.exec_driver_sql(f"VACUUM (ANALYZE) {table}")

    def close(self) -> None:
        """Let go of connections and arrays."""
        self._reader.close()
        self._database.close()

    def _drop_others(self) -> None:
        """Drop the builds that do not count; those still read stay until ``tidy`` asks again."""
        with suppress(IndexBusy, IndexUnavailable), self._database.writing() as connection:
            tables.lock(connection, DROP_SECONDS)
            building.drop_others(connection, tables.pointer(connection))

    def _write(self, write: Callable[[Writer], int]) -> None:
        """One change of the index; ``write`` returns how many more listings it holds."""
        with self._writing() as (connection, build):
            writer = Writer(connection, build, build.change + 1)
            more = write(writer)
            connection.exec_driver_sql(
                f"UPDATE {tables.POINTER} SET change = change + 1, listings = listings + %s, "
                "folded = %s",
                (more, writer.fold()),
            )

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, Pointer]]:
        with self._database.writing() as connection:
            tables.lock(connection, self._lock_seconds)
            yield connection, tables.pointer(connection)
