"""The tables of an index on PostgreSQL, and the one row that says which of them count.

All lie in a schema of their own. A rebuild makes tables under new names and then changes the
row, in one transaction; readers ask the row first and never make anything.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError

from jobboard.search import columns
from jobboard.search.analysis import FIELDS
from jobboard.search.contract import IndexBusy, IndexUnavailable
from jobboard.search.whoosh_schema import Row

SCHEMA_VERSION = 4
"""Raise it whenever an index written before can no longer be read rightly."""

SCHEMA = "search_index"
POINTER = f"{SCHEMA}.pointer"

NUMBERS = tuple(name for name in Row._fields if name not in ("version", "lengths", "keys"))
"""Facts of ``Row`` that are kept as numbers, a column each."""

LENGTHS = tuple(f"length_{field}" for field in FIELDS)
CODES = tuple(f"code_{name}" for name in columns.KEYS)
COLUMNS = (*NUMBERS, *LENGTHS, *CODES)

# Any two numbers that nobody else in the database is likely to use.
_LOCK = (20_251, 3)
_NO_TABLE = (errors.UndefinedTable, errors.InvalidSchemaName)


class Interrupted(IndexUnavailable):
    """The tables were replaced or the connection broke meanwhile: asked again, it may go well."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which tables count, and how many ``listings`` they hold.

    ``change`` grows with every write; ``words`` is ``concepts.mark`` as of the rebuild. Rows with
    a number below ``folded`` stand in the postings, later ones are looked into one by one.
    """

    build: int
    change: int
    words: str
    listings: int
    folded: int = 0

    @property
    def documents(self) -> str:
        """What filters, counts and orders read: numbers only, one short row a listing."""
        return f"{SCHEMA}.documents_{self.build}"

    @property
    def texts(self) -> str:
        """The tokens of each listing and where they stand, which postings are made of."""
        return f"{SCHEMA}.texts_{self.build}"

    @property
    def postings(self) -> str:
        """Where each token stands, packed: one value a token and run of rows."""
        return f"{SCHEMA}.postings_{self.build}"

    @property
    def runs(self) -> str:
        """The runs of rows that postings were made of, and the numbers of each as one value."""
        return f"{SCHEMA}.runs_{self.build}"

    @property
    def keys(self) -> str:
        """The values behind the codes in ``documents``."""
        return f"{SCHEMA}.keys_{self.build}"

    @property
    def words_known(self) -> str:
        """Unstemmed words, in how many listings they stand, and at which change they came."""
        return f"{SCHEMA}.words_{self.build}"

    @property
    def tables(self) -> tuple[str, ...]:
        """All tables of the build, in the order in which readers touch them."""
        return (
            self.keys,
            self.documents,
            self.texts,
            self.postings,
            self.runs,
            self.words_known,
        )


def layout() -> str:
    """Changes whenever a table would have other columns or other contents."""
    parts = (SCHEMA_VERSION, COLUMNS)
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def pointer(connection: Any) -> Pointer:
    """Which tables count now. Raises IndexUnavailable where there are none of our version."""
    try:
        # All there is, since what another version wrote may lack a column.
        row = connection.exec_driver_sql(f"SELECT * FROM {POINTER}").one_or_none()
    except DBAPIError as error:
        if isinstance(error.orig, _NO_TABLE):
            raise IndexUnavailable("There is no search index in the database yet.") from error
        raise unavailable(error) from error
    if row is None or row.layout != layout():
        raise IndexUnavailable("The search index was made by another version.")
    return Pointer(row.build, row.change, row.words, row.listings, row.folded)


def unavailable(error: DBAPIError | psycopg.Error) -> Exception:
    """What a failure means to whoever called the engine; itself where it means nothing special."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, _NO_TABLE):
        return Interrupted("The search index was replaced meanwhile.")
    if isinstance(cause, errors.LockNotAvailable):
        return IndexBusy("Another process is writing the search index.")
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if lost or isinstance(cause, errors.OperationalError):
        return Interrupted(f"The search index cannot be reached: {cause}")
    return error


def lock(connection: Any, seconds: float) -> None:
    """Wait for our turn to write, until the transaction ends. Raises IndexBusy."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(seconds * 1000)}")
    try:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s, %s)", _LOCK)
    except DBAPIError as error:
        raise unavailable(error) from error
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")


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
    # Dropping waits for readers; in their own order, or both would wait for each other.
    order = [table.partition(".")[2].partition("_")[0] for table in (*made.tables, POINTER)]
    for name in sorted(set(tables) - own, key=lambda name: order.index(name.partition("_")[0])):
        connection.exec_driver_sql(f"DROP TABLE {SCHEMA}.{name}")
