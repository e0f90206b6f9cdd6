"""Seekers find listings by words and facts, see true counts, and always have a way on."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from jobboard import clock
from jobboard.domain.listing import ListingState
from tests.factories.accounts import member
from tests.factories.companies import company as make_company


def test_the_address_alone_restores_words_filters_and_sort(client, find) -> None:
    find(title="Chat agent", arrangement="remote")
    page = client.page("/jobs?words=chat&arrangement=remote&sort=newest&place=")
    assert 'value="chat"' in page.text
    assert page.text.count("Chat agent") >= 1
    [form] = [form for form in page.forms if form.ident == "search"]
    assert form.data()["words"] == ["chat"]
    assert form.data()["arrangement"] == ["remote"]
    assert form.data()["sort"] == ["newest"]


def test_counts_beside_values_are_what_choosing_them_gives(client, find) -> None:
    find(arrangement="remote", industry="retail")
    find(arrangement="remote", industry="healthcare")
    find(arrangement="on-site", industry="retail", country="US", region="US-TX", town="Austin")
    text = " ".join(client.page("/jobs?industry=retail").text.split())
    assert "2 jobs" in text
    for arrangement, count in (("remote", 1), ("on-site", 1), ("hybrid", 0)):
        page = client.page(f"/jobs?industry=retail&arrangement={arrangement}")
        words = f"{count} job" if count else "No jobs match all of this yet"
        assert words in page.text


def test_chips_take_one_filter_away_and_keep_the_rest(client, find) -> None:
    find(arrangement="remote", industry="retail")
    text = client.page("/jobs?industry=retail&arrangement=remote").text
    assert 'href="/jobs?industry=retail"' in text
    assert 'href="/jobs?arrangement=remote"' in text
    assert "Clear all filters" in text
    assert "Filters (2 in use)" in text


def test_no_results_name_what_to_take_away_with_the_count(client, find) -> None:
    find(arrangement="remote", industry="retail")
    page = client.page("/jobs?industry=retail&arrangement=hybrid")
    assert "No jobs match all of this yet" in page.text
    assert "Without “Hybrid”: 1 job" in page.text
    assert "Without “Retail”" not in page.text


def test_a_row_says_what_decides(client, find) -> None:
    company = make_company(name="Northwind Utilities")
    listing = find(
        company,
        title="Billing representative",
        pay_min=Decimal("18.50"),
        pay_max=Decimal("21"),
        remote_regions=["US-TX", "US-OK", "US-NM"],
        channels=["phone", "live-chat"],
        main_channel="phone",
    )
    text = client.page("/jobs?words=billing").text
    for words in (
        "Billing representative",
        "Northwind Utilities",
        "Employer checked",
        "$18.50 to $21.00 an hour",
        "Remote (live in TX, OK or NM)",
        "Phone and live chat",
        "Posted ",
        "Found “billing” in the title.",
        f'id="job-{listing.id}"',
    ):
        assert words in text


def test_unstated_pay_is_said_and_a_pay_floor_leaves_it_out(client, find) -> None:
    find(title="Silent", pay_min=None, pay_max=None, pay_period="", pay_currency="")
    assert "Pay not stated" in client.page("/jobs").text
    assert "No jobs match" in client.page("/jobs?pay_min=15&pay_period=hour").text


def test_only_visible_listings_are_ever_shown(client, find) -> None:
    now = clock.now()
    closed = find(title="Closed long ago", closes_at=now - timedelta(minutes=1))
    paused = find(title="Paused now")
    paused.state = ListingState.PAUSED  # The index still says live; the database decides.
    text = client.page("/jobs").text
    assert closed.title not in text
    assert paused.title not in text


def test_hostile_addresses_are_searches_like_any_other(client, find) -> None:
    find()
    for query in (
        "page=99999999999999999999",
        "page=-1",
        "words=" + "%22" * 500,
        "words=%00%1b%E2%80%AE",
        "industry=no-such&arrangement=<script>",
        "pay_min=NaN",
        "posted_within=1e9",
        "sort=;drop",
    ):
        client.page(f"/jobs?{query}")


def test_misspelt_words_find_and_say_what_was_meant(client, find) -> None:
    find(title="Customer service agent")
    text = client.page("/jobs?words=custmer+servise").text
    assert "Customer service agent" in text
    assert "We searched for “customer service”." in text


def test_pages_are_numbered_and_a_page_that_is_gone_is_page_one(client, find) -> None:
    for number in range(25):
        find(title=f"Agent number {number}")
    first = client.page("/jobs")
    assert "page 1 of 2" in first.text
    assert 'href="/jobs?page=2"' in first.text
    assert "page 2 of 2" in client.page("/jobs?page=2").text
    assert "page 1 of 2" in client.page("/jobs?page=77").text


def test_a_row_says_where_no_applications_are_read(client, find) -> None:
    company = make_company()
    find(company, title="Found elsewhere", source="Open data", source_id="7")
    text = client.page("/jobs").text
    assert "No applications here" in text
    assert "Apply by" not in text
    member(company)
    text = client.page("/jobs").text
    assert "No applications here" not in text
    assert "Apply by" in text
