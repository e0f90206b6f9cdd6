"""While there is no index, searches are answered as the database is at the moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from jobboard import clock
from jobboard.domain.criteria import SearchCriteria
from jobboard.extensions import db
from jobboard.models import Company, Listing
from jobboard.models.company import Verification
from jobboard.search import stand_in
from jobboard.search.contract import SearchPage
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.steady import SteadyEngine
from jobboard.search.whoosh_engine import WhooshEngine
from jobboard.services.indexing import SpareListings, rebuild_index
from tests import factories
from tests.factories.listings import listing as make_listing

SEARCHES = (SearchCriteria(), SearchCriteria(words='"Zebra Care"'))
Found = list[SearchPage]


@pytest.fixture
def found(app, monkeypatch, tmp_path) -> Callable[[], Found]:
    """Ask an engine whose index was never built."""
    monkeypatch.setattr(stand_in, "FRESH_SECONDS", 0.0)
    engine = SteadyEngine(WhooshEngine(tmp_path / "search"), SpareListings())
    return lambda: [engine.search(asked, clock.now()) for asked in SEARCHES]


def expected(app) -> Found:
    """What a judge answers that read all listings just now."""
    judge = PlainEngine()
    held, app.extensions["search"] = app.extensions["search"], judge
    try:
        rebuild_index(iter)
    finally:
        app.extensions["search"] = held
    return [judge.search(asked, clock.now()) for asked in SEARCHES]


def company_of(listing: Listing) -> Company:
    return db.session.get_one(Company, listing.company_id)


def rename(listing: Listing) -> None:
    company_of(listing).name = "Zebra Care"


def check(listing: Listing) -> None:
    company_of(listing).verification = Verification.VERIFIED


def change(listing: Listing) -> None:
    listing.pay_min, listing.pay_max, listing.version = None, None, listing.version + 1


def staff(listing: Listing) -> None:
    factories.member(company_of(listing))


def delete(listing: Listing) -> None:
    db.session.delete(listing)


@pytest.mark.parametrize("happens", [rename, check, change, staff, delete])
def test_whatever_is_searched_of_a_listing_may_change(
    app, found: Callable[[], Found], happens: Callable[[Listing], None]
) -> None:
    company = factories.company(verification=Verification.UNCHECKED)
    make_listing(company, source="a-board", source_id="1")
    make_listing()
    before = found()
    assert before == expected(app)

    happens(db.session.scalars(select(Listing).where(Listing.source.is_not(None))).one())
    db.session.flush()

    assert found() == expected(app)
    assert found() != before


def test_pages_of_places_and_kinds_of_work_are_there_all_the_same(
    app, client, monkeypatch, tmp_path
) -> None:
    make_listing(arrangement="on-site", town="Austin", region="US-TX", remote_countries=[])
    kinds = ["browse", "on-site-customer-service", "customer-service-in-texas"]
    addresses = [f"/jobs/{kind}" for kind in (*kinds, "customer-service-in-austin-tx")]
    rebuild_index(iter)
    with_index = [client.page(address).headings for address in addresses]
    gone = SteadyEngine(WhooshEngine(tmp_path / "search"), SpareListings())
    monkeypatch.setitem(app.extensions, "search", gone)

    assert [client.page(address).headings for address in addresses] == with_index
