"""An index that holds what a test puts into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from jobboard.models import Listing
from jobboard.search.documents import document_of
from jobboard.services.indexing import engine
from tests import factories


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
