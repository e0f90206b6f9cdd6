"""How connections begin: what SQLite needs, and that a reading request cannot write.

Reads and writes are told apart before the transaction starts. A write takes SQLite's write
lock at once (BEGIN IMMEDIATE): a read that turns into a write later is what loses work to
"database is locked". A read is read-only for the database too, so that a GET never writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, Engine, Result, event

BUSY_TIMEOUT_MS = 10_000
# Under this name a connection keeps whether it was told to refuse writing.
_READ_ONLY = "read_only"

# Commands and the worker write unless they say otherwise; each request says what it is.
reading_only: ContextVar[bool] = ContextVar("reading_only", default=False)


@contextmanager
def reading() -> Iterator[None]:
    """Make transactions that begin in here read-only, so that they hold up no writer."""
    before = reading_only.set(True)
    try:
        yield
    finally:
        reading_only.reset(before)


def watch(engine: Engine) -> None:
    """Make ``engine`` begin its transactions as this module says."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Without this the driver itself decides when a transaction starts.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = reading_only.get()
    if connection.info.get(_READ_ONLY) is not reading:
        connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reading else 'OFF'}")
        connection.info[_READ_ONLY] = reading
    if reading:
        # Past SQLAlchemy, which takes longer than the database; it waits for no lock, so cannot
        # fail for one.
        connection.connection.cursor().execute("BEGIN")
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    if reading_only.get():
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def rows_changed(result: Result[*tuple[Any, ...]]) -> int:
    """Return how many rows an UPDATE or DELETE changed: whether we were the ones to do it."""
    return cast("CursorResult[Any]", result).rowcount
