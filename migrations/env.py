"""How migrations run: on the application's own engine, in one transaction."""

import sqlite3
import time
from contextlib import closing
from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection, Engine

from jobboard.database import BUSY_TIMEOUT_MS
from jobboard.models.columns import UtcDateTime

# Held while migrating, so that two machines starting at once do not migrate twice.
POSTGRESQL_LOCK = 4_305_100
RETRY_SECONDS = 0.05


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | bool:
    """Write our own column type as the type it is stored as."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def migrate(connection: Connection) -> None:
    """Bring the schema to the revision asked for."""
    database = current_app.extensions["migrate"].db
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        render_item=render_item,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({POSTGRESQL_LOCK})")
        context.run_migrations()


def let_readers_read(engine: Engine) -> None:
    """Have SQLite keep a log beside its file, so that readers never wait for the writer.

    Kept in the file. It cannot be set inside a transaction, and fails at once, whatever the time
    allowed for waiting, while another process writes: so we wait here.
    """
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    with closing(engine.raw_connection()) as raw:
        while True:
            try:
                raw.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(RETRY_SECONDS)
            else:
                return


def run() -> None:
    """Open a connection and migrate on it."""
    engine = current_app.extensions["migrate"].db.engine
    if engine.dialect.name == "sqlite":
        let_readers_read(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # Rebuilding a table drops the old one, which must not take its children along.
            connection.connection.execute("PRAGMA foreign_keys = OFF")
        migrate(connection)
        if engine.dialect.name == "sqlite":
            connection.connection.execute("PRAGMA foreign_keys = ON")


run()
