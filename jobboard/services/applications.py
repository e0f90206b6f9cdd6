"""The door of applications: every move of an application's state goes through here.

``move_application`` asks the table, changes the row, writes the event and the letter, all in
the caller's transaction. ``start``, ``save_answers`` and ``submit`` lead up to the first move.
"""

from __future__ import annotations

import copy
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from jobboard.domain.answers import kept, missing
from jobboard.domain.application import END_STATES, ApplicationState, check_move
from jobboard.domain.errors import AlreadyDone, NotOpen, RuleError, StaleVersion
from jobboard.domain.listing import is_visible
from jobboard.domain.resume import as_sent
from jobboard.extensions import db
from jobboard.models import Application, ApplicationEvent, Listing, Resume
from jobboard.queries import applications as queries
from jobboard.services.application_letters import write_letters
from jobboard.services.listings import By

# Letters and figures that cannot be taken for one another, and no vowels that make words.
REFERENCE_SIGNS = "23456789CDFGHJKMNPQRTVWXYZ"
REFERENCE_LENGTH = 6
REFERENCE_PREFIX = "CS-"

NOT_OPEN = "This job does not take applications now."
NOBODY_ANSWERS = "Nobody from this employer reads applications here, so none can be sent."
SENT_BEFORE = "You sent this application before. It was sent once."
# Each round writes to everybody at the employer who reads applications.
MOST_ROUNDS = 3
TOO_MANY_ROUNDS = (
    "You have applied for this job three times and withdrawn each time, so you cannot apply again."
)

_S = ApplicationState


def move_application(
    application: Application,
    target: ApplicationState,
    by: By,
    now: datetime,
    *,
    note: str = "",
    seen_version: int | None = None,
) -> ApplicationEvent:
    """Take an application to ``target`` and return the event.

    ``note`` is what the employer says to the seeker; it goes into the letter and the
    timeline. Raises MoveNotAllowed where the table forbids the move, and StaleVersion where
    ``seen_version`` is no longer the application's, or somebody was faster.
    """
    _check_seen(application, seen_version)
    source = _S(application.state)
    check_move(source, target, by.actor)
    return _enter(application, source, target, by, now, note, {})


def _check_seen(application: Application, seen_version: int | None) -> None:
    if seen_version is not None and seen_version != application.version:
        raise StaleVersion("This application changed after you opened it. Look at it again first.")


def _enter(
    application: Application,
    source: ApplicationState,
    target: ApplicationState,
    by: By,
    now: datetime,
    note: str,
    values: Mapping[str, Any],
) -> ApplicationEvent:
    """Change the row, then write the event and the letters of a move that is allowed."""
    times = _times(application, source, target, now)
    _take_row(application, source, target, {**values, **times})
    event = ApplicationEvent(
        application_id=application.id,
        at=now,
        from_state=source,
        to_state=target,
        actor=by.actor,
        actor_id=by.account_id,
        note=note,
    )
    db.session.add(event)
    write_letters(application.id, by.actor, now, note)
    db.session.flush()
    return event


def _times(
    application: Application, source: ApplicationState, target: ApplicationState, now: datetime
) -> dict[str, datetime]:
    times = {"updated_at": now}
    if target is _S.SUBMITTED:
        times["submitted_at"] = now
    if source is _S.SUBMITTED and target is not _S.WITHDRAWN:
        times["opened_at"] = application.opened_at or now
    if target in END_STATES:
        times["ended_at"] = now
    return times


