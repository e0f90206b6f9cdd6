"""Reading the tables: their numbers into arrays, and what changed."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from jobboard.search import columns as columnar
from jobboard.search.columns import Columns, Keys
from jobboard.search.postgres import rows
from jobboard.search.postgres.connections import copied, fetched
from jobboard.search.postgres.rows import Positions
from jobboard.search.postgres.tables import CODES, LENGTHS, NUMBERS, Pointer

_KINDS = [
    *((name, "i8") for name in NUMBERS),
    *((name, "i4") for name in (*LENGTHS, *CODES)),
]
_SELECTED = ", ".join(name for name, _ in _KINDS)

Numbers = NDArray[np.int64]


def read_table(connection: Connection, build: Pointer) -> Columns:
    """The columns of all documents in the order of their numbers, the dead among them."""
    runs = fetched(connection, f"SELECT columns FROM {build.runs} ORDER BY start")
    parts = [np.frombuffer(columns, row_type()) for (columns,) in runs]
    return columns_of(np.concatenate([*parts, read_rows(connection, build, build.folded)]))


def read_dead(connection: Connection, build: Pointer, since: int = -1) -> Numbers:
    """The numbers of documents that do not count any more, of those changed since."""
    found = copied(
        connection,
        [("number", "i4")],
        f"SELECT number FROM {build.documents} WHERE alive = 0 AND change > {since}",
    )
    return np.sort(found["number"].astype(np.int64))


def read_positions(connection: Connection, build: Pointer, start: int) -> dict[int, Positions]:
    """Number → where its tokens stand, of the documents from a number on."""
    found = connection.exec_driver_sql(
        f"SELECT number, tokens FROM {build.texts} WHERE number >= %s", (start,)
    )
    return {number: rows.positions_of(tokens) for number, tokens in found}


def changes(connection: Connection, build: Pointer, since: int, most: int) -> int:
    """How many documents changed since, counted up to ``most``."""
    few = f"SELECT 1 FROM {build.documents} WHERE change > %s LIMIT {most}"
    counted = connection.exec_driver_sql(f"SELECT count(*) FROM ({few}) AS few", (since,))
    return int(counted.scalar_one())


def read_changes(
    connection: Connection, build: Pointer, since: int, size: int
) -> tuple[Columns, Numbers, dict[int, Positions]]:
    """What changed: the columns and positions of documents from number ``size`` on, who died."""
    more = columns_of(read_rows(connection, build, size))
    return (
        more,
        read_dead(connection, build, since),
        read_positions(connection, build, max(size, build.folded)),
    )


def read_keys(connection: Connection, build: Pointer, since: int, keys: Keys) -> None:
    """Learn the values behind codes that are new."""
    found = connection.exec_driver_sql(
        f"SELECT kind, value FROM {build.keys} WHERE change > %s ORDER BY kind, code", (since,)
    )
    for kind, value in found:
        keys[kind].code(value)


def columns_of(found: NDArray[Any]) -> Columns:
    """Columns of rows; versions are asked of the tables, not kept in memory."""
    like = columnar.of_rows([], columnar.new_keys())
    return Columns(
        numbers={name: found[name].astype(like.numbers[name].dtype) for name in NUMBERS},
        versions=np.zeros(len(found), like.versions.dtype),
        lengths=np.stack([found[name] for name in LENGTHS]).astype(np.int32),
        codes={
            kind: found[code].astype(np.int32)
            for kind, code in zip(columnar.KEYS, CODES, strict=True)
        },
    )


def part_of(columns: Columns, start: int, end: int) -> Columns:
    """The columns of some documents, which share the memory of all."""
    return Columns(
        numbers={name: column[start:end] for name, column in columns.numbers.items()},
        versions=columns.versions[start:end],
        lengths=columns.lengths[:, start:end],
        codes={name: column[start:end] for name, column in columns.codes.items()},
    )


def read_rows(
    connection: Connection, build: Pointer, start: int, end: int | None = None
) -> NDArray[Any]:
    """The numbers of the documents from ``start`` to before ``end``, one by one."""
    before = "" if end is None else f"AND number < {end} "
    found = copied(
        connection,
        _KINDS,
        f"SELECT {_SELECTED} FROM {build.documents} WHERE number >= {start} {before}"
        "ORDER BY number",
    )
    return np.array(found[[name for name, _ in _KINDS]], row_type())


def row_type() -> np.dtype[Any]:
    """How a row's numbers lie in memory."""
    return np.dtype([(name, f"<{kind}") for name, kind in _KINDS])
