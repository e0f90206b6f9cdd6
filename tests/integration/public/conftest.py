"""Listings that the search of this test finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from jobboard.models import Listing
from jobboard.search.documents import document_of
from jobboard.services.indexing import engine
from tests.factories.listings import listing as make_listing


@pytest.fixture
def find(app: Flask, db_session: scoped_session[Session]) -> Iterator[Callable[..., Listing]]:
    """Make a listing and let the search know of it."""
    with app.app_context():
        engine().rebuild([])

    def make(*args: object, is_answered: bool = True, **facts: object) -> Listing:
        row = make_listing(*args, **facts)
        engine().put([document_of(row, is_answered=is_answered)])
        return row

    yield make
    with app.app_context():
        engine().rebuild([])
