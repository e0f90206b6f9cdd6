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

SCHEMA_VERSION = 5
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

    No two builds ever have one name, so what was read of one stays right. ``change`` grows with
    every write; ``words`` is ``concepts.mark`` as of the rebuild. Rows with a number below
    ``folded`` stand in the postings, later ones are looked into one by one.
    """

    build: str
    change: int
    words: str
    listings: int
    folded: int = 0

    def precedes(self, other: Pointer) -> bool:
        """Whether ``other`` is the same build at a later change."""
        return self.build == other.build and self.change < other.change

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
    """Wait for our turn to write, until the transaction ends. Raises IndexBusy.

    So do later statements of the transaction that wait as long for anybody else.
    """
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(seconds * 1000)}")
    try:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s, %s)", _LOCK)
    except DBAPIError as error:
        raise unavailable(error) from error
