"""`flask import-postings`: postings become listings, once, with their evidence and their source."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jobboard import clock
from jobboard.domain.listing import ListingState, is_visible
from jobboard.extensions import db
from jobboard.models import Company, Listing, ListingEvent, OutboxOrder
from jobboard.models.company import Verification
from tests import factories
from tests.integration.importing.conftest import posting


def listings() -> list[Listing]:
    return list(
        db.session.scalars(
            select(Listing).options(joinedload(Listing.company)).order_by(Listing.id)
        )
    )


def companies() -> list[Company]:
    return list(db.session.scalars(select(Company).order_by(Company.id)))


def test_a_posting_becomes_a_listing_that_waits_for_a_moderator(run) -> None:
    status, said = run([posting(identifier="R-1")])
    assert (status, "1 became listings" in said) == (0, True)
    (listing,) = listings()
    assert listing.state == ListingState.IN_REVIEW
    assert (listing.source, listing.source_id) == ("Sample board", "1")
    assert listing.raw == posting(identifier="R-1")
    assert listing.inferred["channels"] == "text: by phone"
    assert listing.description == "You answer customers by phone. You resolve complaints."
    assert listing.internal_reference == "R-1"
    assert listing.closes_at is not None


def test_its_history_begins_with_the_import_by_the_board(run) -> None:
    run([posting()])
    (event,) = db.session.scalars(select(ListingEvent))
    assert (event.kind, event.to_state, event.actor) == ("imported", "in_review", "system")
    assert event.note == "From Sample board."


def test_the_moderator_finds_it_with_what_screening_saw(run, client, sign_in) -> None:
    run([posting(description="Answer calls by phone. Send a $20 registration fee first.")])
    (listing,) = listings()
    assert listing.company.verification == Verification.WAITING
    sign_in(factories.moderator())
    page = client.page(f"/moderation/listings/{listing.id}")
    assert "registration fee" in page.text
    assert "Sample Stores" in client.page("/moderation/companies").text


def test_a_second_run_makes_nothing(run) -> None:
    rows = [posting("1"), posting("2"), posting("2")]
    run(rows)
    before = [(row.id, row.version) for row in listings()]
    _, said = run(rows, "--state", "live")
    assert "0 became listings" in said
    assert "3 were imported before" in said
    assert [(row.id, row.version) for row in listings()] == before
    assert len(before) == 2


def test_rows_without_an_id_are_known_by_their_words(run) -> None:
    nameless = {name: value for name, value in posting().items() if name != "id"}
    run([nameless])
    run([nameless])
    assert len(listings()) == 1


def test_bad_lines_are_named_and_the_others_taken(run) -> None:
    status, said = run(
        [b'{"title": ', b"[]", b"", b"\xff\xfe", posting("4"), {"id": "5", "title": "Receptionist"}]
    )
    assert status == 0
    assert "Line 1: unreadable. It is not JSON" in said
    assert "Line 2: unreadable. It is not a JSON object" in said
    assert "Line 4: unreadable. It is not UTF-8." in said
    assert "Line 6: refused. 5, Receptionist. It has no description." in said
    assert "5 rows read." in said
    assert "3 could not be read" in said
    assert [row.source_id for row in listings()] == ["4"]


def test_fraudulent_rows_are_refused_unless_asked_for(run) -> None:
    row = posting(fraudulent=True)
    _, said = run([row])
    assert "refused. 1, Customer Service Representative. Its source marks it as fraud" in said
    assert listings() == []
    run([row], "--include-fraudulent")
    assert len(listings()) == 1


def test_other_trades_are_refused_unless_all_are_wanted(run) -> None:
    row = posting(title="Civil Engineer", description="You design bridges.")
    _, said = run([row])
    assert "It is not customer service" in said
    assert listings() == []
    run([row], "--all")
    assert len(listings()) == 1


def test_live_rows_can_be_found_and_read(run, client) -> None:
    run([posting()], "--state", "live", "--dates", "current")
    (listing,) = listings()
    assert is_visible(listing.state, listing.opens_at, listing.closes_at, clock.now())
    assert listing.first_published_at == listing.published_at
    orders = db.session.scalars(select(OutboxOrder.subject_id).where(OutboxOrder.task == "index"))
    assert list(orders) == [listing.id]
    page = client.page(f"/jobs/{listing.id}/customer-service-representative")
    assert "From Sample board. Free to use. Dates moved to be current." in page.text
    assert "not yet checked" in page.text


def test_the_true_date_stays_with_the_row(run) -> None:
    run([posting(datePosted="2019-11-26")], "--state", "live", "--dates", "current")
    (listing,) = listings()
    assert listing.raw["datePosted"] == "2019-11-26"
    assert clock.now() - listing.published_at < timedelta(days=26)


def test_what_is_over_ends_or_waits_for_nobody(run) -> None:
    old = posting(validThrough="2020-01-01")
    _, said = run([old])
    assert "Its dates are over (2020-01-01)." in said
    assert listings() == []
    run([old], "--state", "live")
    assert listings()[0].state == ListingState.EXPIRED


def test_one_company_for_each_name_and_source(run) -> None:
    other_board = posting("3", source="Other board")
    run([posting("1"), posting("2"), other_board, posting("4", hiringOrganization={"name": "B"})])
    assert [row.name for row in companies()] == ["Sample Stores", "Sample Stores", "B"]
    assert len({row.slug for row in companies()}) == 3


def test_unnamed_employers_are_told_apart_by_their_words_alone(run) -> None:
    quiet = {"name": None, "description": "We sell hats."}
    run(
        [
            posting("1", hiringOrganization=quiet),
            posting("2", hiringOrganization=quiet),
            posting("3", hiringOrganization=None),
            posting("4", hiringOrganization={}),
        ]
    )
    assert [row.name for row in companies()] == ["Employer not named"] * 3
    assert companies()[0].about == "We sell hats."


def test_it_never_joins_a_company_that_signed_up(run) -> None:
    own = factories.company(name="Sample Stores")
    run([posting()])
    (listing,) = listings()
    assert listing.company_id != own.id


def test_companies_count_as_checked_only_when_said_how(run) -> None:
    run([posting()], "--company-verified", "Our clients, known by contract.")
    (company,) = companies()
    assert company.verified
    assert company.verification_note == "Our clients, known by contract."


def test_the_report_can_go_to_a_file(run, tmp_path) -> None:
    report = tmp_path / "report.jsonl"
    rows = [posting("1", department="Ops"), b"{", posting("3", fraudulent=True)]
    _, said = run(rows, "--report", str(report))
    assert "Line 1" not in said
    told = [json.loads(line) for line in report.read_text().splitlines()]
    assert [(row["line"], row["outcome"]) for row in told] == [
        (1, "taken"),
        (2, "unreadable"),
        (3, "refused"),
    ]
    assert told[0]["listing_id"] == listings()[0].id
    assert told[0]["unused"] == {"department": '"Ops"'}
    assert "title" in told[0]["took"]
    assert told[0]["inferred"]["country"] == "field: jobLocation"


def test_the_summary_gives_each_fact_its_share(run) -> None:
    _, said = run([posting("1"), posting("2", jobLocation=None)])
    assert "Of 2 listings, so many have the fact:" in said
    assert "1   50%  country (inferred)" in said
    assert "2  100%  title (copied)" in said


def test_text_of_a_posting_cannot_act_on_the_page(run, client) -> None:
    hostile = "<img src=x onerror=alert(1)> [go](javascript:alert(1)) {{ 7*7 }} **now** by phone"
    employer = {"name": "<script>alert(1)</script>Acme", "url": "javascript:x"}
    row = posting(
        title="Customer care <b>agent</b>", description=hostile, hiringOrganization=employer
    )
    run([row], "--state", "live")
    (listing,) = listings()
    assert listing.company.website == ""
    client.types_braces = True
    html = client.get(f"/jobs/{listing.id}/customer-care-agent").get_data(as_text=True)
    assert "onerror" not in html.replace("onerror=alert(1)&gt;", "")
    assert 'href="javascript:' not in html
    assert "<script>alert(1)" not in html


@pytest.mark.parametrize("ident", ["x" * 5_000, 17, "é" * 90])
def test_ids_of_any_kind_fit(run, ident) -> None:
    run([posting(ident)])
    run([posting(ident)])
    assert db.session.scalar(select(func.count()).select_from(Listing)) == 1


def test_a_missing_file_is_said_without_a_trace(app) -> None:
    done = app.test_cli_runner().invoke(args=["import-postings", "nowhere.jsonl"])
    assert done.exit_code == 2
    assert "does not exist" in done.output
