"""Whatever shows listings shows those that are visible, at every time and in every state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import product

import pytest
import time_machine

from jobboard import clock
from jobboard.domain import landing
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.listing import ListingState, is_visible
from jobboard.models import AlertListing, Listing
from jobboard.services.alert_news import note_shown
from jobboard.services.indexing import engine
from jobboard.web.public.landing import FACETS
from jobboard.worker.alerts import send_alerts
from tests import factories
from tests.factories.resumes import rich_resume_document

HOUR = timedelta(hours=1)
# Before the first opens, between, after the first closes, after all have closed.
TIMES = (timedelta(), 2 * HOUR, 4 * HOUR, 6 * HOUR)
CARD = re.compile(r'id="job-(\d+)"')
NEXT = re.compile(r'href="([^"]+)" rel="next"')
START = datetime.fromisoformat("2026-06-01T12:00:00+00:00")


@pytest.fixture
def everything(find) -> list[Listing]:
    """A listing in every state, opening and closing before, between and after the times."""
    company = factories.company(slug="northwind")
    closes = (START + 3 * HOUR, START + 5 * HOUR)
    opens = (None, START - HOUR, START + HOUR)
    rows = []
    for state, opens_at, closes_at in product(ListingState, opens, closes):
        row = find(company, state, title="Quokka agent", opens_at=opens_at, closes_at=closes_at)
        row.published_at = row.first_published_at = opens_at or START - HOUR
        rows.append(row)
    return rows


@pytest.fixture(params=TIMES, ids=str)
def moment(request) -> Iterator[datetime]:
    at = START + request.param
    with time_machine.travel(at, tick=False):
        yield at


def walked(client, url: str) -> list[int]:
    """The listings on a page and on those after it."""
    page = client.page(url).text
    found = [int(number) for number in CARD.findall(page)]
    after = NEXT.search(page)
    return found + (walked(client, after[1].replace("&amp;", "&")) if after else [])


def the_search(client) -> list[int]:
    return walked(client, "/jobs?words=quokka")


def the_plain_list(client) -> list[int]:
    return walked(client, "/jobs")


def a_company(client) -> list[int]:
    return walked(client, "/companies/northwind")


def the_api(client) -> list[int]:
    return [row["id"] for row in client.get("/api/v1/listings?per_page=100").json["listings"]]


LISTS: tuple[Callable[..., list[int]], ...] = (the_search, the_plain_list, a_company, the_api)


@pytest.fixture
def visible(everything, moment) -> list[int]:
    shown = (r for r in everything if is_visible(r.state, r.opens_at, r.closes_at, moment))
    return sorted(row.id for row in shown)


@pytest.mark.parametrize("surface", LISTS)
def test_lists_show_what_is_visible(client, visible, surface) -> None:
    assert sorted(surface(client)) == visible


def test_listings_pages_and_the_api_take_what_is_visible(client, everything, visible) -> None:
    open_pages = [
        row.id
        for row in everything
        if "Apply for this job" in client.get(f"/jobs/{row.id}/quokka-agent").text
    ]
    answered = [
        row.id for row in everything if client.get(f"/api/v1/listings/{row.id}").status_code == 200
    ]
    assert sorted(open_pages) == sorted(answered) == visible


def test_counts_are_of_what_is_visible(client, visible) -> None:
    answer = client.get("/api/v1/listings").json
    assert answer["total"] == answer["facets"]["arrangement"]["remote"] == len(visible)
    jobs = f"{len(visible)} job{'' if len(visible) == 1 else 's'}"
    assert jobs in client.page("/").text
    assert (jobs if visible else "No jobs") in client.page("/jobs").text
    suggested = engine().suggest("quokka", clock.now())
    assert [suggestion.count for suggestion in suggested] == [len(visible)] * bool(visible)


def test_matches_are_what_is_visible(client, sign_in, visible, moment) -> None:
    seeker = factories.seeker()
    factories.resume(seeker, document=rich_resume_document())
    # A sign-in of the moment: what the story's time has not reached cannot have begun.
    sign_in(seeker)
    assert sorted(walked(client, "/my/matches")) == visible


@pytest.mark.parametrize("facet", FACETS)
def test_landing_pages_are_of_what_is_visible(client, everything, visible, facet) -> None:
    facts = {"industry": "retail", "arrangement": "remote", "channel": "phone"}
    criteria = SearchCriteria().with_("role_family", "customer-service").with_(facet, facts[facet])
    [slug] = [page.slug for page in landing.fixed().values() if page.criteria == criteria]
    answer = client.get(f"/jobs/{slug}")
    assert answer.status_code == (200 if visible else 302)
    if visible:
        assert sorted(int(number) for number in CARD.findall(answer.text)) == visible


def test_alerts_write_of_what_is_visible(db_session, everything, visible, moment) -> None:
    alert = factories.alert({"words": "quokka", "arrangement": ["remote"]})
    alert.confirmed_at = alert.created_at = START - 2 * HOUR
    alert.next_due_at = moment
    for row in everything:
        note_shown(row.id, published=True)
    db_session.commit()
    send_alerts()
    told = db_session.query(AlertListing.listing_id).filter_by(alert_id=alert.id)
    assert sorted(row.listing_id for row in told) == visible
