"""What the tests of accounts share: going through the doors as people do, and the log."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from jobboard.models import Account, Letter, SecurityEvent
from tests import factories
from tests.support.client import StrictClient
from tests.support.limits import *

LINK = re.compile(r"http://localhost(/\S+)")
Enter = Callable[..., TestResponse]


@pytest.fixture
def enter(client: StrictClient) -> Enter:
    """Sign in at a door: ``enter("seekers", account)``."""

    def at(
        door: str,
        account: Account | str,
        password: str = factories.PASSWORD,
        *,
        on: StrictClient = client,
        query: str = "",
    ) -> TestResponse:
        email = account if isinstance(account, str) else account.email
        return on.submit(f"/sign-in/{door}{query}", {"email": email, "password": password})

    return at


@pytest.fixture
def link_in() -> Callable[[Letter], str]:
    """Return the path of the first link in a letter."""

    def first(letter: Letter) -> str:
        found = LINK.search(letter.text)
        assert found, letter.text
        return found[1]

    return first


@pytest.fixture
def log(db_session: scoped_session[Session]) -> Callable[[], list[tuple[str, int | None, str]]]:
    """Read the security log: what happened, to whose account, and the detail."""

    def read() -> list[tuple[str, int | None, str]]:
        rows = db_session.scalars(select(SecurityEvent).order_by(SecurityEvent.id))
        return [(row.kind, row.account_id, row.detail) for row in rows]

    return read


@pytest.fixture
def clock_at() -> Iterator[time_machine.Coordinates]:
    """Stop the clock at a full half minute, when codes change; a test may move it."""
    start = datetime.now(UTC).replace(second=0, microsecond=0)
    with time_machine.travel(start, tick=False) as moved:
        yield moved


@pytest.fixture
def code(clock_at: time_machine.Coordinates) -> Callable[[Account], str]:
    """Move on half a minute and return what the person's app shows then."""

    def shown(account: Account) -> str:
        clock_at.shift(timedelta(seconds=30))
        return pyotp.TOTP(account.totp_secret).at(datetime.now(UTC))

    return shown
