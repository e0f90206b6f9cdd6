"""The rows that still count, copied by the server into the tables of a new build.

A removed listing's row stays as long as its build does, since readers know rows by their place.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from jobboard.search import columns
from jobboard.search.postgres import building, postings
from jobboard.search.postgres.tables import CODES, LENGTHS, NUMBERS, Pointer

ONE_DEAD_IN = 5
"""A build of which more rows than that are dead is worth copying."""

_RECODED = "recoded"


def is_worn(connection: Connection, build: Pointer) -> bool:
    """Whether so much of a build is dead that it should be compacted."""
    held = connection.exec_driver_sql(f"SELECT count(*) FROM {build.documents}").scalar_one()
    return bool((held - build.listings) * ONE_DEAD_IN > held)


def compact(connection: Connection, build: Pointer) -> None:
    """Let a copy of the build without its dead rows count; the caller holds the lock."""
    made = replace(build, build=building.next_build(connection), change=0)
    building.create(connection, made)
    # Everything is walked from end to end here, and once.
    connection.exec_driver_sql("SET LOCAL enable_seqscan = on")
    _copy_keys(connection, build, made)
    kept = _copy_documents(connection, build, made)
    made = replace(made, listings=kept, folded=kept)
    connection.exec_driver_sql(
        f"INSERT INTO {made.texts} (number, tokens, words) "
        f"SELECT new.number, tokens, words FROM {build.texts} "
        f"JOIN {build.documents} old USING (number) JOIN {made.documents} new USING (id) "
        "WHERE old.alive = 1 ORDER BY new.number"
    )
    connection.exec_driver_sql(
        f"INSERT INTO {made.words_known} (word, listings, change) "
        f"SELECT word, listings, 0 FROM {build.words_known} WHERE listings > 0"
    )
    building.add_indexes(connection, made)
    postings.fold(connection, made, 0, made.folded)
    connection.exec_driver_sql(f"ANALYZE {made.postings}")
    building.switch(connection, made)


def _copy_keys(connection: Connection, build: Pointer, made: Pointer) -> None:
    """Keep the values in use, and number them without gaps, as readers count them."""
    used = " UNION ALL ".join(
        f"SELECT DISTINCT '{kind}' AS kind, {code} AS code FROM {build.documents} WHERE alive = 1"
        for kind, code in zip(columns.KEYS, CODES, strict=True)
    )
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE {_RECODED} ON COMMIT DROP AS "
        "SELECT kind, code, (row_number() OVER (PARTITION BY kind ORDER BY code) - 1)::int "
        f"AS dense, value FROM {build.keys} JOIN ({used}) AS used USING (kind, code)"
    )
    connection.exec_driver_sql(f"CREATE INDEX ON {_RECODED} (kind, code)")
    connection.exec_driver_sql(f"ANALYZE {_RECODED}")
    connection.exec_driver_sql(
        f"INSERT INTO {made.keys} (kind, code, value, change) "
        f"SELECT kind, dense, value, 0 FROM {_RECODED}"
    )


def _copy_documents(connection: Connection, build: Pointer, made: Pointer) -> int:
    """Copy the rows that count under new numbers, without gaps; return how many."""
    same = ", ".join((*NUMBERS, *LENGTHS, "version"))
    recoded = ", ".join(
        f"(SELECT dense FROM {_RECODED} r WHERE r.kind = '{kind}' AND r.code = d.{code})"
        for kind, code in zip(columns.KEYS, CODES, strict=True)
    )
    copied = connection.exec_driver_sql(
        f"INSERT INTO {made.documents} (number, change, alive, {same}, {', '.join(CODES)}) "
        f"SELECT row_number() OVER (ORDER BY number) - 1, 0, 1, {same}, {recoded} "
        f"FROM {build.documents} d WHERE alive = 1"
    )
    return copied.rowcount
