"""The door of applications: one way for every move, with its event and its letters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from jobboard import clock
from jobboard.domain.application import (
    END_STATES,
    LETTER_STATES,
    MOVES,
    ApplicationState,
)
from jobboard.domain.errors import AlreadyDone, MoveNotAllowed, NotOpen, RuleError, StaleVersion
from jobboard.domain.listing import Actor, ListingState
from jobboard.domain.permissions import Role
from jobboard.extensions import db
from jobboard.models import Application, ApplicationEvent, Resume
from jobboard.services import applications as door
from jobboard.services.listings import THE_BOARD, By
from tests import factories

S = ApplicationState
YES_NO = {"id": "q1", "kind": "yes-no", "text": "Can you work evenings?", "optional": False}
SHORT = {"id": "q2", "kind": "short", "text": "Why this job?", "optional": True}


def by_employer():
    return By(Actor.MEMBER, factories.member().id)


def by_seeker(application):
    return By(Actor.SEEKER, application.seeker_id)


def who(actor, application):
    return {
        Actor.MEMBER: by_employer,
        Actor.SEEKER: lambda: by_seeker(application),
        Actor.SYSTEM: lambda: THE_BOARD,
    }[actor]()


def ready_draft(**facts):
    """Make a draft with everything answered."""
    resume = factories.resume(document={"basics": {"name": "Dana Okafor"}})
    listing = factories.listing(**{"questions": [YES_NO, SHORT], **facts})
    draft = door.start(listing, resume.account_id, clock.now())
    door.save_answers(
        draft, clock.now(), resume_id=resume.id, answers={"q1": "yes"}, message="Hello."
    )
    return draft


@pytest.mark.parametrize(
    ("actor", "source", "target"),
    [
        (actor, source, target)
        for actor, pairs in MOVES.items()
        for source, target in sorted(pairs)
        if source is not S.DRAFT
    ],
)
def test_every_move_of_the_table_is_made_recorded_and_written_about(actor, source, target, letters):
    application = factories.application(state=source)
    by, now = who(actor, application), clock.now() + timedelta(days=1)
    door.move_application(application, target, by, now)
    assert (application.state, application.version) == (target, 2)
    event = db.session.query(ApplicationEvent).one()
    assert (event.from_state, event.to_state, event.at) == (source, target, now)
    assert (event.actor, event.actor_id) == (by.actor, by.account_id)
    assert application.ended_at == (now if target in END_STATES else None)
    to_seeker = [row for row in letters() if row.account_id == application.seeker_id]
    assert len(to_seeker) == (target in LETTER_STATES)


@pytest.mark.parametrize("actor", [Actor.MEMBER, Actor.SEEKER, Actor.SYSTEM, Actor.MODERATOR])
@pytest.mark.parametrize("source", list(S))
def test_every_other_move_is_refused_and_leaves_no_trace(actor, source, letters):
    application = factories.application(state=source)
    for target in S:
        if (source, target) in MOVES.get(actor, ()):
            continue
        with pytest.raises(MoveNotAllowed):
            door.move_application(application, target, By(actor), clock.now())
    assert (application.state, application.version) == (source, 1)
    assert db.session.query(ApplicationEvent).count() == 0
    assert letters() == []


def test_no_end_state_is_without_a_letter():
    assert END_STATES <= LETTER_STATES


def test_the_employers_note_is_in_the_letter_and_in_the_history(letters):
    application = factories.application(state=S.REVIEWED)
    note = "We chose somebody with billing experience."
    event = door.move_application(
        application, S.UNSUCCESSFUL, by_employer(), clock.now(), note=note
    )
    assert event.note == note
    (letter,) = letters(kind="application_unsuccessful")
    assert note in letter.text
    assert "is not taking your application further" in letter.text
    assert "/jobs?role_family=customer-service&arrangement=remote" in letter.text


def test_a_silent_move_writes_when_it_carries_a_note(letters):
    application = factories.application()
    door.move_application(application, S.REVIEWED, by_employer(), clock.now())
    assert letters() == []
    other = factories.application()
    door.move_application(other, S.REVIEWED, by_employer(), clock.now(), note="More on Friday.")
    assert ["More on Friday." in row.text for row in letters()] == [True]


def test_what_the_board_closes_unanswered_says_so(letters):
    application = factories.application()
    door.move_application(application, S.UNSUCCESSFUL, THE_BOARD, clock.now())
    (letter,) = letters()
    assert letter.kind == "application_unanswered"
    assert "did not tell us how it went" in letter.text


def test_a_decision_on_what_was_seen_before_is_refused(letters):
    application = factories.application()
    seen = application.version
    door.move_application(application, S.REVIEWED, by_employer(), clock.now())
    with pytest.raises(StaleVersion):
        door.move_application(
            application, S.SHORTLISTED, by_employer(), clock.now(), seen_version=seen
        )
    assert application.state == S.REVIEWED
    assert letters() == []


def test_who_is_slower_by_a_moment_changes_nothing(letters):
    application = factories.application(state=S.REVIEWED)
    db.session.execute(
        db.update(Application)
        .values(state=S.WITHDRAWN, version=2)
        .execution_options(synchronize_session=False)
    )
    assert application.state == S.REVIEWED  # As this request still believes.
    with pytest.raises(StaleVersion):
        door.move_application(application, S.SHORTLISTED, by_employer(), clock.now())
    assert application.state == S.WITHDRAWN
    assert db.session.query(ApplicationEvent).count() == 0
    assert letters() == []


def test_opening_makes_a_new_one_reviewed_once():
    application = factories.application()
    by = by_employer()
    first = clock.now()
    door.mark_opened(application, by, first)
    door.mark_opened(application, by, first + timedelta(hours=1))
    assert (application.state, application.opened_at) == (S.REVIEWED, first)
    assert db.session.query(ApplicationEvent).count() == 1


@pytest.mark.parametrize("state", [s for s in S if s is not S.SUBMITTED])
def test_opening_anything_else_changes_nothing(state):
    application = factories.application(state=state)
    door.mark_opened(application, by_employer(), clock.now())
    assert (application.state, application.version) == (state, 1)


def test_starting_again_finds_the_same_draft():
    listing, seeker = factories.listing(), factories.seeker()
    first = door.start(listing, seeker.id, clock.now())
    assert door.start(listing, seeker.id, clock.now()) is first
    assert first.state == S.DRAFT
    prefix, signs = first.reference.split("-")
    assert prefix == "CS"
    assert len(signs) == 6
    assert set(signs) <= set(door.REFERENCE_SIGNS)


@pytest.mark.parametrize("state", [s for s in ListingState if s is not ListingState.LIVE])
def test_one_applies_only_while_the_listing_is_live(state):
    listing, seeker = factories.listing(state=state), factories.seeker()
    with pytest.raises(NotOpen):
        door.start(listing, seeker.id, clock.now())
    assert db.session.query(Application).count() == 0


def test_a_live_listing_past_its_closing_time_takes_none():
    listing, seeker = factories.listing(), factories.seeker()
    with pytest.raises(NotOpen):
        door.start(listing, seeker.id, listing.closes_at)


def test_a_draft_cannot_be_sent_once_the_listing_has_ended(letters):
    draft = ready_draft()
    with pytest.raises(NotOpen):
        door.submit(draft, by_seeker(draft), draft.listing.closes_at)
    assert draft.state == S.DRAFT
    assert letters() == []


def test_a_draft_keeps_what_was_typed_complete_or_not():
    listing = factories.listing(questions=[YES_NO, SHORT])
    draft = door.start(listing, factories.seeker().id, clock.now())
    door.save_answers(
        draft,
        clock.now(),
        resume_id=None,
        answers={"q2": "Because.", "q1": "perhaps", "strange": "x"},
        message="Half a",
        interview_needs="A ramp",
    )
    assert draft.answers == {"q2": "Because."}
    assert (draft.message, draft.interview_needs) == ("Half a", "A ramp")
    assert draft.state == S.DRAFT


def test_sending_says_what_is_missing():
    listing = factories.listing(questions=[SHORT, YES_NO])
    draft = door.start(listing, factories.seeker().id, clock.now())
    fields = [error.field for error in door.owed(draft, listing)]
    assert fields == ["resume", "answer_q1"]
    with pytest.raises(RuleError):
        door.submit(draft, by_seeker(draft), clock.now())
    assert draft.state == S.DRAFT


def test_sending_freezes_resume_and_questions():
    draft = ready_draft()
    door.submit(draft, by_seeker(draft), clock.now())
    resume = db.session.get(Resume, draft.resume_id)
    resume.document = {"basics": {"name": "Somebody else"}}
    draft.listing.questions = [{**YES_NO, "text": "Changed?"}]
    db.session.flush()
    db.session.expire(draft, ["resume_copy", "questions_copy"])
    assert draft.resume_copy == {"basics": {"name": "Dana Okafor"}}
    assert [row["text"] for row in draft.questions_copy] == [YES_NO["text"], SHORT["text"]]
    assert draft.answers == {"q1": "yes"}


def test_the_receipt_has_the_reference_and_a_copy(letters):
    draft = ready_draft()
    door.submit(draft, by_seeker(draft), clock.now())
    (receipt,) = letters(kind="application_sent")
    for words in (draft.reference, "Can you work evenings? Yes", "Not answered", "> Hello."):
        assert words in receipt.text
    assert receipt.account_id == draft.seeker_id


def test_everybody_who_may_see_applicants_is_told_and_nobody_else(letters):
    draft = ready_draft()
    company = draft.listing.company
    told = [factories.member(company, role).id for role in Role]
    factories.member(company, suspended_at=clock.now())
    factories.member()
    door.submit(draft, by_seeker(draft), clock.now())
    notices = letters(kind="application_arrived")
    assert [row.account_id for row in notices] == told
    assert all("Dana" not in row.text and draft.reference in row.text for row in notices)


def test_sending_twice_is_said_and_sent_once(letters):
    draft = ready_draft()
    door.submit(draft, by_seeker(draft), clock.now())
    with pytest.raises(AlreadyDone):
        door.submit(draft, by_seeker(draft), clock.now())
    with pytest.raises(AlreadyDone):
        door.start(draft.listing, draft.seeker_id, clock.now())
    with pytest.raises(AlreadyDone):
        door.save_answers(draft, clock.now(), resume_id=None, answers={})
    assert len(letters(kind="application_sent")) == 1
    assert draft.message == "Hello."


def test_who_sends_a_moment_later_does_not_touch_what_was_sent(letters):
    draft = ready_draft()
    db.session.execute(
        db.update(Application)
        .values(state=S.SUBMITTED, version=9, resume_copy={"basics": {"name": "First"}})
        .execution_options(synchronize_session=False)
    )
    with pytest.raises(AlreadyDone):
        door.submit(draft, by_seeker(draft), clock.now())
    db.session.expire(draft)
    assert draft.resume_copy == {"basics": {"name": "First"}}
    assert letters() == []


def test_answers_changed_in_another_window_are_looked_at_again():
    draft = ready_draft()
    seen = draft.version
    door.save_answers(draft, clock.now(), resume_id=draft.resume_id, answers={"q1": "no"})
    with pytest.raises(StaleVersion):
        door.submit(draft, by_seeker(draft), clock.now(), seen_version=seen)
    assert draft.state == S.DRAFT


def test_after_withdrawing_one_may_apply_again(letters):
    draft = ready_draft()
    door.submit(draft, by_seeker(draft), clock.now())
    door.withdraw(draft, by_seeker(draft), clock.now())
    assert "They can no longer see" in letters(kind="application_withdrawn")[0].text
    again = door.start(draft.listing, draft.seeker_id, clock.now())
    assert again.id != draft.id
    assert again.reference != draft.reference


@pytest.mark.parametrize("state", sorted(END_STATES - {S.WITHDRAWN}))
def test_who_was_answered_cannot_start_again(state):
    application = factories.application(state=state)
    with pytest.raises(AlreadyDone):
        door.start(application.listing, application.seeker_id, clock.now())


def test_the_company_hears_of_a_withdrawal_without_a_name(letters):
    seeker = factories.seeker(name="Dana Okafor")
    application = factories.application(seeker=seeker)
    member = factories.member(application.listing.company)
    door.withdraw(application, by_seeker(application), clock.now())
    (notice,) = letters(to=member)
    assert notice.kind == "application_left"
    assert "Dana" not in notice.text


def test_the_database_itself_holds_one_open_application_for_each_seeker_and_listing():
    listing, seeker = factories.listing(), factories.seeker()
    for ended in sorted(END_STATES):
        factories.application(listing, seeker, state=ended)
    factories.application(listing, seeker, state=S.DRAFT)
    for state in sorted(set(S) - END_STATES):
        with pytest.raises(IntegrityError), db.session.begin_nested():
            factories.application(listing, seeker, state=state)
