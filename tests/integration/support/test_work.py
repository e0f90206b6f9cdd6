"""What a test's worker does: the same tasks, at once, in the test's own transaction."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from jobboard import clock
from jobboard.letters.message import Message, Paragraph
from jobboard.models import Letter
from jobboard.services.indexing import engine
from jobboard.services.outbox import order_index, post
from tests import factories


@pytest.mark.parametrize("turn", [1, 2])
def test_work_indexes_and_sends_and_is_forgotten(
    app: Flask,
    db_session: scoped_session[Session],
    work: Callable[[], None],
    letters: Callable[..., list[Letter]],
    turn: int,
) -> None:
    assert not engine().stamp()
    listing = factories.listing()
    order_index(listing.id, clock.now())
    post(Message("hello", "a@example.org", "Hello", (Paragraph("Hello."),)), clock.now())
    work()
    assert set(engine().stamp()) == {listing.id}
    assert [letter.state for letter in letters(to="a@example.org")] == ["sent"]
