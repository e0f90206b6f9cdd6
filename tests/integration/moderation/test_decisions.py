"""Moderators decide on what they have read, with reasons, and the employer hears of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from jobboard import clock
from jobboard.domain.listing import Actor, ListingMove, ListingState
from jobboard.domain.permissions import Role
from jobboard.extensions import db
from jobboard.models import Company, Listing, ListingEvent, Member
from jobboard.services import moderation as service
from jobboard.services.listings import By, move_listing
from jobboard.services.posting import submit_listing
from tests.factories.accounts import member, moderator
from tests.factories.companies import company as make_company
from tests.factories.listings import listing as make_listing
from tests.factories.postings import complete_draft


@pytest.fixture
def boss():
    """The member who gets the letters."""
    return member()


@pytest.fixture
def waiting(boss) -> Listing:
    """A listing that was sent for checking."""
    return submitted(boss)


def submitted(boss, **facts) -> Listing:
    """Make a listing of the member's company and send it for checking."""
    company = facts.pop("company", None) or boss_company(boss)
    row = make_listing(
        company,
        state=ListingState.DRAFT,
        closes_at=clock.now() + timedelta(days=20),
        **facts,
    )
    move_listing(row, ListingMove.SUBMIT, By(Actor.MEMBER, boss.id), clock.now())
    return row


def boss_company(boss):
    """Return the company the member acts for."""
    return db.session.scalars(
        select(Company).join(Member).where(Member.account_id == boss.id)
    ).one()


def decide(client, listing, **fields):
    """Send the decision form of a listing's page."""
    return client.submit(f"/moderation/listings/{listing.id}", fields)


def test_the_queue_shows_what_waits_oldest_first_and_why(client, sign_in, boss) -> None:
    older = submitted(boss, title="The older one")
    newer = submitted(boss, title="The newer one")
    older.state_changed_at -= timedelta(hours=5)
    text = sign_in(moderator()).page("/moderation/queue").text
    assert text.index(older.title) < text.index(newer.title)
    assert "First listing" in text
    assert "5 hours" in text
    assert "2 waiting" in text


def test_approving_publishes_and_writes_to_the_employer(
    client, sign_in, waiting, boss, letters
) -> None:
    answer = decide(sign_in(moderator()), waiting, decision="approve")
    assert answer.status_code == 303
    assert waiting.state == ListingState.LIVE
    assert waiting.published_at is not None
    assert [letter.kind for letter in letters(to=boss)] == ["listing_approve"]


@pytest.mark.parametrize(
    ("decision", "reason_field", "reason", "state"),
    [
        ("request_changes", "changes_reason", "pay-unclear", ListingState.CHANGES_REQUESTED),
        ("reject", "reject_reason", "no-real-job", ListingState.REJECTED),
    ],
)
def test_saying_no_needs_a_reason_and_tells_it(
    client, sign_in, waiting, boss, letters, decision, reason_field, reason, state
) -> None:
    sign_in(moderator())
    refused = decide(client, waiting, decision=decision, note="Kept words")
    assert refused.status_code == 422
    assert "Choose a reason" in refused.text
    assert "Kept words" in refused.text
    assert waiting.state == ListingState.IN_REVIEW

    decide(client, waiting, decision=decision, note="See line two", **{reason_field: reason})
    assert waiting.state == state
    [letter] = letters(to=boss)
    assert "See line two" in letter.text
    assert waiting.title in letter.subject


def test_a_reason_of_other_needs_a_note(client, sign_in, waiting) -> None:
    sign_in(moderator())
    answer = decide(client, waiting, decision="reject", reject_reason="other")
    assert answer.status_code == 422
    assert "Write what is wrong" in answer.text


def test_a_decision_on_a_version_that_changed_is_refused(
    client, sign_in, waiting, boss, letters
) -> None:
    sign_in(moderator())
    seen = waiting.version
    waiting.title = "Changed meanwhile"
    waiting.version += 1
    answer = client.post(
        f"/moderation/listings/{waiting.id}",
        data={
            "decision": "approve",
            "version": seen,
            "company_version": waiting.company.version,
            "csrf_token": client.token(),
        },
    )
    assert answer.status_code == 409
    assert waiting.state == ListingState.IN_REVIEW
    assert letters(to=boss) == []


