"""The employer's home, and who may see and do what with a listing."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from jobboard.domain.application import ApplicationState
from jobboard.domain.listing import ListingState
from jobboard.domain.permissions import Role
from jobboard.extensions import db
from tests import factories
from tests.factories.postings import complete_draft

PAGES = (
    "", "/job", "/pay", "/place", "/apply", "/requirements", "/questions", "/check", "/preview",
    "/withdraw", "/delete", "/sent",
)  # fmt: skip


def test_an_empty_home_says_what_to_do(employer):
    page = employer.page("/employer/")
    assert "No jobs yet" in page.text
    assert "/employer/listings/new" in set(page.links())


def test_listings_show_state_and_applicants_and_one_link(employer, company):
    listing = factories.listing(company, title="Chat agent")
    factories.application(listing)
    factories.application(listing, state=ApplicationState.REVIEWED)
    factories.application(listing, state=ApplicationState.DRAFT)
    factories.listing(factories.company(), title="Somebody else's")
    page = employer.page("/employer/")
    assert "1 new" in page.text
    assert "2 in all" in page.text
    assert "Somebody else" not in page.text
    own = f"/employer/listings/{listing.id}"
    assert [link for link in page.links() if link.startswith(own)] == [own]


def test_states_filter_with_counts(employer, company):
    factories.listing(company, title="Running one")
    factories.listing(company, ListingState.DRAFT, title="Unfinished one")
    page = employer.page("/employer/?state=draft")
    assert "Unfinished one" in page.text
    assert "Running one" not in page.text
    assert "?state=live" in " ".join(page.links())


@pytest.mark.parametrize("query", ["state=nonsense", "page=99999999999999999999", "page=-1"])
def test_strange_addresses_show_the_list(employer, company, query):
    factories.listing(company, title="Running one")
    assert "Running one" in employer.page(f"/employer/?{query}").text


def test_the_list_costs_the_same_for_many(employer, company):
    def queries():
        seen = []

        def note(*args):
            seen.append(args[2])

        event.listen(db.engine, "before_cursor_execute", note)
        employer.page("/employer/")
        event.remove(db.engine, "before_cursor_execute", note)
        return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])

    for _ in range(3):
        factories.listing(company)
    few = queries()
    for _ in range(15):
        factories.listing(company)
    assert queries() == few


def test_pages_are_numbered(employer, company):
    for number in range(23):
        factories.listing(company, title=f"Job {number}")
    assert "page 1 of 2" in employer.page("/employer/").title
    assert "page 2 of 2" in employer.page("/employer/?page=2").title


@pytest.mark.parametrize("page", PAGES)
def test_another_companys_listing_is_not_there(employer, page):
    listing = complete_draft(factories.company())
    assert employer.get(f"/employer/listings/{listing.id}{page}").status_code == 404


@pytest.mark.parametrize(
    "page", ["job", "pay", "place", "apply", "requirements", "questions", "check", "delete"]
)
def test_a_viewer_edits_nothing(company, sign_in, page):
    listing = complete_draft(company)
    browser = sign_in(factories.member(company, Role.VIEWER))
    assert browser.get(f"/employer/listings/{listing.id}/{page}").status_code == 403


def test_a_viewer_reads_where_a_listing_stands(company, sign_in):
    listing = complete_draft(company)
    browser = sign_in(factories.member(company, Role.VIEWER))
    page = browser.page(f"/employer/listings/{listing.id}")
    assert "Somebody of your company is writing it." in page.text
    assert browser.get(f"/employer/listings/{listing.id}/preview").status_code == 200
    assert "Post a job</a></p>" not in browser.page("/employer/").text


@pytest.mark.parametrize("state", list(ListingState))
def test_every_state_has_a_page_that_says_what_it_means(employer, company, state):
    listing = complete_draft(company, state)
    page = employer.page(f"/employer/listings/{listing.id}")
    assert listing.title in page.text


def test_the_landing_page_has_two_ways_in(client):
    page = client.page("/employers")
    assert "Create an employer account" in page.text
    assert "15 minutes" in page.text
