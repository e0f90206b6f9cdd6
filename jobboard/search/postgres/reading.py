"""Reading the tables: their numbers into arrays, what changed, and who has some words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from jobboard.search import columns as columnar
from jobboard.search.columns import Columns, Keys
from jobboard.search.concepts import Tokens
from jobboard.search.postgres import rows
from jobboard.search.postgres.connections import copied
from jobboard.search.postgres.tables import CODES, LENGTHS, NUMBERS, Pointer

_ROWS_AT_A_TIME = 50_000
_WIDE = [("number", "i4"), ("alive", "i8"), *((name, "i8") for name in NUMBERS)]
_KINDS = [*_WIDE, *((name, "i4") for name in (*LENGTHS, *CODES))]
_SELECTED = ", ".join(name for name, _ in _KINDS)

Numbers = NDArray[np.int64]
Weighed = tuple[NDArray[np.uint32], NDArray[np.float64], NDArray[np.uint8]]
"""Listings of a token, its weight in each, and as bits the fields it stands in."""


Change = tuple[Any, Mapping[str, str]]
"""The numbers of a document and the mentions of its tokens."""


def read_table(connection: Connection, build: Pointer) -> tuple[Columns, Numbers]:
    """The columns of all documents in the order of their numbers, and who is dead."""
    parts = [np.empty(0, row_type())]
    while True:
        start = sum(len(part) for part in parts)
        found = copied(
            connection,
            _KINDS,
            f"SELECT {_SELECTED} FROM {build.documents} WHERE number >= {start} "
            f"AND number < {start + _ROWS_AT_A_TIME} ORDER BY number",
        )
        parts.append(np.array(found[[name for name, _ in _KINDS]], row_type()))
        if len(found) < _ROWS_AT_A_TIME:
            whole = np.concatenate(parts)
            return columns_of(whole), np.flatnonzero(whole["alive"] == 0)


def changes(connection: Connection, build: Pointer, since: int, most: int) -> int:
    """How many documents changed since, counted up to ``most``."""
    few = f"SELECT 1 FROM {build.documents} WHERE change > %s LIMIT {most}"
    counted = connection.exec_driver_sql(f"SELECT count(*) FROM ({few}) AS few", (since,))
    return int(counted.scalar_one())


def read_changes(connection: Connection, build: Pointer, since: int) -> dict[int, Change]:
    """Number → (numbers of the document, mentions of its tokens) of what changed since."""
    found = connection.exec_driver_sql(
        f"SELECT {_SELECTED.replace('number', 'd.number', 1)}, mentions "
        f"FROM {build.documents} d JOIN {build.texts} t USING (number) WHERE change > %s",
        (since,),
    )
    return {row[0]: (tuple(row[:-1]), row[-1]) for row in found}


def read_keys(connection: Connection, build: Pointer, since: int, keys: Keys) -> None:
    """Learn the values behind codes that are new."""
    found = connection.exec_driver_sql(
        f"SELECT kind, value FROM {build.keys} WHERE change > %s ORDER BY kind, code", (since,)
    )
    for kind, value in found:
        keys[kind].code(value)


def numbers_with(
    connection: Connection, build: Pointer, phrase: Tokens, among: Numbers | None = None
) -> Numbers:
    """The listings, or those ``among`` some, in which the tokens stand in a row."""
    query = f"SELECT number FROM {build.texts} WHERE tokens @@ %s::tsquery"
    parameters: tuple[Any, ...] = (" <-> ".join(rows.lexeme(token) for token in phrase),)
    if among is not None:
        query += " AND number = ANY(%s)"
        parameters = (*parameters, among.tolist())
    found = copied(connection, [("number", "i4")], query, parameters)
    return np.sort(found["number"].astype(np.int64))


def weighed(noted: Mapping[int, str]) -> Weighed:
    """A token's mentions by number of listing, as the tables note them."""
    numbers = sorted(noted)
    mentions = [rows.mention_of(noted[number]) for number in numbers]
    return (
        np.array(numbers, np.uint32),
        np.array([weight for weight, _ in mentions], np.float64),
        np.array([field for _, field in mentions], np.uint8),
    )


def columns_of(found: NDArray[Any]) -> Columns:
    """Columns of rows; versions are asked of the tables, not kept in memory."""
    like = columnar.of_rows([], columnar.new_keys())
    return Columns(
        numbers={
            name: np.ascontiguousarray(found[name]).astype(like.numbers[name].dtype)
            for name in NUMBERS
        },
        versions=np.zeros(len(found), like.versions.dtype),
        lengths=np.stack([found[name] for name in LENGTHS]).astype(np.int32),
        codes={
            kind: np.ascontiguousarray(found[code]).astype(np.int32)
            for kind, code in zip(columnar.KEYS, CODES, strict=True)
        },
    )


def row_type() -> np.dtype[Any]:
    """How a row's numbers lie in memory."""
    return np.dtype([(name, f"<{kind}") for name, kind in _KINDS])
