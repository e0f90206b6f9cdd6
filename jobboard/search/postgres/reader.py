"""What a process has read of the index, kept up to date between searches."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from jobboard.search.postgres import tables
from jobboard.search.postgres.connections import Database
from jobboard.search.postgres.opened import Opened, opened
from jobboard.search.postgres.tables import Interrupted

_TRIES = 3
_PATIENCE_SECONDS = 0.1
_FOR_EVER = -1.0

Answer = TypeVar("Answer")


class Reader:
    """Answers from the index as it is now. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._refreshing = Lock()
        self._opened: Opened | None = None

    def asked(self, answer: Callable[[Opened], Answer]) -> Answer:
        """The answer from the index as it is now, also when it is replaced meanwhile."""
        patience = _PATIENCE_SECONDS
        for _ in range(_TRIES - 1):
            try:
                return answer(self._current(patience))
            except Interrupted:
                patience = _FOR_EVER
        return answer(self._current(patience))

    def close(self) -> None:
        """Let go of what was read."""
        with self._refreshing:
            self._opened = None

    def _current(self, patience: float) -> Opened:
        """The index as it is now; one short question to the server if nothing changed.

        While another thread reads what is new, the index as it was is good enough after so
        many seconds of ``patience``.
        """
        with self._database.looking() as connection:
            build = tables.pointer(connection)
        held = self._opened
        if held is not None and held.build == build:
            return held
        if held is None:
            self._refreshing.acquire()
        elif not self._refreshing.acquire(timeout=patience):
            return held
        try:
            self._opened = self._refreshed()
            return self._opened
        finally:
            self._refreshing.release()

    def _refreshed(self) -> Opened:
        with self._database.reading() as connection:
            build, held = tables.pointer(connection), self._opened
            if held is not None and held.build == build:
                return held
            later = None
            # A server put back to an earlier state has other changes under the same numbers.
            if held is not None and held.build.precedes(build):
                later = held.later(connection, build)
            return later or opened(self._database, connection, build)
