"""Landing pages: there only while there are such jobs, with true numbers, each at one address."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine

from jobboard import clock
from jobboard.domain import landing
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.listing import ListingState
from jobboard.services.indexing import engine

CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
CHAT = "customer-service-on-live-chat"
ON_SITE = {
    "arrangement": "on-site",
    "town": "Austin",
    "region": "US-TX",
    "postcode": "78701",
    "remote_countries": [],
}


@pytest.fixture
def board(find) -> None:
    """A few jobs: two remote in healthcare, one of them on live chat; one on site in Austin."""
    find(industry="healthcare", title="Patient help", channels=["phone"])
    find(industry="healthcare", title="Patient chat", channels=["live-chat"])
    find(**ON_SITE, title="Counter agent", channels=["in-person"])


def address(slug: str) -> str:
    return f"/jobs/{slug}"


def test_a_page_shows_its_jobs_with_true_numbers(client, board) -> None:
    page = client.page(address("customer-service-in-healthcare"))
    assert page.headings == ["Customer service jobs in healthcare"]
    assert "2 jobs open now, 2 of them remote" in page.text
    assert "Patient help" in page.text
    assert "Counter agent" not in page.text
    assert 'name="robots"' not in page.text
    assert CANONICAL.search(page.text)[1] == "http://localhost" + page.url


@pytest.mark.parametrize(
    ("slug", "heading", "jobs"),
    [
        ("remote-customer-service", "Remote customer service jobs", 2),
        ("customer-service-on-live-chat", "Customer service jobs on live chat", 1),
        ("customer-service-in-texas", "Customer service jobs in Texas", 3),
        ("customer-service-in-austin-tx", "Customer service jobs in Austin, TX", 3),
    ],
)
def test_every_kind_of_page_says_what_the_search_says(client, board, slug, heading, jobs) -> None:
    page = client.page(address(slug))
    assert page.headings == [heading]
    assert f"<strong>{jobs} job{'' if jobs == 1 else 's'} open now" in page.text
    wanted = landing.fixed().get(slug) or landing.town_page(slug)
    assert engine().search(wanted.criteria, clock.now()).total == jobs


@pytest.mark.parametrize(
    "slug",
    [
        "customer-service-in-finance",
        "help-desk-on-live-chat",
        # Remote jobs may be done from there, but nobody works there.
        "customer-service-in-ohio",
    ],
)
def test_an_address_without_such_jobs_leads_to_the_search(client, board, slug) -> None:
    answer = client.get(address(slug))
    assert answer.status_code == 302
    criteria = SearchCriteria.from_args(
        dict(pair.split("=") for pair in answer.location.partition("?")[2].split("&"))
    )
    assert criteria == landing.fixed()[slug].criteria


@pytest.mark.parametrize(
    "slug",
    [
        "customer-service-in-nowhere-tx",
        "customer-service-in-austin-ny",
        "customer-service",
        "remote",
        "customer-service-in-atlantis",
        "Remote-Customer-Service",
        "%00",
        f"customer-service-in-{'-' * 100}austin-tx",
    ],
)
def test_no_other_word_is_an_address(client, board, slug) -> None:
    assert client.get(address(slug)).status_code == 404


def test_a_page_goes_with_its_last_job_and_comes_back_with_the_next(client, find) -> None:
    where = address("customer-service-in-travel")
    job = find(industry="travel")
    assert client.get(where).status_code == 200
    with time_machine.travel(job.closes_at + timedelta(minutes=1), tick=False):
        assert client.get(where).status_code == 302
    job.state = ListingState.LIVE
    assert client.get(where).status_code == 200


def test_addresses_never_collide_with_listings(client, find) -> None:
    job = find()
    assert not [slug for slug in landing.fixed() if slug[0].isdecimal()]
    assert client.get(f"/jobs/{job.id}").status_code == 301


def test_pay_is_said_where_enough_jobs_state_it(client, find) -> None:
    where = address("remote-front-desk")
    for low, high in ((15, 18), (20, 22)):
        find(role_family="front-desk", pay_min=low, pay_max=high)
    assert "paid by the hour" not in client.page(where).text
    find(role_family="front-desk", pay_min=17, pay_max=None)
    assert "The 3 paid by the hour pay $15.00 to $22.00 an hour." in client.page(where).text


def test_pages_lead_to_their_neighbours_and_all_are_listed(client, board) -> None:
    listed = set(client.page("/jobs/browse").links())
    for slug in (
        "customer-service-in-healthcare",
        "remote-customer-service",
        "on-site-customer-service",
        "customer-service-on-live-chat",
        "customer-service-in-texas",
        "customer-service-in-austin-tx",
    ):
        assert address(slug) in listed
        assert client.get(address(slug)).status_code == 200
    near = set(client.page(address("remote-customer-service")).links())
    assert address("on-site-customer-service") in near
    landings = [link for link in listed if link.startswith("/jobs/") and link != "/jobs/browse"]
    for link in landings:
        assert client.get(link).status_code == 200, link


def test_robots_are_kept_out_of_filters_and_let_into_pages(client, board) -> None:
    robots = client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /jobs?" in robots
    assert "Disallow: /jobs/\n" not in robots
    # The longer rule wins: how robots get from a page to its jobs.
    assert "Allow: /jobs/*?from=" in robots
    [opened] = [link for link in client.page(address(CHAT)).links() if "/patient-chat" in link]
    assert opened.endswith(f"?from={CHAT}")
    plain = opened.partition("?")[0]
    assert CANONICAL.search(client.page(opened).text)[1] == "http://localhost" + plain
    filtered = client.page("/jobs?industry=healthcare")
    assert '<meta name="robots" content="noindex' in filtered.text


@pytest.mark.parametrize(
    ("slug", "own"),
    [
        ("customer-service-in-saint-louis-mo", "customer-service-in-st-louis-mo"),
        ("customer-service-in-austin-tx-tx", "customer-service-in-austin-tx"),
    ],
)
def test_a_town_written_otherwise_leads_to_its_one_page(client, find, slug, own) -> None:
    find(**ON_SITE | {"town": "Austin, TX"})
    for town in ("St. Louis", "Saint Louis"):
        find(**ON_SITE | {"town": town, "region": "US-MO", "postcode": ""})
    answer = client.get(address(slug))
    assert (answer.status_code, answer.location) == (301, address(own))
    assert client.get(address(own)).status_code == 200
    listed = [
        link for link in client.page("/jobs/browse").links() if "-mo" in link or "-tx" in link
    ]
    assert set(listed) == {
        address("customer-service-in-st-louis-mo"),
        address("customer-service-in-austin-tx"),
    }


def test_a_town_nobody_knows_has_no_page(client, find) -> None:
    find(**ON_SITE | {"town": "Building 7, gate B"})
    listed = client.page("/jobs/browse").links()
    assert not [link for link in listed if "gate" in link or "building" in link]
    assert client.get(address("customer-service-in-building-7-gate-b-tx")).status_code == 404
    # The work counts for its state all the same.
    assert client.get(address("customer-service-in-texas")).status_code == 200


def test_a_known_town_without_work_leads_to_the_search(client, board) -> None:
    assert client.get(address("customer-service-in-dallas-tx")).status_code == 302


def test_a_new_job_is_counted_at_once(client, find) -> None:
    where = address("customer-service-in-texas")
    assert client.get(where).status_code == 302
    find(**ON_SITE)
    assert client.get(where).status_code == 200


def test_a_job_opened_from_a_page_leads_back_to_it(client, board) -> None:
    where = address("customer-service-on-live-chat")
    [opened] = [link for link in client.page(where).links() if "/patient-chat" in link]
    page = client.page(opened)
    assert any(link.startswith(f"{where}#job-") for link in page.links())
    assert "Back to Customer service jobs on live chat" in page.text
    # The way back outlives a new title, and a made-up one leads to the search.
    moved = client.get(opened.replace("/patient-chat", "/old-title"))
    assert moved.location == opened
    for made_up in ("//evil.example", "no-such-jobs", "x" * 5000):
        page = client.page(f"{opened.partition('?')[0]}?from={made_up}")
        assert "Back to results" in page.text
