"""Making the tables of a build, and letting it count in place of the one before."""

from __future__ import annotations

from typing import Any

from jobboard.search.postgres.tables import (
    CODES,
    LENGTHS,
    NUMBERS,
    POINTER,
    SCHEMA,
    Pointer,
    layout,
)


def next_build(connection: Any) -> int:
    """Make what all builds share, and return the number of the next."""
    connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    connection.exec_driver_sql(
        f"CREATE TABLE IF NOT EXISTS {POINTER} (only_one bool PRIMARY KEY DEFAULT true "
        "CHECK (only_one), build int NOT NULL, change bigint NOT NULL, words text NOT NULL, "
        "listings int NOT NULL, folded int NOT NULL, layout text NOT NULL)"
    )
    build = connection.exec_driver_sql(f"SELECT max(build) FROM {POINTER}").scalar()
    return (build or 0) + 1


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
    """Let this build count from the end of the transaction on, and drop all others."""
    connection.exec_driver_sql(
        f"ALTER TABLE {POINTER} ADD COLUMN IF NOT EXISTS folded int NOT NULL DEFAULT 0"
    )
    connection.exec_driver_sql(f"DELETE FROM {POINTER}")
    connection.exec_driver_sql(
        f"INSERT INTO {POINTER} (build, change, words, listings, folded, layout) "
        "VALUES (%s, %s, %s, %s, %s, %s)",
        (made.build, made.change, made.words, made.listings, made.folded, layout()),
    )
    own = {table.partition(".")[2] for table in (*made.tables, POINTER)}
    tables = connection.exec_driver_sql(
        "SELECT tablename FROM pg_tables WHERE schemaname = %s", (SCHEMA,)
    ).scalars()
    # Dropping waits for readers; in their own order, or both would wait for each other. What
    # another version made beside comes last.
    order = [table.partition(".")[2].partition("_")[0] for table in (*made.tables, POINTER)]
    place = {name: at for at, name in enumerate(order)}
    for name in sorted(
        set(tables) - own, key=lambda name: place.get(name.partition("_")[0], len(order))
    ):
        connection.exec_driver_sql(f"DROP TABLE {SCHEMA}.{name}")
