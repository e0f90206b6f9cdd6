"""A seeker in their browser, and an index that holds what a test puts into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from jobboard.models import Account, Listing
from jobboard.search.documents import document_of
from jobboard.services.indexing import engine
from tests import factories
from tests.support.client import StrictClient


@pytest.fixture
def dana() -> Account:
    return factories.seeker(name="Dana Okafor", email="dana@example.org")


@pytest.fixture
def client(sign_in: Callable[..., StrictClient], dana: Account) -> StrictClient:
    """Dana's browser."""
    return sign_in(dana)


@pytest.fixture
def matchable(app: Flask, db_session: object) -> Iterator[Callable[..., Listing]]:
    """Make a live listing that the matches of everybody hold."""
    with app.app_context():
        engine().rebuild([])

        def make(*args: object, **facts: object) -> Listing:
            made = factories.listing(*args, **facts)
            engine().put([document_of(made)])
            return made

        yield make
        engine().rebuild([])
