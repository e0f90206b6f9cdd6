"""Runs each test inside one transaction that is rolled back, commits of the product included.

Every session of the application is bound to one connection that already has a transaction, so
that a commit releases a savepoint and no more. The connection begins as the product's do
(`jobboard.database`): on SQLite that means an explicit BEGIN, without which the first commit
would leak its rows into the next test.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Connection, event

from jobboard.database import reading_only
from jobboard.extensions import db


@contextmanager
def rolled_back(app: Flask) -> Iterator[None]:
    """Push a context of the application whose database forgets everything at the end."""
    db.session.session_factory.configure(join_transaction_mode="create_savepoint")
    with app.app_context():
        engines: dict[str | None, Any] = db._app_engines[app]
        engine = engines[None]
        with engine.connect() as connection:
            outer = connection.begin()
            _keep_reading_requests_from_writing(connection)
            engines[None] = connection
            try:
                yield
            finally:
                db.session.remove()
                engines[None] = engine
                outer.rollback()


def _keep_reading_requests_from_writing(connection: Connection) -> None:
    """Apply, per savepoint, what the product applies per transaction: a GET cannot write."""
    if connection.dialect.name != "sqlite":
        return

    def close_for_reading(connection: Connection, _name: str | None) -> None:
        connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reading_only.get() else 'OFF'}")

    def open_again(connection: Connection, _name: str, _context: object) -> None:
        connection.exec_driver_sql("PRAGMA query_only = OFF")

    event.listen(connection, "savepoint", close_for_reading)
    event.listen(connection, "rollback_savepoint", open_again)
    event.listen(connection, "release_savepoint", open_again)


@contextmanager
def undone() -> Iterator[None]:
    """Forget what happens inside, within a test (or a module of tests) that is rolled back.

    What the test's own session holds is saved first, so that the requests inside see it.
    """
    db.session.commit()
    connection: Connection = db.engines[None]  # type: ignore[assignment] # see rolled_back
    connection.exec_driver_sql("SAVEPOINT undone")
    try:
        yield
    finally:
        db.session.rollback()
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT undone")
        connection.exec_driver_sql("RELEASE SAVEPOINT undone")
        db.session.expire_all()
