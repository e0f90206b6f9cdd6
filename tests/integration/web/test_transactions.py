"""A change that the database does not take at the last moment is not called saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from flask import has_request_context
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from jobboard.extensions import db
from jobboard.models import Account, Letter
from tests import factories


@pytest.fixture
def full_disk() -> Iterator[None]:
    """Let no request commit."""

    def fail(_session: object) -> None:
        if has_request_context():
            raise OperationalError("COMMIT", {}, sqlite3.OperationalError("disk I/O error"))

    event.listen(db.session, "before_commit", fail)
    yield
    event.remove(db.session, "before_commit", fail)


@pytest.mark.usefixtures("full_disk")
def test_a_commit_that_fails_answers_that_nothing_is_saved(client, db_session) -> None:
    typed = {"email": "dana@example.org", "password": factories.PASSWORD}
    answer = client.submit("/sign-up/seekers", typed)
    assert answer.status_code == 503
    assert "cannot save anything right now" in answer.get_data(as_text=True)
    assert answer.location is None
    assert answer.headers["Content-Security-Policy"]
    for model in (Account, Letter):
        assert db_session.scalar(select(func.count()).select_from(model)) == 0
    assert client.get("/sign-up/seekers").status_code == 200
