"""Integration tests run against a real database, each inside a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from jobboard.extensions import mail
from jobboard.letters.transport import mail_config
from tests.support.application import *
from tests.support.smtp import MailSink


@pytest.fixture(autouse=True)
def _isolated(db_session: object) -> None:
    """Give every integration test the rolled-back session, whether it asks or not."""


@pytest.fixture
def sink(app: Flask) -> Iterator[MailSink]:
    """A real mail server that this application sends to."""
    with MailSink() as server:
        before = {key: value for key, value in app.config.items() if key.startswith("MAIL_")}
        app.config.update(mail_config(server.url, "board@example.org", "localhost"))
        mail.init_app(app)
        yield server
        app.config.update(before)
        mail.init_app(app)
