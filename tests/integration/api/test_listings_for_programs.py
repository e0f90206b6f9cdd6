"""Programs read what the search page shows: the same answers, every fact, no more."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from decimal import Decimal

import pytest

from jobboard import clock
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.listing import ListingState
from jobboard.models import Listing
from jobboard.web.api.schemas import ListingSchema
from tests import factories

SEARCHES = (
    "",
    "words=chat",
    "words=remote+chat&sort=newest",
    "arrangement=remote&arrangement=hybrid",
    "place=Austin,+TX",
    "pay_min=18&pay_period=hour&sort=pay",
    "words=chatt",
)
# What only the employer's own people and moderators see, and how the board keeps its rows.
KEPT = {
    "company_id", "created_by_id", "state", "state_changed_at", "version", "street", "latitude",
    "longitude", "questions", "contact_name", "internal_reference", "opens_at", "created_at",
    "updated_at", "closed_at", "close_outcome", "relisted_from_id", "steps_done", "source_id",
    "raw", "inferred",
}  # fmt: skip


@pytest.fixture
def some(find):
    find(title="Chat agent", arrangement="remote", pay_min=Decimal(20), channels=["live-chat"])
    find(title="Chat and email lead", arrangement="hybrid", region="US-TX", town="Austin")
    find(title="Phone agent", arrangement="on-site", region="US-OH", town="Columbus")
    return find


@pytest.mark.parametrize("query", SEARCHES)
def test_the_api_answers_what_the_page_answers(client, some, query) -> None:
    answer = client.get(f"/api/v1/listings?{query}").json
    page = client.page(f"/jobs?{query}").text
    places = [page.index(f">{listing['title']}</a>") for listing in answer["listings"]]
    assert places == sorted(places)
    assert answer["total"] == len(answer["listings"]) == page.count('class="card result-card"')


def test_pages_hold_every_answer_once(client, find) -> None:
    rows = [find(title=f"Agent {number}") for number in range(7)]
    url, seen = "/api/v1/listings?words=agent&per_page=3", []
    for _ in range(3):
        answer = client.get(url).json
        seen += [listing["id"] for listing in answer["listings"]]
        url = answer["next"]
    assert url is None
    assert sorted(seen) == sorted(row.id for row in rows)
    assert len(seen) == len(set(seen))


def test_every_fact_of_a_listing_is_answered(client, find) -> None:
    row = find(title="Chat agent", pay_min=Decimal("18.50"), channels=["live-chat"], days=["mon"])
    name = row.company.name
    listing = client.get(f"/api/v1/listings/{row.id}").json
    columns = {column.key for column in Listing.__table__.columns}
    assert columns - KEPT <= listing.keys()
    assert not KEPT & ListingSchema().fields.keys()
    assert listing["pay_min"] == "18.50"
    assert listing["channels"] == ["live-chat"]
    assert listing["company"]["name"] == name
    assert client.page(listing["url"].removeprefix("http://localhost")).text


def test_what_was_understood_can_be_taken_back(client, some) -> None:
    answer = client.get("/api/v1/listings?words=remote+chat").json
    [remote] = [one for one in answer["understood"] if one["value"] == "remote"]
    assert remote["hard"]
    assert {listing["arrangement"] for listing in answer["listings"]} == {"remote"}
    less = client.get(remote["without"]).json
    assert "remote" not in {one["value"] for one in less["understood"]}
    assert less["total"] > answer["total"]


def test_a_reason_stands_beside_every_listing(client, some) -> None:
    listing = client.get("/api/v1/listings?words=phone").json["listings"][0]
    assert listing["matched"][0]["word"] == "phone"
    assert "phone" in listing["why"]


def test_what_is_not_understood_is_not_among_the_criteria(client, some) -> None:
    answer = client.get("/api/v1/listings?industry=no-such&sort=random&pay_min=abc&x=1").json
    assert answer["criteria"] == {}
    assert answer["total"] == 3


@pytest.mark.parametrize("state", [state for state in ListingState if state != "live"])
def test_what_is_not_open_is_not_there(client, db_session, state) -> None:
    row = factories.listing(None, state, closes_at=clock.now() + timedelta(days=9))
    answer = client.get(f"/api/v1/listings/{row.id}")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == 404


def test_the_licence_of_an_open_data_set_goes_with_its_listing(client, find) -> None:
    row = find(source="open-data", source_id="1", source_licence="CC BY 4.0")
    assert client.get(f"/api/v1/listings/{row.id}").json["source_licence"] == "CC BY 4.0"
    assert client.get("/api/v1/listings").json["terms"]


def test_other_sites_pages_may_read_and_caches_may_not_keep(client, some) -> None:
    headers = client.get("/api/v1/listings").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in headers


def test_links_name_the_board_whatever_host_was_asked(client, find) -> None:
    find(title="Agent one")
    find(title="Agent two")
    answer = client.get("/api/v1/listings?per_page=1", base_url="http://internal.example").json
    links = (answer["next"], answer["listings"][0]["url"], answer["listings"][0]["company"]["url"])
    assert all(link.startswith("http://localhost/") for link in links)


def test_every_criterion_is_a_documented_parameter(client) -> None:
    document = client.get("/api/v1/openapi.json").json
    parameters = document["paths"]["/api/v1/listings"]["get"]["parameters"]
    named = {parameter["name"] for parameter in parameters}
    assert named == {field.name for field in fields(SearchCriteria)} | {"page", "per_page"}
    assert document["info"]["license"]["url"] == "http://localhost/api#terms"


def test_the_page_for_authors_names_every_parameter(client) -> None:
    text = client.page("/api").text
    for field in fields(SearchCriteria):
        assert f">{field.name}<" in text
