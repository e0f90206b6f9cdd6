"""Two web machines and one worker, which share PostgreSQL and Redis and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import quote

import pytest
from flask import Flask

from jobboard import clock, create_app
from jobboard.domain.listing import Actor, ListingMove, ListingState
from jobboard.extensions import db
from jobboard.models import Listing
from jobboard.services.listings import By, move_listing
from jobboard.settings import Settings
from tests import factories
from tests.support import postgres
from tests.support.person import Person
from tests.support.redis import running_redis
from tests.support.server import Site

VISIBLE_SECONDS = 2.0
TRIES = 10
TITLE = "Zebra hotline agent"
WORDS = "zebra hotline"


class Machines(NamedTuple):
    """``first`` runs a web server and the worker, ``second`` a web server alone."""

    first: Site
    second: Site
    inside: Flask

    @property
    def both(self) -> tuple[Site, Site]:
        """The machines people reach."""
        return self.first, self.second


@pytest.fixture(scope="module")
def machines(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: postgres.Server
) -> Iterator[Machines]:
    """The board on two machines, each with a data folder of its own."""
    database = postgres_server.create_database()
    with running_redis() as redis_url:
        shared = {
            "DATABASE_URL": database.render_as_string(hide_password=False),
            "SEARCH_URL": "postgresql:",
            "REDIS_URL": redis_url,
            "RATE_LIMITS": "on",
        }
        first, second = (Site(tmp_path_factory.mktemp(name), **shared) for name in "ab")
        first.prepare()
        first.flask("reindex")
        try:
            first.start("web", "worker")
            second.start("web")
            inside = create_app(Settings.from_env(second.environ))
            yield Machines(first, second, inside)
            with inside.app_context():
                db.engine.dispose()
                inside.extensions["search"].close()
        finally:
            first.stop()
            second.stop()
    postgres_server.drop_database(database)


def test_what_is_approved_on_one_machine_is_found_on_the_other(machines: Machines) -> None:
    with machines.inside.app_context():
        listing = _sent()
        moderator = factories.moderator().email
        db.session.commit()
    reader = Person()
    _sign_in(reader, machines.first, moderator, "moderators")

    # Signed in on the first machine, deciding on the second.
    page = f"{machines.second.url}/moderation/listings/{listing}"
    decided = reader.submit(page, {"decision": "approve"})
    begun = time.monotonic()

    assert decided.status == 200
    assert _seconds_until_found(machines.first, begun) < VISIBLE_SECONDS
    assert _seconds_until_found(machines.second, begun) < VISIBLE_SECONDS

    with machines.inside.app_context():
        _close(listing)
    for machine in machines.both:
        assert TITLE not in _found(machine)


def test_a_sign_in_is_valid_on_every_machine_and_so_is_its_end(machines: Machines) -> None:
    with machines.inside.app_context():
        address = factories.seeker().email
        db.session.commit()
    seeker = Person()
    _sign_in(seeker, machines.first, address, "seekers")

    pages = [f"{machine.url}/account" for machine in machines.both]
    assert [seeker.get(page).url for page in pages] == pages
    seeker.submit(pages[1], {}, form=f"{machines.second.url}/sign-out")
    assert all("/sign-in" in seeker.get(page).url for page in pages)


def test_tries_are_counted_together(machines: Machines) -> None:
    stranger = Person()

    def fail(machine: Site) -> int:
        page = f"{machine.url}/sign-in/seekers"
        return stranger.submit(page, {"email": "x@example.org", "password": "no"}).status

    tried = [fail(machines.both[number % 2]) for number in range(TRIES)]

    assert 429 not in tried
    assert [fail(machine) for machine in machines.both] == [429, 429]


def _sent() -> int:
    """A listing that its employer sent for checking."""
    company = factories.company()
    owner = factories.member(company)
    ends = clock.now() + timedelta(days=20)
    row = factories.listing(company, ListingState.DRAFT, title=TITLE, closes_at=ends)
    move_listing(row, ListingMove.SUBMIT, By(Actor.MEMBER, owner.id), clock.now())
    return int(row.id)


def _sign_in(person: Person, machine: Site, address: str, door: str) -> None:
    page = f"{machine.url}/sign-in/{door}"
    answer = person.submit(page, {"email": address, "password": factories.PASSWORD})
    assert "/sign-in" not in answer.url, answer.text


def _found(machine: Site) -> str:
    answer = Person().get(f"{machine.url}/jobs?words={quote(WORDS)}")
    assert answer.status == 200
    return answer.text


def _seconds_until_found(machine: Site, begun: float) -> float:
    while time.monotonic() < begun + 10 * VISIBLE_SECONDS:
        if TITLE in _found(machine):
            return time.monotonic() - begun
        time.sleep(0.1)
    raise AssertionError(f"Not found in time. {machine.log('web')}")


def _close(listing_id: int) -> None:
    """Close a listing as its employer does."""
    listing = db.session.get_one(Listing, listing_id)
    by = By(Actor.MEMBER)
    move_listing(listing, ListingMove.CLOSE, by, clock.now(), reason="filled")
    db.session.commit()
