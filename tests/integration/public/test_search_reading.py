"""What the search page understands of words, place and pay, and how one takes it back."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

from jobboard.services.indexing import engine
from jobboard.web.public.counts import MOST_SEARCHES
from tests.factories.accounts import member
from tests.factories.companies import company as make_company

AUSTIN = {
    "arrangement": "on-site",
    "town": "Austin",
    "region": "US-TX",
    "country": "US",
    "postcode": "78701",
}


def form_of(page):
    [form] = [form for form in page.forms if form.ident == "search"]
    return form


def text_of(client, address):
    return " ".join(client.page(address).text.split())


def test_words_become_chips_and_ticks_that_can_be_taken_back(client, find) -> None:
    find(title="Chat agent", arrangement="remote", channels=["live-chat"])
    find(title="Remote control repair desk", arrangement="on-site")
    page = client.page("/jobs?words=remote+live+chat")
    assert "1 job" in page.text
    assert "We read “remote” in your words as a filter" in page.text
    for chip in ("Remote", "Live chat first", "Clear all filters"):
        assert f"</span>{chip} <span" in page.text or f">{chip} <span" in page.text
    data = form_of(page).data()
    assert data["understood"] == ["arrangement/remote"]
    assert data["arrangement"] == ["remote"]
    # The form sent as it stands is the same search; with the tick taken away, plain words.
    same = client.page(
        "/jobs?words=remote+live+chat&understood=arrangement/remote&arrangement=remote"
    )
    assert "1 job" in same.text
    plain = client.page("/jobs?words=remote+live+chat&understood=arrangement/remote")
    assert "2 jobs" in plain.text
    assert "We read" not in plain.text
    assert form_of(plain).data()["plain"] == ["arrangement/remote"]
    assert "“remote” counts as plain words here" in plain.text
    assert 'href="/jobs?words=remote+live+chat">Read it as a filter' in plain.text


def test_plain_words_hold_only_for_the_words_they_were_taken_back_in(client, find) -> None:
    find(title="Chat agent", arrangement="remote")
    find(title="Remote control chat desk", arrangement="on-site")
    kept = "plain=arrangement/remote&plain_for=remote+chat"
    assert "We read" not in client.page(f"/jobs?words=remote+chat&{kept}").text
    assert "We read “remote”" in client.page(f"/jobs?words=remote+agent&{kept}").text


def test_clearing_takes_back_what_only_comes_first_and_the_place_in_the_words(client, find) -> None:
    find(title="Live chat agent", channels=["live-chat"], **AUSTIN)
    find(title="Another live chat agent", channels=["live-chat"], **AUSTIN)
    page = client.page("/jobs?words=live+chat+agent+in+austin")
    assert "“Live chat first” means: jobs with it come first" in page.text
    [clear] = re.findall(r'href="([^"]+)">Clear all filters', page.text)
    cleared = client.page(unescape(clear)).text
    assert "Clear all filters" not in cleared
    assert "first <span" not in cleared


def test_nothing_found_offers_each_word_less(client, find) -> None:
    find(title="Billing agent")
    text = text_of(client, "/jobs?words=billing+-agent")
    assert "Without “-agent”: 1 job" in text
    assert "Searches that do find jobs" in text


def test_an_unknown_place_is_not_claimed_to_be_one(client, find) -> None:
    find(title="Home agent", arrangement="remote", remote_regions=[], remote_countries=[])
    for typed in ("Lundonx", "00000"):
        text = text_of(client, f"/jobs?place={typed}")
        assert f"We know no place called “{typed}”" in text
        assert f"Jobs in {typed}" not in text


def test_a_tick_stays_when_the_words_that_made_it_are_gone(client, find) -> None:
    find(title="Billing agent", arrangement="on-site")
    find(title="Billing agent", arrangement="remote")
    page = client.page("/jobs?words=billing&understood=arrangement/remote&arrangement=remote")
    assert "1 job" in page.text
    assert form_of(page).data()["arrangement"] == ["remote"]
    assert "understood" not in form_of(page).data()


def test_what_nobody_offers_is_let_go_and_said(client, find) -> None:
    find(title="Night agent", arrangement="on-site", hours="full-time")
    text = text_of(client, "/jobs?words=remote+agent")
    assert "1 job" in text
    assert "so these leave out “Remote”" in text


def test_pay_that_cannot_be_read_is_kept_and_explained(client, find) -> None:
    find(pay_min=Decimal(18), pay_period="hour", pay_currency="USD")
    page = client.page("/jobs?pay_min=abc&pay_period=year")
    assert "1 job" in page.text
    assert "We did not use “abc” as the lowest pay" in page.text
    assert "Enter the lowest pay, like 18.50" in page.text
    assert "There is a problem" in page.text
    assert "<title>Error: " in page.text
    assert form_of(page).data()["pay_min"] == ["abc"]
    for typed in ("0", "-5", "1e5", "999999999", "NaN"):
        assert f"We did not use “{typed}”" in client.page(f"/jobs?pay_min={typed}").text
    for typed in ("", "18", "$18.50", "18,000", "18,50"):
        assert "We did not use" not in client.page(f"/jobs?pay_min={typed}").text


def test_a_place_says_what_was_searched_and_how_far_away_it_is(client, find) -> None:
    find(title="Desk agent", **AUSTIN)
    find(title="Home agent", arrangement="remote", remote_regions=["US-TX"])
    find(title="Elsewhere", **{**AUSTIN, "town": "Houston", "postcode": "77002"})
    page = client.page("/jobs?place=Austin&within=10")
    text = " ".join(page.text.split())
    assert "2 jobs" in text
    assert "Jobs within 10 miles of Austin, Texas, and remote jobs you may do from Texas." in text
    assert "1 mile away" in text
    assert form_of(page).data()["within"] == ["10"]
    assert 'href="/jobs?place=Austin&amp;within=10&amp;unit=km"' in page.text


def test_a_name_of_several_towns_asks_which(client, find) -> None:
    find()
    page = client.page("/jobs?place=Springfield")
    assert "may be several places" in page.text
    assert 'href="/jobs?place=Springfield%2C+Illinois"' in page.text


def test_a_state_and_its_town_can_each_be_chosen(client, find) -> None:
    find()
    page = client.page("/jobs?place=New+York")
    assert 'href="/jobs?place=New+York+State"' in page.text
    assert 'href="/jobs?place=New+York%2C+New+York"' in page.text


def test_a_misspelt_town_leads_to_the_one_meant(client, find) -> None:
    find(title="Desk agent", **AUSTIN)
    page = client.page("/jobs?place=Austn")
    assert "Did you mean" in page.text
    assert 'href="/jobs?place=Austin%2C+Texas"' in page.text
    assert "Did you mean" not in client.page("/jobs?place=Austin").text


def test_few_jobs_offer_a_wider_circle_with_its_count(client, find) -> None:
    find(title="Desk agent", **{**AUSTIN, "town": "San Antonio", "postcode": "78205"})
    assert "Within 100 miles: 1 job" in text_of(client, "/jobs?place=Austin")


def test_nothing_found_leads_on_even_if_two_things_must_go(client, find) -> None:
    find(arrangement="remote", industry="retail")
    text = text_of(client, "/jobs?words=zzzqqq&arrangement=hybrid&industry=retail")
    assert "No jobs match all of this yet" in text
    assert "Without the words “zzzqqq” and “Hybrid”: 1 job" in text
    assert "See all 1 job" in text
    text = text_of(client, "/jobs?words=zzzqqq&arrangement=hybrid&industry=travel")
    assert "See all 1 job" in text


def test_without_words_the_order_has_an_honest_name(client, find) -> None:
    find(title="Chat agent")
    find(title="Phone agent")
    assert "<strong>Recommended</strong>" in client.page("/jobs").text
    assert "Recommended puts new jobs first" in client.page("/jobs").text
    assert "<strong>Best match</strong>" in client.page("/jobs?words=agent").text


def test_new_filters_give_what_they_count(client, find) -> None:
    spanish = {"kind": "language", "slug": "es", "text": "", "level": "", "need": "must"}
    find(title="Spanish desk", requirements=[spanish], training_paid=True, equipment_by="employer")
    find(title="Plain desk", training_paid=None, pay_min=None, pay_max=None, pay_period="")
    for query, chip in (
        ("language=es", "Asks for Spanish"),
        ("training_paid=yes", "Paid training"),
        ("equipment_by=employer", "Equipment: employer supplies it"),
        ("pay_stated=yes", "Pay stated"),
    ):
        page = client.page(f"/jobs?{query}")
        assert "1 job" in page.text, query
        assert f"Remove filter: </span>{chip} " in page.text, query


def test_languages_nobody_asks_for_do_not_fill_the_page(client, find) -> None:
    spanish = {"kind": "language", "slug": "es", "text": "", "level": "", "need": "must"}
    find(requirements=[spanish])
    page = client.page("/jobs?language=vi")
    assert ">Spanish " in page.text
    assert ">Vietnamese " in page.text
    assert "Hungarian" not in page.text


def test_where_nobody_reads_applications_is_no_easy_apply(client, find, app) -> None:
    company = make_company()
    find(company, title="Found elsewhere", source="Open data", source_id="7", is_answered=False)
    assert "No jobs match" in client.page("/jobs?easy_apply=yes").text
    member(company)
    find(company, title="Read here")
    assert "1 job" in client.page("/jobs?easy_apply=yes").text


def test_suggestions_are_texts_with_counts(client, find) -> None:
    find(title="Zookeeper")
    answer = client.get("/jobs/suggestions?words=zook")
    assert answer.json == [{"text": "Zookeeper", "kind": "title", "count": 1}]
    assert "max-age=60" in answer.headers["Cache-Control"]
    assert client.get("/jobs/suggestions").json == []
    assert client.get("/jobs/suggestions?words=%00%22" + "x" * 500).json == []


def test_parts_drawn_apart_are_joined_as_html_and_what_people_wrote_is_not(client, find) -> None:
    languages = ["es", "fr", "de", "it", "nl", "pl", "pt", "ru", "tr", "vi"]
    asked = [{"kind": "language", "slug": slug, "text": "", "need": "must"} for slug in languages]
    find(title="Agent <b>bold</b> & calm", requirements=asked, pay_min=Decimal(18))
    page = client.page("/jobs?words=agent+%3Cb%3E")
    assert "2 more</summary>" in page.text
    for tag in ("&lt;div", "&lt;p ", "&lt;li", "&lt;details", "&lt;label"):
        assert tag not in page.text
    assert "Agent &lt;b&gt;bold&lt;/b&gt; &amp; calm" in page.text
    assert "<b>" not in page.text


def test_suggestions_for_the_place_are_places(client) -> None:
    answer = client.get("/jobs/suggestions?place=aust")
    assert answer.json[0] == {"text": "Austin, Texas"}
    assert client.get("/jobs/suggestions?place=").json == []
    assert 'data-suggest-for="place"' in client.page("/jobs").text


def test_suggestions_complete_the_last_words_and_keep_those_before(client, find) -> None:
    find(title="Zebra keeper")
    for typed, text in (
        ("zeb", "Zebra keeper"),
        ("remote zeb", "remote Zebra keeper"),
        ("remote -zeb", 'remote -"Zebra keeper"'),
    ):
        found = client.get("/jobs/suggestions", query_string={"words": typed}).get_json()
        assert text in [one["text"] for one in found], typed
    assert client.get("/jobs/suggestions?words=zzz+qqq").get_json() == []


def test_pay_in_words_is_a_chip_that_can_be_taken_back(client, find) -> None:
    find(title="Well paid billing", pay_min=Decimal(22), pay_period="hour", pay_currency="USD")
    find(title="Poorly paid billing", pay_min=Decimal(12), pay_period="hour", pay_currency="USD")

    page = client.page("/jobs?words=billing+20+dollars+an+hour")
    assert "At least $20.00 an hour first" in page.text
    assert "Well paid billing" in page.text
    assert "Poorly paid billing" in page.text
    assert "Dallas" not in page.text
    alone = client.page("/jobs?words=20+dollars+an+hour")
    assert "At least $20.00 an hour" in alone.text
    assert "At least $20.00 an hour first" not in alone.text
    gone = next(address for address in alone.links() if "pay_min%2F20" in address)
    plain = client.page(gone)
    assert "counts as plain words here" in plain.text
    assert "At least $20.00 an hour first" not in plain.text


def test_near_me_is_no_place_and_says_where_to_type_one(client, find) -> None:
    find(title="Zoo desk", **AUSTIN)

    for address in ("/jobs?place=near+me", "/jobs?words=near+me", "/jobs?words=desk+close+to+home"):
        page = client.page(address)
        assert "We cannot see where you are. Type your town or ZIP code" in page.text
        assert "Zoo desk" in page.text
        assert "Maine" not in page.text
    assert "We cannot see" not in client.page("/jobs?words=near+me&place=Austin").text


def test_what_was_mended_can_be_searched_as_typed(client, find) -> None:
    find(title="Customer service agent", description="Please apply.")

    page = client.page("/jobs?words=custmer+agent")
    assert "We searched for “customer agent”." in page.text
    assert "Customer service agent" in page.text
    typed = next(address for address in page.links() if "%22custmer%22" in address)
    page = client.page(typed)
    assert "We searched for" not in page.text
    assert "No job here says “custmer”" in page.text
    page = client.page("/jobs?words=apple")
    assert "Did you mean" in page.text
    assert "We searched for" not in page.text
    page = client.page("/jobs?words=apple+agent")
    assert "No job here says “apple”, so these answer part of your search." in page.text


def test_a_page_counts_only_so_many_other_searches(client, find, monkeypatch) -> None:
    find(title="Desk agent", **AUSTIN)
    asked: list[str] = []
    search = type(engine()).search

    def counted(self, criteria, *args, **named):
        asked.append(criteria.words)
        return search(self, criteria, *args, **named)

    monkeypatch.setattr(type(engine()), "search", counted)
    words = "+".join(f"xyzzy{letter}" for letter in "abcdefgh")
    page = client.page(
        f"/jobs?words={words}&place=Honolulu&within=5&hours=part-time&contract=temporary"
    )

    assert "No jobs match all of this yet" in page.text
    assert 2 < len(asked) <= 1 + MOST_SEARCHES
