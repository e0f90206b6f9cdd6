"""Letters leave when they are due, once, and wait while the mail server is down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from jobboard import clock
from jobboard.extensions import db, mail
from jobboard.letters.message import Action, Facts, Message, Paragraph, Quote
from jobboard.letters.transport import mail_config
from jobboard.models import Letter
from jobboard.models.letter import LetterState
from jobboard.services.outbox import post, take_ordered
from jobboard.worker.tasks import CLAIM, MOST_TRIES, drain_letters
from tests.support.smtp import MailSink


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
    letter.next_try_at = clock.now() + CLAIM  # What a worker leaves that dies while sending.
    letter.tries = 1
    db.session.flush()
    drain_letters()
    assert sink.letters == []
    with time_machine.travel(clock.now() + CLAIM + timedelta(seconds=1), tick=False):
        drain_letters()
    assert len(sink.letters) == 1
