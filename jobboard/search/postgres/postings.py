"""Postings: for each token where it stands in a run of rows, packed into one value.

The numbers of a run's rows are one value, too, since reading rows one by one takes seconds.
A row's number stands for the same text as long as a build does, so postings are only added to,
run after run, and what a process has read of them stays right.
"""

from __future__ import annotations

import numpy as np
from sqlalchemy import Connection

from jobboard.search.packing import Packed, PackingPool
from jobboard.search.postgres import rows
from jobboard.search.postgres.connections import driver, fetched
from jobboard.search.postgres.reading import read_rows
from jobboard.search.postgres.rows import Positions
from jobboard.search.postgres.tables import Pointer

LONGEST_RUN = 20_000
"""Rows whose postings are collected in memory before they are written, some kilobytes each."""

_FIELD = "tokens"
_ROWS_AT_A_TIME = 1_000


class Run:
    """The postings of rows from number ``start`` on, while they come in by ascending number."""

    def __init__(self, start: int) -> None:
        self.start = self.until = start
        self._pool = PackingPool()

    def add(self, number: int, positions: Positions) -> None:
        """Take in a row; numbers left out have no tokens."""
        terms = self._pool.field(_FIELD)
        for token, places in positions.items():
            growing = terms[token.encode()]
            growing.documents.append(number - self.start)
            growing.counts.append(len(places))
            growing.positions.extend(places)
        self.until = number + 1

    def write(self, connection: Connection, build: Pointer) -> None:
        """Write what came in as one run of a build."""
        if self.until == self.start:
            return
        numbers = read_rows(connection, build, self.start, self.until)
        connection.exec_driver_sql(
            f"INSERT INTO {build.runs} VALUES (%s, %s, %s)",
            (self.start, self.until, numbers.tobytes()),
        )
        into = f"COPY {build.postings} (token, start, until, packed) FROM STDIN (FORMAT BINARY)"
        with driver(connection).cursor().copy(into) as copy:
            copy.set_types(("text", "int4", "int4", "bytea"))
            for _, token, _, _, packed in self._pool.iter_postings():
                copy.write_row((token.decode(), self.start, self.until, packed))


def fold(connection: Connection, build: Pointer, start: int, until: int) -> None:
    """Make postings of the rows from ``start`` to before ``until``, run by run."""
    for first in range(start, until, LONGEST_RUN):
        end = min(first + LONGEST_RUN, until)
        run = Run(first)
        for low in range(first, end, _ROWS_AT_A_TIME):
            found = connection.exec_driver_sql(
                f"SELECT number, tokens FROM {build.texts} "
                "WHERE number >= %s AND number < %s ORDER BY number",
                (low, min(low + _ROWS_AT_A_TIME, end)),
            ).all()
            for number, tokens in found:
                run.add(number, rows.positions_of(tokens))
        run.until = end
        run.write(connection, build)


def fold_small(connection: Connection, build: Pointer, most: int) -> None:
    """Put the runs since the last long one together if there are more than so many."""
    runs = connection.exec_driver_sql(f"SELECT start, until FROM {build.runs} ORDER BY start").all()
    small = len(runs)
    while small and runs[small - 1].until - runs[small - 1].start < LONGEST_RUN:
        small -= 1
    start = runs[small].start if small < len(runs) else build.folded
    if len(runs) - small > most:
        for table in (build.runs, build.postings):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE start >= %s", (start,))
        fold(connection, build, start, build.folded)


def read(
    connection: Connection, build: Pointer, token: str, first: int, until: int
) -> Packed | None:
    """A token's postings in the rows from ``first`` to before ``until``, numbered from there."""
    found = fetched(
        connection,
        f"SELECT start, packed FROM {build.postings} "
        "WHERE token = %s AND start < %s AND until > %s ORDER BY start",
        (rows.spelled(token), until, first),
    )
    parts = [_cut(Packed.from_bytes(packed), start, first, until) for start, packed in found]
    parts = [part for part in parts if len(part.documents)]
    if not parts:
        return None
    return Packed(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _cut(packed: Packed, start: int, first: int, until: int) -> Packed:
    """Of a run from ``start`` on only the rows from ``first`` to before ``until``, from there."""
    numbers = packed.documents.astype(np.int64) + (start - first)
    documents = numbers.astype(np.uint32)
    kept = (numbers >= 0) & (numbers < until - first)
    if kept.all():
        return Packed(documents, packed.counts, packed.positions)
    positions = packed.positions[np.repeat(kept, packed.counts)]
    return Packed(documents[kept], packed.counts[kept], positions)
