"""`flask demo`: an empty board gets something to see on every page, in the demo only."""

from __future__ import annotations

import dataclasses

import pytest
from flask import Flask
from markupsafe import escape
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jobboard import clock
from jobboard.demo.loading import found_postings
from jobboard.demo.people import DOORS, PASSWORD
from jobboard.domain import vocabulary
from jobboard.domain.application import ApplicationState
from jobboard.domain.inference import is_customer_service
from jobboard.domain.listing import ListingState
from jobboard.domain.resume import SkillLevel, entries, section_states, skill_level
from jobboard.domain.resume.document import Section
from jobboard.extensions import db
from jobboard.models import (
    Account,
    Application,
    Company,
    FindableResume,
    Letter,
    Listing,
    OutboxOrder,
    Resume,
)
from jobboard.models.letter import LetterState
from jobboard.services.indexing import index_differences
from tests import factories

HANDMADE = Listing.source.is_(None)


def demo(app: Flask, *options: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["demo", *options])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def states(column, *where) -> set[str]:
    return set(db.session.scalars(select(column).where(*where).distinct()))


def used(column) -> set[str]:
    """Every slug in a column of the made-up listings, lists taken apart."""
    values = db.session.scalars(select(column).where(HANDMADE))
    return {
        slug for value in values for slug in (value if isinstance(value, list) else [value]) if slug
    }


def slugs(group: str) -> set[str]:
    return {term.slug for term in vocabulary.terms(group)}


def test_the_demo_fills_an_empty_board(app, new_client) -> None:
    status, said = demo(app, "--if-empty")
    assert status == 0
    assert PASSWORD in said
    assert all(address in said for address, _, _ in DOORS)
    the_vocabulary_is_shown()
    the_real_postings_are_there()
    every_state_is_there()
    the_past_is_over()
    resumes_are_rich()
    for_everybody_there_is_something_to_see(new_client)
    a_second_run_changes_nothing(app)


def the_vocabulary_is_shown() -> None:
    assert used(Listing.arrangement) == slugs("arrangement")
    assert used(Listing.channels) == slugs("channel")
    assert used(Listing.industry) == slugs("industry")
    assert used(Listing.contract) == slugs("contract")
    assert used(Listing.hours) == slugs("hours")
    assert used(Listing.pay_period) == slugs("pay-period")
    assert used(Listing.pay_basis) == slugs("pay-basis")
    assert used(Listing.shift_bands) == slugs("shift-band")
    assert used(Listing.shift_pattern) == slugs("shift-pattern")
    assert used(Listing.employer_kind) == slugs("employer-kind")
    assert used(Listing.duties) == slugs("duty")
    assert used(Listing.customers) == slugs("customers")


def the_real_postings_are_there() -> None:
    real = db.session.scalars(select(Listing).where(Listing.source.is_not(None))).all()
    assert len(real) == len(found_postings()) > 50
    assert {row.state for row in real} == {ListingState.LIVE}
    assert all("Dates moved to be current" in row.source_licence for row in real)
    assert all(row.country for row in real if row.source.startswith("NYC"))
    assert not any("#EMAIL" in row.description for row in real)


def every_state_is_there() -> None:
    wanted = {*ListingState} - {ListingState.SUSPENDED, ListingState.REMOVED}
    assert states(Listing.state, HANDMADE) == wanted
    waiting = db.session.scalars(
        select(Listing)
        .where(Listing.state == ListingState.IN_REVIEW)
        .options(joinedload(Listing.findings))
    ).unique()
    assert sorted(bool(row.findings) for row in waiting) == [False, False, True]
    assert states(Application.state) == {*ApplicationState}
    checks = db.session.execute(select(Company.verification, Company.trusted).distinct()).all()
    assert {("verified", False), ("verified", True), ("waiting", False)} <= set(map(tuple, checks))


