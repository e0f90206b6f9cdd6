"""Letters leave when they are due, once, and wait while the mail server is down."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from jobboard import clock, create_app
from jobboard.domain.retention import LETTER_KEPT
from jobboard.extensions import db
from jobboard.letters.message import Action, Facts, Message, Paragraph, Quote
from jobboard.models import Letter
from jobboard.models.letter import LetterState
from jobboard.services.outbox import MOST_TRIES, post, take_ordered
from jobboard.worker.letters import CLAIM, drain_letters, forget_letters, release_claims
from tests.support.application import make_settings
from tests.support.smtp import MailSink


@pytest.fixture
def letter(app: Flask, db_session: object) -> Letter:
    """A letter in the outbox."""
    with app.test_request_context():
        row = post(
            Message(
                "test",
                "reader@example.org",
                "A subject\nBcc: victim@example.org",
                (
                    Paragraph("Dear <reader>,"),
                    Quote("Their words & ours"),
                    Facts((("Reference", "CS-1"),)),
                    Action("See it", "/my/applications"),
                ),
            ),
            clock.now(),
        )
    db.session.flush()
    return row


def test_a_letter_goes_out_once_as_text_and_html(app, sink, letter) -> None:
    drain_letters()
    drain_letters()
    [sent] = sink.letters
    assert letter.state == LetterState.SENT
    assert sent["Message-ID"] == letter.message_id
    assert sent["Subject"] == "A subject Bcc: victim@example.org"
    assert sent["To"] == "reader@example.org"
    text = sent.get_body(("plain",)).get_content()
    html = sent.get_body(("html",)).get_content()
    assert "Dear <reader>," in text
    assert "Dear &lt;reader&gt;," in html
    for words in ("CS-1", "http://localhost/my/applications"):
        assert words in text
        assert words in html


def test_posting_a_letter_leaves_work_for_the_worker(app, letter) -> None:
    assert take_ordered(db.session()) is True
    assert take_ordered(db.session()) is False


def test_a_letter_waits_while_the_server_is_down_and_goes_out_after(app, sink, letter) -> None:
    sink.stop()
    drain_letters()
    assert letter.state == LetterState.QUEUED
    assert letter.tries == 1
    assert letter.last_error
    sink.start()
    drain_letters()
    assert sink.letters == [], "It is not due yet."
    with time_machine.travel(letter.next_try_at + timedelta(seconds=1), tick=False):
        drain_letters()
    assert len(sink.letters) == 1
    assert letter.state == LetterState.SENT


def test_a_letter_that_never_gets_through_ends_where_an_operator_sees_it(app, sink, letter) -> None:
    sink.stop()
    for _ in range(MOST_TRIES):
        with time_machine.travel(letter.next_try_at + timedelta(seconds=1), tick=False):
            drain_letters()
    assert letter.state == LetterState.DEAD
    runner = app.test_cli_runner()
    assert f"{letter.id} " in runner.invoke(args=["letters", "dead"]).output
    assert "1 letters queued again" in runner.invoke(args=["letters", "retry"]).output
    sink.start()
    db.session.refresh(letter)
    with time_machine.travel(clock.now() + timedelta(seconds=2), tick=False):
        drain_letters()
    assert len(sink.letters) == 1


def test_a_claim_of_a_killed_worker_lapses(app, sink, letter) -> None:
    claim(letter)  # What a worker leaves that dies while sending.
    drain_letters()
    assert sink.letters == []
    with time_machine.travel(clock.now() + CLAIM + timedelta(seconds=1), tick=False):
        drain_letters()
    assert len(sink.letters) == 1


def test_the_only_worker_sends_what_a_dead_one_was_sending_at_once(app, sink, letter) -> None:
    claim(letter)
    release_claims()
    drain_letters()
    assert len(sink.letters) == 1
    assert letter.state == LetterState.SENT


def test_a_letter_that_waits_for_its_next_try_goes_on_waiting(app, sink, letter) -> None:
    sink.stop()
    drain_letters()
    sink.start()
    release_claims()
    drain_letters()
    assert sink.letters == []


@pytest.mark.parametrize("state", [LetterState.SENT, LetterState.DEAD])
def test_a_letter_that_is_done_is_forgotten_and_one_that_waits_is_not(letter, state) -> None:
    start, number = clock.now(), letter.id

    def is_there_after(time: timedelta) -> bool:
        with time_machine.travel(start + time, tick=False):
            forget_letters()
        return db.session.scalar(select(Letter.id).where(Letter.id == number)) is not None

    assert is_there_after(2 * LETTER_KEPT)
    letter.state = state
    assert is_there_after(LETTER_KEPT - timedelta(minutes=1))
    assert not is_there_after(LETTER_KEPT + timedelta(minutes=1))


def claim(letter: Letter) -> None:
    letter.next_try_at = clock.now() + CLAIM
    letter.tries = 1
    db.session.flush()


class Watching(MailSink):
    """A mail server that does something in the middle of taking a letter."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        super().__init__()
        self._meanwhile = meanwhile

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        self._meanwhile()
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def own_board(tmp_path: Path) -> Iterator[Callable[[MailSink], Path]]:
    """Make a board with a database file of its own and one letter due; return the file."""
    with ExitStack() as stack:

        def make(sink: MailSink) -> Path:
            board = create_app(make_settings(tmp_path, DATABASE_URL="", MAIL_URL=sink.url))
            stack.enter_context(board.app_context())
            stack.callback(db.engine.dispose)
            db.create_all()
            post(Message("test", "reader@example.org", "A subject", ()), clock.now())
            db.session.commit()
            return tmp_path / "jobboard.sqlite3"

        yield make


def test_others_write_while_a_letter_is_being_sent(own_board) -> None:
    took = []

    def write() -> None:
        with closing(sqlite3.connect(file, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
            took.append(True)

    with Watching(write) as sink:
        file = own_board(sink)
        drain_letters()
    assert took == [True]
    assert db.session.scalars(select(Letter.state)).one() == LetterState.SENT


def test_a_try_that_took_too_long_leaves_the_letter_to_whoever_has_it_now(own_board) -> None:
    def take_over() -> None:
        with closing(sqlite3.connect(file, timeout=0)) as other:
            other.execute("UPDATE letters SET tries = tries + 1")
            other.commit()

    with Watching(take_over) as sink:
        file = own_board(sink)
        drain_letters()
    kept = db.session.scalars(select(Letter)).one()
    assert (kept.state, kept.tries) == (LetterState.QUEUED, 2)
