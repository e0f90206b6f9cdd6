"""Migrations run on databases of their own, on both kinds, and commit for real."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from jobboard import create_app
from jobboard.extensions import db
from tests.support import postgres
from tests.support.application import make_settings


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that holds nothing."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'migrations.sqlite3'}"
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    url = server.create_database()
    yield url.render_as_string(hide_password=False)
    server.drop_database(url)


@pytest.fixture
def migrated_app(empty_database: str, tmp_path: Path) -> Iterator[Flask]:
    """The application in its context, on an empty database."""
    app = create_app(make_settings(tmp_path, DATABASE_URL=empty_database))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def rows_by_table() -> Callable[[], dict[str, int]]:
    """Count the rows of every table there is."""

    def count() -> dict[str, int]:
        db.session.remove()
        with db.engine.connect() as connection:
            names = db.inspect(connection).get_table_names()
            return {
                name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
                for name in names
                if name != "alembic_version"
            }

    return count