def the_past_is_over() -> None:
    now = clock.now()
    assert states(Letter.state) == {LetterState.SENT}
    assert db.session.scalar(select(func.max(Letter.sent_at))) <= now
    assert db.session.scalar(select(func.max(Application.submitted_at))) <= now
    # A letter for each answer, as everywhere on the board.
    kinds = states(Letter.kind)
    assert {"application_sent", "application_unsuccessful", "application_hired"} <= kinds
    assert index_differences() == {}
    assert db.session.scalar(select(func.count()).select_from(OutboxOrder)) == 0


def resumes_are_rich() -> None:
    for resume in db.session.scalars(select(Resume)):
        started = {section.key: section.state for section in section_states(resume.document)}
        assert set(started.values()) == {"done"}, (resume.title, started)
        levels = {skill_level(s) for s in entries(resume.document, Section.SKILLS)}
        assert levels - {SkillLevel.LISTED}
    assert db.session.scalar(select(func.count()).select_from(FindableResume)) > 1


def for_everybody_there_is_something_to_see(new_client) -> None:
    visitor = new_client()
    home, jobs = visitor.page("/"), visitor.page("/jobs?industry=utilities&arrangement=remote")
    assert "Overnight outage desk specialist" in jobs.text
    assert home.text
    for listing in db.session.scalars(select(Listing).where(Listing.state == "live").limit(40)):
        page = visitor.page(visitor.get(f"/jobs/{listing.id}").location)
        assert escape(listing.title) in page.text
    for (address, door, _), (paths, words) in zip(DOORS, SEEN, strict=True):
        client = new_client()
        entered = client.submit(door, {"email": address, "password": PASSWORD})
        assert entered.status_code == 303, address
        shown = " ".join(client.page(path).text for path in paths)
        assert not [word for word in words if word not in shown], address


SEEN = (
    (
        ("/my/applications", "/my/resumes"),
        ("Billing and payments representative", "Shortlisted", "Interview", "Not progressing"),
    ),
    (
        ("/employer/", "/employer/company", "/employer/company/members"),
        ("Technician visit scheduler", "Northwind Utilities", "Priya Nair", "sam.ortiz@"),
    ),
    (
        ("/moderation/queue", "/moderation/companies"),
        ("URGENT Remote customer service rockstar", "Customer care team lead", "Quillmark"),
    ),
)


def a_second_run_changes_nothing(app: Flask) -> None:
    tables = (Account, Company, Listing, Application, Letter, Resume)
    before = [db.session.scalar(select(func.count()).select_from(table)) for table in tables]
    for options in ((), ("--if-empty",)):
        status, said = demo(app, *options)
        assert (status, PASSWORD in said) == (0, True)
    after = [db.session.scalar(select(func.count()).select_from(table)) for table in tables]
    assert after == before


def test_a_board_with_people_of_its_own_is_left_alone(app) -> None:
    factories.seeker()
    assert demo(app, "--if-empty") == (0, "")
    status, said = demo(app)
    assert (status, "Nothing was changed" in said) == (1, True)
    assert db.session.scalar(select(func.count()).select_from(Listing)) == 0


@pytest.mark.parametrize("environment", ["production", "development"])
@pytest.mark.parametrize(("options", "code"), [((), 1), (("--if-empty",), 0)])
def test_only_the_demo_gets_demo_accounts(app, monkeypatch, options, code, environment) -> None:
    chosen = dataclasses.replace(app.extensions["settings"], environment=environment)
    monkeypatch.setitem(app.extensions, "settings", chosen)
    status, said = demo(app, *options)
    assert status == code
    assert PASSWORD not in said
    assert db.session.scalar(select(func.count()).select_from(Account)) == 0


def test_the_real_postings_belong_on_the_board() -> None:
    postings = found_postings()
    assert all(is_customer_service(row)[0] for row in postings)
    assert not any(row.get("fraudulent") for row in postings)
    assert all(row["source"] and row["licence"] for row in postings)
