"""Making the tables of a build, and letting it count in place of the one before."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from jobboard.search.postgres.tables import (
    CODES,
    LENGTHS,
    NUMBERS,
    POINTER,
    SCHEMA,
    Pointer,
    layout,
)

_POINTER_COLUMNS = {
    "only_one": "boolean",
    "build": "text",
    "change": "bigint",
    "words": "text",
    "listings": "integer",
    "folded": "integer",
    "layout": "text",
}


def next_build(connection: Any) -> str:
    """Make the schema all builds lie in, and return a name that no build ever had.

    Processes know what they hold by that name. It must not come back after the index is gone,
    as a number would that is counted on from what is there.
    """
    connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    return uuid4().hex


def create(connection: Any, made: Pointer) -> None:
    """Make the tables of a build, without indexes, which are quicker made afterwards."""
    numbers = ", ".join(f"{name} bigint" for name in NUMBERS)
    small = ", ".join(f"{name} int" for name in (*LENGTHS, *CODES))
    contents = {
        made.documents: (
            f"number int, change bigint, alive bigint, {numbers}, {small}, version text"
        ),
        made.texts: "number int, tokens text, words text[]",
        made.postings: 'token text COLLATE "C", start int, until int, packed bytea',
        made.runs: "start int, until int, columns bytea",
        made.keys: "kind text, code int, value text, change bigint",
        made.words_known: "word text, listings int, change bigint",
    }
    for table, content in contents.items():
        connection.exec_driver_sql(f"CREATE TABLE {table} ({content})")
        connection.exec_driver_sql(
            f"ALTER TABLE {table} "
            + ", ".join(f"ALTER {column.split()[0]} SET NOT NULL" for column in content.split(", "))
        )
    # Numbers that hardly get smaller are not worth the time to squeeze and to unpack them.
    for table, column in ((made.postings, "packed"), (made.runs, "columns")):
        connection.exec_driver_sql(f"ALTER TABLE {table} ALTER {column} SET STORAGE EXTERNAL")


def add_indexes(connection: Any, made: Pointer) -> None:
    """Make the indexes of a filled build."""
    connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '256MB'")
    for statement in (
        f"ALTER TABLE {made.documents} ADD PRIMARY KEY (number)",
        f"CREATE UNIQUE INDEX ON {made.documents} (id) WHERE alive = 1",
        f"CREATE INDEX ON {made.documents} (number) WHERE alive = 0",
        f"CREATE INDEX ON {made.documents} (change)",
        f"ALTER TABLE {made.texts} ADD PRIMARY KEY (number)",
        f"ALTER TABLE {made.postings} ADD PRIMARY KEY (token, start)",
        f"ALTER TABLE {made.keys} ADD PRIMARY KEY (kind, code)",
        f"CREATE INDEX ON {made.keys} USING hash (value)",
        f"CREATE INDEX ON {made.keys} (change)",
        f"ALTER TABLE {made.words_known} ADD PRIMARY KEY (word)",
        f"CREATE INDEX ON {made.words_known} (change)",
        *(f"ANALYZE {table}" for table in made.tables),
    ):
        connection.exec_driver_sql(statement)


def switch(connection: Any, made: Pointer) -> None:
    """Let this build count from the end of the transaction on. No reader waits, or is waited for.

    The tables of the build before stay until ``drop_others``.
    """
    _make_pointer(connection)
    connection.exec_driver_sql(f"DELETE FROM {POINTER}")
    connection.exec_driver_sql(
        f"INSERT INTO {POINTER} (only_one, build, change, words, listings, folded, layout) "
        "VALUES (true, %s, %s, %s, %s, %s, %s)",
        (made.build, made.change, made.words, made.listings, made.folded, layout()),
    )


def drop_others(connection: Any, kept: Pointer) -> None:
    """Drop all tables but those that count. Waits for their readers, and later ones wait for us."""
    own = {table.partition(".")[2] for table in (*kept.tables, POINTER)}
    tables = connection.exec_driver_sql(
        "SELECT tablename FROM pg_tables WHERE schemaname = %s", (SCHEMA,)
    ).scalars()
    names = [f"{SCHEMA}.{table}" for table in tables if table not in own]
    if names:
        connection.exec_driver_sql(f"DROP TABLE {', '.join(sorted(names))}")


def _make_pointer(connection: Any) -> None:
    """Make the pointer's table anew where there is none, or one that another version made.

    It is left alone otherwise: whatever alters a table stops every search until readers are done.
    """
    found = connection.exec_driver_sql(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_schema || '.' || table_name = %s",
        (POINTER,),
    )
    if {row.column_name: row.data_type for row in found} == _POINTER_COLUMNS:
        return
    columns = ", ".join(f"{name} {kind} NOT NULL" for name, kind in _POINTER_COLUMNS.items())
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {POINTER}")
    connection.exec_driver_sql(
        f"CREATE TABLE {POINTER} ({columns}, PRIMARY KEY (only_one), CHECK (only_one))"
    )
