"""The application as a test has it: settings, tables, clients, people, letters.

A conftest takes these fixtures in by importing them (`from tests.support.application import *`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from jobboard import create_app
from jobboard.extensions import db
from jobboard.models import Account, Letter
from jobboard.settings import Settings
from jobboard.worker.tasks import ON_NUDGE
from tests.support import postgres, signing_in
from tests.support.client import StrictClient
from tests.support.isolation import rolled_back

__all__ = [
    "app",
    "client",
    "database_url",
    "db_session",
    "letters",
    "new_client",
    "settings",
    "sign_in",
    "work",
]


def make_settings(data_dir: Path, **environ: str) -> Settings:
    """Return test settings, made quick and quiet, with ``environ`` on top."""
    return Settings.from_env(
        {
            "ENVIRONMENT": "test",
            "SECRET_KEY": "a secret for tests only, long enough",
            "DATA_DIR": str(data_dir),
            "SEARCH_URL": "plain:",
            "BASE_URL": "http://localhost",
            "MAIL_FROM": "board@example.org",
            "MAIL_URL": "memory:",
            "PASSWORD_COST": "cheap",
            "RATE_LIMITS": "off",
            "LOG_LEVEL": "WARNING",
        }
        | environ
    )


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an empty database of the kind the command line names."""
    if request.config.getoption("--database") == "postgresql":
        server: postgres.Server = request.getfixturevalue("postgres_server")
        return server.create_database().render_as_string(hide_password=False)
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'tests.sqlite3'}"


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings as an operator's environment would give them."""
    return make_settings(tmp_path_factory.mktemp("data"), DATABASE_URL=database_url)


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    """The application with its tables made. Tests that write also need ``db_session``."""
    application = create_app(settings)
    application.test_client_class = StrictClient
    with application.app_context():
        db.create_all()
    yield application
    with application.app_context():
        db.engine.dispose()


@pytest.fixture
def db_session(app: Flask) -> Iterator[scoped_session[Session]]:
    """The database session of this test; whatever happens in it is forgotten afterwards.

    So is what it put into the search index, which is no part of the transaction, and the rows
    drawn for its listings, whose numbers come again.
    """
    with rolled_back(app):
        yield db.session
    for kept in ("result_rows", "listing_pages"):
        app.extensions.pop(kept, None)
    app.extensions["search"].rebuild([])


@pytest.fixture
def new_client(app: Flask, db_session: scoped_session[Session]) -> Callable[[], StrictClient]:
    """Make another visitor, with cookies of their own."""
    return app.test_client  # type: ignore[return-value] # set on the app


@pytest.fixture
def client(new_client: Callable[[], StrictClient]) -> StrictClient:
    """A visitor."""
    return new_client()


@pytest.fixture
def sign_in(
    client: StrictClient, db_session: scoped_session[Session]
) -> Callable[..., StrictClient]:
    """Make a client somebody's: ``sign_in(account)``, or ``sign_in(account, on=other_client)``.

    The second factor counts as given, where the account has one.
    """

    def as_person(account: Account, *, on: StrictClient = client) -> StrictClient:
        token, _ = signing_in.begin(account.id)
        signing_in.hold(on, token)
        return on

    return as_person


@pytest.fixture
def work(app: Flask, db_session: scoped_session[Session]) -> Callable[[], None]:
    """Do what the worker does when it is nudged: index what was ordered, send what is due."""

    def do() -> None:
        db_session.commit()
        for task in ON_NUDGE:
            with app.app_context():
                task()
        db_session.expire_all()

    return do


@pytest.fixture
def letters(db_session: scoped_session[Session]) -> Callable[..., list[Letter]]:
    """Read the letters written so far, oldest first: ``letters(to=…, kind=…)``."""

    def read(*, to: str | Account | None = None, kind: str | None = None) -> list[Letter]:
        wanted = select(Letter).order_by(Letter.id)
        if to is not None:
            wanted = wanted.where(Letter.to_email == (to if isinstance(to, str) else to.email))
        if kind is not None:
            wanted = wanted.where(Letter.kind == kind)
        return list(db_session.scalars(wanted))

    return read
