"""Connections to PostgreSQL, kept by each process, and rows read straight into arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from jobboard.search.postgres.tables import Interrupted, unavailable

CONNECTIONS = 8
"""Kept open by a process: as many as it has threads that answer."""

# Nearly all that is asked for is a few rows by an index. How it is found must not turn on
# statistics, which lag behind what was put since they were taken. At 60,000 rows a put and the
# first search after it were no quicker without this; only ``stamp``, which reads all, was.
_SETTINGS = {
    "enable_seqscan": "off",
    "jit": "off",
    "work_mem": "64MB",
}
_COPY_HEADER = 19
_COPY_END = 2


class Database:
    """The database an index lies in. Connects when it is first used."""

    def __init__(self, url: str) -> None:
        self._engine: Engine = create_engine(
            make_url(url).set(drivername="postgresql+psycopg"),
            pool_size=CONNECTIONS,
            max_overflow=CONNECTIONS,
            pool_pre_ping=False,
        )
        event.listen(self._engine, "connect", _prepare)

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A connection on which every statement sees what is committed when it begins."""
        with self._connected("AUTOCOMMIT") as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection on which all statements see one state of the database."""
        with self._connected("REPEATABLE READ") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed at the end, or not at all."""
        with self._connected("READ COMMITTED") as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _connected(self, isolation: Any) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection.execution_options(isolation_level=isolation)
        except (DBAPIError, psycopg.Error) as error:
            meaning = unavailable(error)
            if isinstance(meaning, Interrupted):
                # Where one connection broke the idle ones are likely to be broken, too.
                self._engine.dispose()
            raise meaning from error


def copied(
    connection: Connection, columns: Sequence[tuple[str, str]], query: str, parameters: Any = ()
) -> NDArray[Any]:
    """The rows of a query as a structured array.

    ``columns`` are (name, "i4" or "i8"): a row holds numbers only and no NULL, so all rows
    are of one size, and what the server sends is read as it is.
    """
    cursor = driver(connection).cursor()
    with cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)", parameters) as copy:
        sent = b"".join(copy)
    parts: list[tuple[str, str]] = [("", ">i2")]
    for name, kind in columns:
        parts += [("", ">i4"), (name, f">{kind}")]
    kinds = np.dtype([(name or f"skip{at}", kind) for at, (name, kind) in enumerate(parts)])
    return np.frombuffer(sent[_COPY_HEADER:-_COPY_END], kinds)


def fetched(connection: Connection, query: str, parameters: Sequence[Any] = ()) -> list[Any]:
    """The rows of a query as tuples, sent in binary: long values are half as long that way."""
    cursor = driver(connection).cursor(binary=True)
    found: list[Any] = cursor.execute(query, parameters).fetchall()
    return found


def driver(connection: Connection) -> Any:
    """The psycopg connection behind a connection."""
    return connection.connection.driver_connection


def _prepare(connection: Any, _record: object) -> None:
    for name, value in _SETTINGS.items():
        connection.execute("SELECT set_config(%s, %s, false)", (name, value))
    connection.commit()