def test_a_decision_covers_the_company_that_was_read(
    client, sign_in, waiting, boss, letters
) -> None:
    page = sign_in(moderator()).page(f"/moderation/listings/{waiting.id}")
    seen = next(form.data() for form in page.forms if "company_version" in form.data())
    company = boss_company(boss)
    company.about, company.version = "Pay us first.", company.version + 1
    answer = client.post(page.url, data=seen | {"decision": "approve"})
    assert answer.status_code == 409
    assert "This company changed after you opened it." in answer.text
    assert waiting.state == ListingState.IN_REVIEW
    assert letters(to=boss) == []


@pytest.mark.parametrize(
    "dates",
    [
        {"closes_at": clock.now() - timedelta(minutes=1)},
        {"closes_at": clock.now() + timedelta(days=1), "opens_at": clock.now() + timedelta(days=2)},
    ],
)
def test_what_has_closed_is_not_published(client, sign_in, waiting, dates) -> None:
    for name, value in dates.items():
        setattr(waiting, name, value)
    answer = decide(sign_in(moderator()), waiting, decision="approve")
    assert answer.status_code == 422
    assert "Its closing date has passed; ask for changes." in answer.text
    assert waiting.state == ListingState.IN_REVIEW


def test_a_company_must_be_checked_before_its_listing_is_published(
    client, sign_in, letters
) -> None:
    company = make_company(verified=False)
    boss = member(company)
    listing = submitted(boss, company=company)
    answer = decide(sign_in(moderator()), listing, decision="approve")
    assert answer.status_code == 422
    assert "Check the company first" in answer.text


def test_a_draft_is_nobody_elses(client, sign_in) -> None:
    draft = make_listing(state=ListingState.DRAFT)
    sign_in(moderator()).page(f"/moderation/listings/{draft.id}", status=404)


def test_every_decision_is_in_the_history_with_who_and_why(client, sign_in, waiting) -> None:
    judge = moderator()
    decide(
        sign_in(judge),
        waiting,
        decision="request_changes",
        changes_reason="title-unclear",
        note="Say the role",
    )
    line = db.session.scalars(
        select(ListingEvent).where(
            ListingEvent.listing_id == waiting.id, ListingEvent.kind == "request_changes"
        )
    ).one()
    assert (line.actor, line.actor_id) == ("moderator", judge.id)
    assert (line.from_state, line.to_state) == ("in_review", "changes_requested")
    assert (line.reason, line.note) == ("title-unclear", "Say the role")


def test_who_edits_listings_hears_of_decisions_and_nobody_else(
    sign_in, waiting, boss, letters
) -> None:
    told = member(waiting.company, Role.RECRUITER)
    member(waiting.company, Role.VIEWER)
    member(waiting.company, Role.RECRUITER, suspended_at=clock.now())
    decide(sign_in(moderator()), waiting, decision="approve")
    addresses = {letter.to_email for letter in letters(kind="listing_approve")}
    assert addresses == {boss.email, told.email}


def test_what_was_not_published_can_be_posted_anew_and_objected_to(
    sign_in, new_client, waiting, boss, letters
) -> None:
    decide(sign_in(moderator()), waiting, decision="reject", reject_reason="no-real-job")
    [letter] = letters(to=boss)
    page = sign_in(boss, on=new_client()).page(f"/employer/listings/{waiting.id}")
    for text in (letter.text, page.text):
        assert "/employer/listings/new" in text
        assert "board@example.org" in text


@pytest.mark.parametrize("what", ["decide", "submit"])
def test_the_company_is_held_before_its_listing_is_read(waiting, boss, what) -> None:
    """In one order everywhere, so that no two wait for each other."""
    judge, company = moderator(), waiting.company
    draft = complete_draft(company)
    by, now = By(Actor.MEMBER, boss.id), clock.now()
    statements: list[str] = []
    connection = db.session.connection()

    def note(_connection, _cursor, text, *_more) -> None:
        statements.append(" ".join(text.split()))

    event.listen(connection, "before_cursor_execute", note)
    try:
        if what == "submit":
            submit_listing(draft, by, now, seen_version=draft.version)
        else:
            seen = {"seen_version": waiting.version, "seen_company": company.version}
            service.decide(waiting, ListingMove.APPROVE, judge.id, now, **seen)
    finally:
        event.remove(connection, "before_cursor_execute", note)
    first = next(text for text in statements if "FROM companies" in text or "listings" in text)
    assert "FROM companies WHERE companies.id" in first
    assert db.engine.dialect.name == "sqlite" or first.endswith("FOR UPDATE")
