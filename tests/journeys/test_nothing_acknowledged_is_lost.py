"""Kill the worker, the web and the mail server in the middle of work: nothing is lost.

What a person was told is done is in the database; the letters and the index follow from there.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from jobboard import clock
from jobboard.domain.listing import Actor, ListingMove, ListingState
from jobboard.extensions import db
from jobboard.letters.message import Message, Paragraph
from jobboard.models import Letter, Listing, OutboxOrder
from jobboard.models.letter import LetterState
from jobboard.services.listings import By, move_listing
from jobboard.services.outbox import post
from jobboard.worker.queue import nudge
from tests import factories
from tests.support.server import Site
from tests.support.smtp import MailSink
from tests.support.walk import Walker

ROUNDS = 6
LISTINGS_A_ROUND = 15
DONE_SECONDS = 90
# The dice are loaded, so that a failure can be had again.
SEED = 20


@pytest.fixture
def sink() -> Iterator[MailSink]:
    """A mail server that can be stopped and started."""
    with MailSink() as running:
        yield running


@pytest.fixture
def own_site(tmp_path: Path, sink: MailSink) -> Iterator[Site]:
    """A site of this test's own, to be killed at will."""
    with Site(tmp_path, MAIL_URL=sink.url) as running:
        yield running


def test_every_letter_is_sent_and_the_index_follows(own_site: Site, sink: MailSink) -> None:
    inside = Walker(own_site).app
    dice = random.Random(SEED)
    kills = 0
    with inside.app_context():
        for number in range(ROUNDS):
            if number % 3 == 1:
                sink.stop()
            _publish(LISTINGS_A_ROUND)
            time.sleep(dice.uniform(0.05, 0.4))
            own_site.kill("worker", *(["web"] if number % 2 else []))
            kills += 1
            if number % 3 == 2:
                sink.start()
            own_site.start("worker", *(["web"] if number % 2 else []))
        _wait_until_done()
        sent = Counter(str(letter["Message-ID"]) for letter in sink.letters)
        written = set(db.session.scalars(select(Letter.message_id)))
    assert set(sent) == written
    # A kill between the server's yes and our note of it repeats that one letter, under the same
    # id, by which mail programs know it again. Never more than one a kill.
    assert sum(sent.values()) - len(sent) <= kills
    checked = own_site.flask("check-index", check=False)
    assert checked.returncode == 0, checked.stdout
    with inside.app_context():
        live = db.session.scalar(
            select(func.count()).select_from(Listing).where(Listing.state == ListingState.LIVE)
        )
    assert live == ROUNDS * LISTINGS_A_ROUND


def _publish(count: int) -> None:
    """Approve listings, each with its letter in the transaction that approves it."""
    company = factories.company()
    moderator = factories.moderator()
    for _ in range(count):
        listing = factories.listing(company, ListingState.IN_REVIEW)
        now = clock.now()
        move_listing(listing, ListingMove.APPROVE, By(Actor.MODERATOR, moderator.id), now)
        words = (Paragraph(f"“{listing.title}” is published."),)
        post(Message("published", "owner@example.org", "Published", words), now)
        db.session.commit()
        nudge()


def _wait_until_done() -> None:
    """Wait until nothing is left to do, moving failed letters' next try forward as hours would."""
    deadline = time.monotonic() + DONE_SECONDS
    while time.monotonic() < deadline:
        now = clock.now()
        db.session.execute(
            update(Letter).where(Letter.state == LetterState.QUEUED).values(next_try_at=now)
        )
        db.session.commit()
        nudge()
        time.sleep(2)
        if not _left():
            return
    raise AssertionError(f"After {DONE_SECONDS} s there is still work: {_left()}")


def _left() -> int:
    letters = select(func.count()).select_from(Letter).where(Letter.state != LetterState.SENT)
    orders = select(func.count()).select_from(OutboxOrder)
    left = (db.session.scalar(letters) or 0) + (db.session.scalar(orders) or 0)
    db.session.rollback()
    return left
