"""What a moderator is shown of a listing that came back: what changed, and what is found now."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from jobboard import clock
from jobboard.domain.listing import ListingMove
from jobboard.services import moderation, posting
from tests import factories
from tests.factories.postings import complete_draft


@pytest.fixture
def company(db_session):
    return factories.company()


@pytest.fixture
def employee(company):
    return posting.by_member(factories.member(company).id)


@pytest.fixture
def judge():
    return factories.moderator()


def send(listing, employee):
    posting.submit_listing(listing, employee, clock.now(), seen_version=listing.version)


def save(listing, employee, step, **changes):
    seen, now = listing.version, clock.now()
    posting.save_step(listing, step, changes, employee, now, seen_version=seen, finished=True)


def ask_for_changes(listing, judge):
    moderation.decide(
        listing,
        ListingMove.REQUEST_CHANGES,
        judge.id,
        clock.now(),
        seen_version=listing.version,
        seen_company=listing.company.version,
        reason="pay-unclear",
    )


def test_what_came_back_shows_each_fact_before_and_after(sign_in, company, employee, judge):
    listing = complete_draft(company, title="ROCKSTAR AGENT")
    closes = clock.now() + timedelta(days=9)
    send(listing, employee)
    browser = sign_in(judge)
    first = browser.page(f"/moderation/listings/{listing.id}").text
    assert "Changed since it was last read" not in first
    assert "“ROCKSTAR AGENT”" in first
    ask_for_changes(listing, judge)
    save(listing, employee, "job", title="Chat agent", level="senior")
    save(listing, employee, "job", title="Senior chat agent", duties=["upsell"])
    save(listing, employee, "pay", pay_max=Decimal("22.50"), schedule_note="No nights.")
    save(listing, employee, "apply", closes_at=closes, contact_name="Lee")
    save(listing, employee, "apply", contact_name="Dana in hiring")
    send(listing, employee)
    page = browser.page(f"/moderation/listings/{listing.id}")
    text = page.text.partition("Changed since it was last read")[2].partition("<article")[0]
    cells = [cell.split("<")[0] for cell in text.replace(' scope="row"', "").split(">")]
    facts = [cell for cell in cells if cell.strip()]
    for line in (
        ["Title", "ROCKSTAR AGENT", "Senior chat agent"],
        ["Level", "Representative", "Senior"],
        ["Pay max", "21.00", "22.50"],
        ["Schedule note", "Nothing", "No nights."],
    ):
        start = facts.index(line[0])
        assert facts[start : start + 3] == line
    assert "Upsell" in text
    assert "Apply by" in text
    assert "Contact name" not in text, "It was changed and changed back."
    assert "“ROCKSTAR AGENT”" not in page.text, "What is found now, not what was found then."
    assert "The automatic look found nothing." in page.text
    assert "1 thing to look at" not in browser.page("/moderation/queue").text


def test_what_was_taken_back_and_sent_again_shows_it_too(sign_in, company, employee, judge):
    listing = complete_draft(company)
    send(listing, employee)
    posting.withdraw_listing(listing, employee, clock.now())
    save(listing, employee, "job", description="You sell. " * 20)
    send(listing, employee)
    text = sign_in(judge).page(f"/moderation/listings/{listing.id}").text
    assert "Changed since it was last read" in text
    assert "You answer members by phone and chat" in text
