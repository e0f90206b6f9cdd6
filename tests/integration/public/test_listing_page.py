"""A listing's page says everything that decides, and is honest about being over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jobboard import clock
from jobboard.domain.listing import ListingState
from jobboard.web.listing_view import listing_url
from tests.factories.accounts import member, seeker
from tests.factories.companies import company as make_company
from tests.factories.listings import listing as make_listing


def page_of(client, app, listing, status=200):
    """Return the listing's page."""
    with app.test_request_context():
        url = listing_url(listing)
    return client.page(url, status=status)


def test_the_first_screen_and_the_glance_hold_the_facts(client, app) -> None:
    listing = make_listing(
        title="Claims support advisor",
        remote_regions=["US-TX"],
        hours_week_min=40,
        hours_week_max=40,
        days=["mon", "tue", "wed", "thu", "fri"],
        training_weeks=4,
        training_paid=True,
        requirements=[
            {"kind": "skill", "slug": "de-escalation", "text": "", "level": "", "need": "must"},
            {"kind": "language", "slug": "es", "text": "", "level": "b2", "need": "nice"},
        ],
    )
    text = page_of(client, app, listing).text
    for words in (
        "$20.00 to $24.00 an hour",
        "about $41,600 to $49,900 a year",
        "Remote. You need to live in Texas.",
        "Monday to Friday",
        "40 hours a week",
        "4 weeks, paid",
        "Must-haves",
        "De-escalation",
        "Spanish",
        "Apply for this job",
    ):
        assert words in text


@pytest.mark.parametrize("state", [ListingState.CLOSED, ListingState.EXPIRED])
def test_an_ended_listing_still_answers_and_says_so_first(client, app, state) -> None:
    ended = clock.now() - timedelta(days=2)
    listing = make_listing(state=state, closed_at=ended, closes_at=ended, published_at=ended)
    other = make_listing(title="Another one like it")
    text = page_of(client, app, listing).text
    assert "Closed on" in text
    assert "Apply for this job" not in text
    assert "noindex" in text
    assert other.title in text


def test_a_listing_whose_time_is_over_is_closed_before_any_worker_says_so(client, app) -> None:
    listing = make_listing(closes_at=clock.now() - timedelta(minutes=1))
    assert "Apply for this job" not in page_of(client, app, listing).text


def test_long_after_its_end_a_listing_is_gone(client, app) -> None:
    ended = clock.now() - timedelta(days=31)
    listing = make_listing(state=ListingState.EXPIRED, closed_at=ended, closes_at=ended)
    page_of(client, app, listing, status=410)


@pytest.mark.parametrize(
    "state",
    [
        ListingState.DRAFT,
        ListingState.IN_REVIEW,
        ListingState.CHANGES_REQUESTED,
        ListingState.REJECTED,
        ListingState.SCHEDULED,
        ListingState.SUSPENDED,
        ListingState.REMOVED,
    ],
)
def test_what_is_not_public_does_not_exist(client, app, sign_in, state) -> None:
    listing = make_listing(state=state, closes_at=clock.now() + timedelta(days=9))
    page_of(client, app, listing, status=404)
    sign_in(member())
    page_of(client, app, listing, status=404)


def test_an_old_title_in_the_address_leads_to_the_new_one(client) -> None:
    listing = make_listing(title="New title")
    answer = client.get(f"/jobs/{listing.id}/old-title")
    assert answer.status_code == 301
    assert answer.headers["Location"].endswith("/new-title")


def test_the_way_to_the_new_title_keeps_the_search(client) -> None:
    listing = make_listing(title="New title")
    answer = client.get(f"/jobs/{listing.id}/old?words=chat&arrangement=remote&page=2&_anchor=x")
    assert answer.location == f"/jobs/{listing.id}/new-title?words=chat&arrangement=remote&page=2"
    back = "/jobs?words=chat&amp;arrangement=remote&amp;page=2#job"
    assert back in client.get(answer.location).get_data(as_text=True)


@pytest.mark.parametrize("state", [ListingState.LIVE, ListingState.PAUSED])
def test_the_other_jobs_of_an_employer_are_counted_without_this_one(client, app, state) -> None:
    company = make_company()
    listing = make_listing(company, state=state)
    assert "more job" not in page_of(client, app, listing).text
    make_listing(company)
    assert "1 more job here" in page_of(client, app, listing).text
    make_listing(company)
    assert "2 more jobs here" in page_of(client, app, listing).text


def test_an_unchecked_employer_comes_with_a_warning(client, app) -> None:
    listing = make_listing(make_company(verified=False))
    text = page_of(client, app, listing).text
    assert "We have not checked this employer yet." in text
    assert "Employer not yet checked" in text


def test_peoples_text_is_text(client, app) -> None:
    listing = make_listing(
        description=(
            "<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![p](http://e/p.png)\n\n# Big"
        )
    )
    text = page_of(client, app, listing).text
    assert "<script>alert" not in text
    assert 'href="javascript' not in text
    assert "<img" not in text.split("<main")[1]
    assert "<h3>Big</h3>" in text


def test_a_seeker_sees_apply_and_a_member_does_not(client, app, sign_in) -> None:
    listing = make_listing()
    sign_in(seeker())
    assert "Apply for this job" in page_of(client, app, listing).text
    sign_in(member())
    assert "Apply for this job" not in page_of(client, app, listing).text


def test_a_posting_whose_employer_is_not_here_takes_no_applications(client, app, sign_in) -> None:
    company = make_company(verified=False)
    listing = make_listing(company, source="Open data", source_id="1")
    sign_in(seeker())
    text = page_of(client, app, listing).text
    assert "Nobody from this employer reads applications here." in text
    assert "Apply for this job" not in text
    client.page(f"/my/apply/{listing.id}", status=410)
    member(company)
    assert "Apply for this job" in page_of(client, app, listing).text
