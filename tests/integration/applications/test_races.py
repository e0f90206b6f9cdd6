"""Many presses at the same moment, on a database of their own with real transactions."""

from __future__ import annotations

import secrets
from collections import Counter
from datetime import timedelta
from threading import Barrier

from flask import Flask

from jobboard import clock
from jobboard.domain.application import ApplicationState
from jobboard.domain.listing import Actor
from jobboard.extensions import db
from jobboard.models import Application, ApplicationEvent, Letter, SignIn
from jobboard.queries.accounts import hash_token
from jobboard.services import applications as door
from jobboard.services.listings import By
from tests import factories
from tests.support.pages import Page
from tests.support.races import AT_ONCE, all_at_once, board, count, in_threads

__all__ = ["board"]

S = ApplicationState


def draft_of_somebody() -> tuple[str, int, int]:
    """Save a finished draft; return its reference, the seeker's and the listing's id.

    Nothing is read after the commit: that would hold SQLite's one write lock here.
    """
    resume = factories.resume()
    listing = factories.listing()
    factories.member(listing.company)
    draft = door.start(listing, resume.account_id, clock.now())
    door.save_answers(draft, clock.now(), resume_id=resume.id, answers={}, message="Hello.")
    found = draft.reference, resume.account_id, listing.id
    db.session.commit()
    return found


def reload(draft_id: int) -> Application:
    return db.session.get_one(Application, draft_id)


def test_twenty_presses_of_send_take_effect_once(board: Flask) -> None:
    reference, seeker_id, listing_id = draft_of_somebody()
    token = secrets.token_urlsafe()
    now = clock.now()
    db.session.add(
        SignIn(
            account_id=seeker_id,
            token_hash=hash_token(token),
            created_at=now,
            expires_at=now + timedelta(days=1),
        )
    )
    db.session.commit()
    address = f"/my/apply/{listing_id}/check"
    barrier = Barrier(AT_ONCE)

    def press(_: int) -> str:
        client = board.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        shown = Page(client.get(address).get_data(as_text=True), address)
        (form,) = [form for form in shown.forms if form.action == address]
        barrier.wait()
        answer = client.post(address, data=form.data())
        assert answer.status_code == 303, answer.status
        return answer.location.rpartition("/")[2]

    led_to = Counter(in_threads(press, range(AT_ONCE)))
    assert led_to == {"sent": 1, reference: AT_ONCE - 1}
    assert count(ApplicationEvent) == 1
    assert count(Letter, Letter.kind == "application_sent") == 1
    assert count(Letter, Letter.kind == "application_arrived") == 1


def test_twenty_starts_make_one_draft(board: Flask) -> None:
    listing, seeker = factories.listing(), factories.seeker()
    listing_id, seeker_id = listing.id, seeker.id
    db.session.commit()

    def begin() -> None:
        found = door.queries.listing_once_public(listing_id)
        door.start(found, seeker_id, clock.now())

    assert all_at_once(board, *[begin] * AT_ONCE) == {"done": AT_ONCE}
    assert count(Application) == 1


def test_employer_and_seeker_at_the_same_moment_agree_on_one_of_them(board: Flask) -> None:
    application = factories.application(state=S.REVIEWED)
    member = factories.member(application.listing.company)
    ident, seeker, member_id = application.id, application.seeker_id, member.id
    db.session.commit()

    def shortlist() -> None:
        row = reload(ident)
        door.move_application(row, S.SHORTLISTED, By(Actor.MEMBER, member_id), clock.now())

    def refuse() -> None:
        row = reload(ident)
        door.move_application(row, S.UNSUCCESSFUL, By(Actor.MEMBER, member_id), clock.now())

    def withdraw() -> None:
        door.withdraw(reload(ident), By(Actor.SEEKER, seeker), clock.now())

    ended = all_at_once(board, *[shortlist, refuse, withdraw] * 4)
    events = count(ApplicationEvent)
    assert ended["done"] == events
    # Shortlisted, and then ended; or ended at once; or everybody but the first had read it before.
    assert events in (1, 2)
    only = {S.SHORTLISTED} if events == 1 else set()
    assert reload(ident).state in {S.UNSUCCESSFUL, S.WITHDRAWN} | only
    to_seeker = count(Letter, Letter.account_id == seeker)
    assert to_seeker == events
    assert reload(ident).version == 1 + events


def test_twenty_colleagues_open_it_once(board: Flask) -> None:
    application = factories.application()
    member = factories.member(application.listing.company)
    ident, member_id = application.id, member.id
    db.session.commit()

    def opened() -> None:
        door.mark_opened(reload(ident), By(Actor.MEMBER, member_id), clock.now())

    assert all_at_once(board, *[opened] * AT_ONCE) == {"done": AT_ONCE}
    assert count(ApplicationEvent) == 1
    assert reload(ident).state == S.REVIEWED
