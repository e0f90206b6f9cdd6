"""A board with a clock: listings that come before seekers at a moment, and rounds of alerts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from jobboard import clock
from jobboard.models import Company, Listing
from jobboard.search.documents import document_of
from jobboard.services.alert_news import note_shown
from jobboard.services.indexing import engine
from jobboard.worker.alerts import send_alerts
from tests import factories
from tests.support.limits import *


@pytest.fixture
def start() -> datetime:
    """When the story of a test begins."""
    return clock.now().replace(microsecond=0)


@pytest.fixture
def publish(
    app: Flask, db_session: scoped_session[Session], start: datetime
) -> Callable[..., Listing]:
    """Publish a listing some time after the start, and let the search know of it."""

    def make(after: timedelta, company: Company | None = None, **facts: object) -> Listing:
        at = start + after
        times = {
            "published_at": at,
            "first_published_at": at,
            "opens_at": at,
            "state_changed_at": at,
        }
        row = factories.listing(company, **{**times, **facts})
        engine().put([document_of(row)])
        note_shown(row.id, published=True)
        return row

    return make


@pytest.fixture
def look(app: Flask, start: datetime) -> Iterator[Callable[[timedelta], None]]:
    """Let the alerts look some time after the start."""

    def at(after: timedelta) -> None:
        with time_machine.travel(start + after, tick=False):
            send_alerts()

    yield at
    engine().rebuild([])