def _take_row(
    application: Application, source: str, target: str, values: Mapping[str, Any]
) -> None:
    """Change the row in the database only if nobody else has changed it since.

    Everything that changes is in the one statement, so that whoever loses changes nothing.
    """
    taken = db.session.scalar(
        update(Application)
        .where(
            Application.id == application.id,
            Application.state == source,
            Application.version == application.version,
        )
        .values(state=target, version=Application.version + 1, **values)
        .returning(Application.id)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(application, ["state", "version", *values])
    if taken is None:
        raise StaleVersion("This application changed a moment ago. Look at it again.")


def start(listing: Listing, seeker_id: int, now: datetime) -> Application:
    """Return this seeker's draft for a listing, made if there is none.

    Raises AlreadyDone where one was sent and not withdrawn, or too many were withdrawn, and
    NotOpen where the listing takes no applications.
    """
    found = queries.standing_of(listing.id, seeker_id)
    if found is None:
        check_new(listing, seeker_id, now)
        found = _make_draft(listing, seeker_id, now)
    if found.state != _S.DRAFT:
        raise AlreadyDone(SENT_BEFORE)
    check_open(listing, now)
    return found


def check_new(listing: Listing, seeker_id: int, now: datetime) -> None:
    """Raise NotOpen or AlreadyDone unless this seeker may begin one more application."""
    check_open(listing, now)
    if queries.times_withdrawn(listing.id, seeker_id) >= MOST_ROUNDS:
        raise AlreadyDone(TOO_MANY_ROUNDS)


def may_apply_again(application: Application, now: datetime) -> bool:
    """Say whether its seeker may begin anew, now or once this application is withdrawn.

    ``application`` has its listing loaded.
    """
    rounds = queries.times_withdrawn(application.listing_id, application.seeker_id)
    this_one = application.state != _S.WITHDRAWN
    return rounds + this_one < MOST_ROUNDS and takes_applications(application.listing, now)


def takes_applications(listing: Listing, now: datetime) -> bool:
    """Say whether ``check_open`` lets an application pass."""
    try:
        check_open(listing, now)
    except NotOpen:
        return False
    return True


def check_open(listing: Listing, now: datetime) -> None:
    """Raise NotOpen unless the listing takes applications at ``now``."""
    if not is_visible(listing.state, listing.opens_at, listing.closes_at, now):
        raise NotOpen(NOT_OPEN)
    if not queries.is_answered(listing):
        raise NotOpen(NOBODY_ANSWERS)


def _make_draft(listing: Listing, seeker_id: int, now: datetime) -> Application:
    draft = Application(
        reference=_new_reference(),
        listing=listing,
        seeker_id=seeker_id,
        created_at=now,
        updated_at=now,
        answers={},
    )
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError:
        # The same person pressed twice; whichever press came first has made the draft.
        other = queries.standing_of(listing.id, seeker_id)
        if other is None:
            raise
        return other
    return draft


def _new_reference() -> str:
    while True:
        signs = "".join(secrets.choice(REFERENCE_SIGNS) for _ in range(REFERENCE_LENGTH))
        reference = REFERENCE_PREFIX + signs
        taken = select(Application.id).where(Application.reference == reference)
        if db.session.scalar(taken) is None:
            return reference


def save_answers(
    application: Application,
    now: datetime,
    *,
    resume_id: int | None,
    answers: Mapping[str, Any],
    message: str = "",
    interview_needs: str = "",
) -> None:
    """Keep what was typed in a draft, complete or not. ``resume_id`` is a resume of the seeker's.

    Raises AlreadyDone once the application is sent.
    """
    values = {
        "resume_id": resume_id,
        "answers": kept(application.listing.questions, answers),
        "message": message,
        "interview_needs": interview_needs,
        "updated_at": now,
    }
    try:
        _take_row(application, _S.DRAFT, _S.DRAFT, values)
    except StaleVersion:
        _say_if_sent(application)
        raise


def _say_if_sent(application: Application) -> None:
    if application.state != _S.DRAFT:
        raise AlreadyDone(SENT_BEFORE)


def owed(application: Application, listing: Listing) -> list[RuleError]:
    """Return what a draft still lacks before it can be sent, one error for each field."""
    no_resume = application.resume_id is None
    errors = [RuleError("Choose the resume to send.", "resume")] if no_resume else []
    return errors + missing(listing.questions, application.answers)


def submit(
    application: Application, by: By, now: datetime, *, seen_version: int | None = None
) -> ApplicationEvent:
    """Send a draft: the resume and the questions are copied as they are now.

    Raises AlreadyDone where it was sent before, NotOpen where the listing has closed,
    StaleVersion where the answers differ from those seen, and RuleError for what is missing.
    """
    _say_if_sent(application)
    _check_seen(application, seen_version)
    listing = _locked_listing(application.listing_id)
    check_open(listing, now)
    for error in owed(application, listing):
        raise error
    check_move(_S.DRAFT, _S.SUBMITTED, by.actor)
    try:
        return _enter(
            application, _S.DRAFT, _S.SUBMITTED, by, now, "", _copies(application, listing)
        )
    except StaleVersion:
        _say_if_sent(application)
        raise


def _locked_listing(listing_id: int) -> Listing:
    # Kept from closing until this application is committed. SQLite has one writer anyway.
    return db.session.scalars(
        select(Listing)
        .where(Listing.id == listing_id)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    ).one()


def _copies(application: Application, listing: Listing) -> dict[str, Any]:
    resume = db.session.get_one(Resume, application.resume_id)
    return {
        "resume_copy": as_sent(resume.document),
        "questions_copy": copy.deepcopy(listing.questions),
        "answers": kept(listing.questions, application.answers),
    }


def withdraw(application: Application, by: By, now: datetime) -> ApplicationEvent:
    """Withdraw an application for its seeker. The employer then sees nothing else of it."""
    return move_application(application, _S.WITHDRAWN, by, now)


def mark_opened(application: Application, by: By, now: datetime) -> None:
    """Note that the employer opened an application; a new one becomes reviewed.

    Opening twice, or at the same time as a colleague, changes nothing more.
    """
    if application.state != _S.SUBMITTED:
        return
    try:
        move_application(application, _S.REVIEWED, by, now)
    except StaleVersion:
        return  # A colleague or the seeker was faster; the page shows what is so now.
