"""What every engine promises, asked of both: who is found, counted, ordered and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from jobboard.domain import vocabulary
from jobboard.domain.criteria import FACETS, SearchCriteria
from jobboard.domain.listing import ListingState, is_visible
from jobboard.search.contract import COUNT_ONLY, LARGEST_PAGE, Match, SearchEngine
from jobboard.search.documents import ListingDocument, document_of
from tests.factories.search_documents import NOW, documents, listing

DAY = timedelta(days=1)
PLAIN: dict[str, Any] = {
    "version": 1,
    "state": "live",
    "title": "Agent",
    "brand": "",
    "description": "Ordinary text.",
    "company": SimpleNamespace(name="Acme", verified=False),
    "published_at": NOW - DAY,
    "opens_at": NOW - DAY,
    "closes_at": NOW + DAY,
    "role_family": "",
    "level": "",
    "industry": "",
    "arrangement": "on-site",
    "hours": "",
    "contract": "",
    "employment_status": "",
    "channels": [],
    "shift_bands": [],
    "shift_pattern": "",
    "employer_kind": "",
    "duties": [],
    "customers": [],
    "requirements": [],
    "town": "Austin",
    "region": "US-TX",
    "country": "US",
    "postcode": "78701",
    "remote_countries": [],
    "remote_regions": [],
    "pay_min": Decimal(20),
    "pay_max": None,
    "pay_period": "hour",
    "pay_currency": "USD",
}


def plain(number: int, **changes: Any) -> ListingDocument:
    """A visible listing with nothing special but what is given."""
    return document_of(listing(number, **PLAIN | changes))


Hold = Callable[..., Callable[..., list[int]]]


@pytest.fixture
def hold(engine: SearchEngine) -> Hold:
    """Put listings numbered from 1 and get a search that takes arguments and gives ids."""

    def put(*changes: dict[str, Any]) -> Callable[..., list[int]]:
        engine.put([plain(number, **given) for number, given in enumerate(changes, start=1)])

        def ids(**args: Any) -> list[int]:
            return list(engine.search(SearchCriteria.from_args(args), NOW).ids)

        return ids

    return put


def test_an_empty_index_answers_with_an_empty_page(engine: SearchEngine) -> None:
    found = engine.search(SearchCriteria(words="anything"), NOW)

    assert (found.ids, found.total, found.pages, found.page) == ((), 0, 1, 1)
    assert found.suggestion is None


@pytest.mark.parametrize("state", list(ListingState))
@pytest.mark.parametrize("opens", [None, NOW - DAY, NOW, NOW + DAY])
@pytest.mark.parametrize("closes", [None, NOW - DAY, NOW, NOW + DAY])
def test_found_is_exactly_what_the_rule_calls_visible(
    state: ListingState, opens: Any, closes: Any
) -> None:
    document = plain(1, state=state, opens_at=opens, closes_at=closes)

    for moment in (NOW - 2 * DAY, NOW, NOW + 2 * DAY):
        at = (moment - NOW + timedelta()) // timedelta(microseconds=1)
        now = int(NOW.timestamp()) * 1_000_000 + at
        assert document.visible(now) == is_visible(state, opens, closes, moment)


def test_visibility_goes_by_state_and_clock_at_the_moment_of_the_search(
    engine: SearchEngine,
) -> None:
    engine.put([plain(1, opens_at=NOW, closes_at=NOW + DAY), plain(2, state="suspended")])

    def seen(moment: Any) -> tuple[int, ...]:
        page = engine.search(SearchCriteria(), moment)
        assert sum(page.facets["arrangement"].values()) == page.total == len(page.ids)
        return page.ids

    tick = timedelta(microseconds=1)
    assert seen(NOW - tick) == ()
    assert seen(NOW) == (1,)
    assert seen(NOW + DAY - tick) == (1,)
    assert seen(NOW + DAY) == ()


def test_values_in_a_group_are_alternatives_and_groups_narrow(hold: Hold) -> None:
    search = hold(
        {"channels": ["phone"], "industry": "retail"},
        {"channels": ["email", "phone"], "industry": "travel"},
        {"channels": ["live-chat"], "industry": "retail"},
        {"industry": "retail"},
    )

    assert sorted(search(channel=["phone", "live-chat"])) == [1, 2, 3]
    assert sorted(search(channel=["phone", "live-chat"], industry="retail")) == [1, 3]


def test_every_count_is_what_choosing_the_value_gives(engine: SearchEngine) -> None:
    engine.put(documents(120))
    criteria = SearchCriteria.from_args(
        {"words": "customer", "arrangement": "remote", "channel": ["phone", "email"]}
    )
    facets = engine.search(criteria, NOW).facets

    assert set(facets) == {facet.name for facet in FACETS} | {"posted_within", "checked_only"}
    for facet in FACETS:
        assert list(facets[facet.name]) == [term.slug for term in vocabulary.terms(facet.group)]
    for name, counts in facets.items():
        for slug, count in counts.items():
            alone = criteria.without(name).with_(name, slug)
            assert engine.search(alone, NOW).total == count, (name, slug)


def test_pay_at_least_compares_periods_but_never_currencies(hold: Hold) -> None:
    search = hold(
        {"pay_min": Decimal(18)},
        {"pay_min": Decimal("17.99")},
        {"pay_min": Decimal(37_440), "pay_period": "year"},
        {"pay_min": Decimal(37_439), "pay_period": "year"},
        {"pay_min": Decimal(50), "pay_currency": "GBP"},
        {"pay_min": None},
        {"pay_min": Decimal(10), "pay_max": Decimal(99)},
    )

    assert sorted(search(pay_min="18", pay_period="hour")) == [1, 3]
    assert search(pay_min="40", pay_currency="GBP") == [5]


def test_sorting_by_pay_puts_unstated_and_foreign_pay_last(hold: Hold) -> None:
    search = hold(
        {"pay_min": None},
        {"pay_min": Decimal(20)},
        {"pay_min": Decimal(90), "pay_currency": "GBP"},
        {"pay_min": Decimal(5_000), "pay_period": "month"},
    )

    assert search(sort="pay") == [4, 2, 3, 1]


def test_unstated_pay_never_ranks_over_stated_pay_at_equal_match(hold: Hold) -> None:
    checked = SimpleNamespace(name="Acme", verified=True)
    search = hold(
        {"pay_min": None, "published_at": NOW, "company": checked},
        {"published_at": NOW - 300 * DAY},
    )

    assert search() == search(words="agent") == [2, 1]


def test_equals_are_ordered_by_date_and_then_by_id(hold: Hold) -> None:
    search = hold({}, {"published_at": NOW - 2 * DAY}, {}, {"published_at": NOW})

    for sort in ("match", "newest", "pay"):
        assert search(sort=sort) == [4, 3, 1, 2]


def test_posted_within_and_checked_employers(hold: Hold) -> None:
    search = hold(
        {"published_at": NOW - 3 * DAY},
        {"published_at": NOW - 3 * DAY - timedelta(microseconds=1)},
        {"published_at": NOW, "company": SimpleNamespace(name="B", verified=True)},
    )

    assert search(posted_within="3") == [3, 1]
    assert search(checked_only="yes") == [3]


def test_a_place_finds_what_lies_there_and_what_may_be_done_from_there(hold: Hold) -> None:
    search = hold(
        {},
        {"arrangement": "hybrid", "town": "Dallas"},
        {"arrangement": "remote", "town": "Boston", "region": "US-MA", "remote_countries": ["US"]},
        {"arrangement": "remote", "remote_regions": ["US-NY"]},
        {"town": "Albany", "region": "US-NY", "postcode": "12207"},
    )

    assert sorted(search(place="Austin, TX")) == [1, 3]
    assert sorted(search(place="Texas")) == [1, 2, 3]
    assert sorted(search(place="12207")) == [3, 4, 5]


def test_everyday_words_find_the_same_jobs(hold: Hold) -> None:
    search = hold(
        {"title": "Contact centre advisor"},
        {"title": "Call center agent"},
        {"title": "Baker", "channels": ["live-chat"]},
        {"title": "Helpdesk analyst"},
        {"title": "Gardener", "arrangement": "remote", "remote_countries": ["US"]},
    )

    assert set(search(words="call center")) == set(search(words="contact centre")) == {1, 2}
    assert search(words="web chat") == [3]
    assert search(words="help desk") == [4]
    assert search(words="work from home") == [5]


def test_the_word_itself_comes_before_its_synonym(hold: Hold) -> None:
    search = hold({"title": "Call center agent"}, {"title": "Contact centre agent"})

    assert search(words="contact centre") == [2, 1]
    assert search(words="call center") == [1, 2]


def test_the_title_counts_more_than_the_text(hold: Hold) -> None:
    search = hold({"description": "Some billing too."}, {"title": "Billing agent"})

    assert search(words="billing") == [2, 1]


def test_half_of_the_words_must_match_and_more_is_better(hold: Hold) -> None:
    search = hold({"title": "Zebra walrus ocelot"}, {"title": "Zebra walrus"}, {"title": "Zebra"})

    assert search(words="zebra walrus ocelot") == [1, 2]
    assert search(words="walrus ocelot") == [1, 2]


def test_quotes_ask_for_a_row_in_one_field_and_minus_excludes(hold: Hold) -> None:
    search = hold(
        {"description": "The red zebra runs."},
        {"description": "The zebra is red."},
        {"title": "Red", "description": "Zebra keeper."},
        {"description": "A red, zebras."},
    )

    assert sorted(search(words='"red zebra"')) == [1, 4]
    assert sorted(search(words="zebra -runs")) == [2, 3, 4]
    assert sorted(search(words='zebra -"red zebra"')) == [2, 3]
    assert sorted(search(words="-zebra")) == []


def test_a_misspelt_search_finds_the_same_and_says_what_was_searched(
    engine: SearchEngine,
) -> None:
    engine.put([plain(1, title="Customer service agent"), plain(2, title="Baker")])

    found = engine.search(SearchCriteria(words="custmer servise"), NOW)

    assert found.ids == (1,)
    assert found.suggestion == "customer service"
    assert engine.search(SearchCriteria(words="customer service"), NOW).suggestion is None


def test_an_ordinary_word_is_searched_as_typed_and_another_asked_about(
    engine: SearchEngine,
) -> None:
    engine.put([plain(1, title="Apply here for billing")])

    alone = engine.search(SearchCriteria(words="apple"), NOW)
    assert (alone.total, alone.suggestion, alone.meant) == (0, None, "apply")
    beside = engine.search(SearchCriteria(words="apple billing"), NOW)
    assert (beside.ids, beside.meant, beside.missing) == ((1,), "apply billing", ("apple",))


@pytest.mark.parametrize(
    ("words", "ids", "missing"),
    [
        ("insurance claims", (1,), ("insurance claims",)),
        ("insurance claims xyzzy qwxyz", (1,), ("insurance claims", "xyzzy", "qwxyz")),
        ("urgently hiring", (2, 1), ("urgently hiring",)),
        ("$150 an hour", (2, 1), ("150 usd an hour",)),
        ("xyzzy", (), ("xyzzy",)),
        ('"insurance claims"', (), ("claims",)),
    ],
)
def test_what_no_listing_answers_whole_is_answered_in_part(
    engine: SearchEngine, words: str, ids: tuple[int, ...], missing: tuple[str, ...]
) -> None:
    engine.put([plain(1, title="Insurance desk"), plain(2, title="Zebra keeper")])

    found = engine.search(SearchCriteria(words=words), NOW)

    assert set(found.ids) == set(ids)
    assert found.missing == missing


def test_a_page_says_which_word_was_found_where(engine: SearchEngine) -> None:
    engine.put([plain(1, title="Zebra keeper", channels=["live-chat"], company=_company("Lynx"))])

    found = engine.search(SearchCriteria(words="zebras webchat lynx nothing"), NOW)

    assert found.matched[1] == (
        Match("zebras", "title"),
        Match("web chat", "facts", "Live chat"),
        Match("lynx", "company"),
    )


def test_a_page_past_the_end_is_page_one_and_sizes_are_bounded(engine: SearchEngine) -> None:
    engine.put([plain(number) for number in range(1, 8)])

    def shown(page: int, per_page: int) -> tuple[int, int, int]:
        found = engine.search(SearchCriteria(), NOW, page, per_page)
        return found.page, found.pages, len(found.ids)

    assert shown(3, 3) == (3, 3, 1)
    assert shown(4, 3) == shown(0, 3) == shown(-(10**30), 3) == shown(10**30, 3) == (1, 3, 3)
    assert shown(1, 0) == (1, 7, 1)
    assert engine.search(SearchCriteria(), NOW, 1, 10**9).per_page == LARGEST_PAGE


def test_putting_again_replaces_and_removing_forgets(engine: SearchEngine) -> None:
    engine.put([plain(1, title="Zebra"), plain(2), plain(3)])
    engine.put([plain(1, title="Walrus")])
    engine.put([plain(1, title="Walrus")])
    engine.remove([2, 77])
    engine.remove([2])

    assert engine.search(SearchCriteria(words="zebra"), NOW).total == 0
    assert engine.search(SearchCriteria(words="walrus"), NOW).ids == (1,)
    assert engine.stamp() == {d.id: d.version for d in (plain(1, title="Walrus"), plain(3))}


def test_rebuilding_forgets_what_was_and_tells_how_far_it_is(engine: SearchEngine) -> None:
    engine.put([plain(1)])
    told: list[int] = []

    assert engine.rebuild((plain(number) for number in (5, 6)), told.append) == 2
    assert told == [1, 2]
    assert sorted(engine.stamp()) == [5, 6]
    assert engine.state().documents == 2
    assert not engine.state().outdated


def _company(name: str) -> SimpleNamespace:
    return SimpleNamespace(name=name, verified=False)


def test_words_filter_as_if_they_had_been_ticked_and_the_page_says_what_was_read(
    engine: SearchEngine,
) -> None:
    engine.put(
        [
            plain(1, title="Zebra keeper", arrangement="remote"),
            plain(2, title="Zebra keeper"),
            plain(3, title="Zebra keeper", arrangement="remote", remote_regions=["US-OH"]),
        ]
    )

    found = engine.search(SearchCriteria(words="remote zebra texas"), NOW)

    assert found.ids == (1,)
    assert {intent.field for intent in found.reading.intents} == {"arrangement", "place"}
    assert found.relaxed == ()
    assert found.facets["arrangement"]["on-site"] == 1


def test_filters_of_the_words_are_let_go_rather_than_answer_nothing(engine: SearchEngine) -> None:
    engine.put(
        [
            plain(1, title="Zebra keeper", town="Columbus", region="US-OH", postcode=""),
            plain(2, title="Zebra keeper", hours="part-time"),
            plain(3, title="Lion keeper", arrangement="remote", hours="part-time"),
        ]
    )

    found = engine.search(SearchCriteria(words="zebra texas remote part time"), NOW)

    assert found.ids == (2,)
    assert [intent.field for intent in found.relaxed] == ["arrangement"]
    assert engine.search(SearchCriteria(words="zebra texas"), NOW).relaxed == ()
    assert engine.search(SearchCriteria(words="gnu texas"), NOW).relaxed == ()


def test_filters_that_were_ticked_are_never_let_go(engine: SearchEngine) -> None:
    engine.put([plain(1, title="Zebra keeper")])

    ticked = SearchCriteria(words="zebra", arrangement=("remote",))
    assert engine.search(ticked, NOW).total == 0
    both = engine.search(SearchCriteria(words="zebra part time", arrangement=("remote",)), NOW)
    assert (both.total, both.relaxed) == (0, ())


def test_one_name_of_a_thing_finds_what_another_finds(hold: Hold) -> None:
    ids = hold(
        {"title": "Call centre agent"},
        {"title": "Contact center representative"},
        {"title": "Service desk analyst"},
        {"title": "Help desk technician"},
        {"title": "Desk of a center for calls"},
    )

    centers = (ids(words=words) for words in ("call center", "callcentre", "contact centers"))
    assert [set(found) for found in centers] == [{1, 2}] * 3
    desks = (ids(words=words) for words in ("help desk", "helpdesk", "servicedesk"))
    assert [set(found) for found in desks] == [{3, 4}] * 3


def test_stated_pay_comes_before_unstated_at_an_equal_match(hold: Hold) -> None:
    ids = hold(
        {"title": "Zebra keeper", "pay_min": None, "pay_period": ""},
        {"title": "Zebra keeper", "published_at": NOW - 60 * DAY, "opens_at": NOW - 60 * DAY},
    )

    assert ids(words="zebra") == [2, 1]


@pytest.mark.parametrize(
    ("words", "matched"),
    [
        # One word of the phrase alone stands there.
        ("processing orders", Match("orders", "body")),
        ("zebra or lynx", Match("lynx", "title")),
        ("call centre", Match("call centre", "body", "Contact center")),
        ("$20 an hour", Match("20 usd an hour", "facts", "pay of about $20.00 an hour or more")),
    ],
)
def test_a_page_claims_no_words_that_a_listing_lacks(
    engine: SearchEngine, words: str, matched: Match
) -> None:
    text = "Orders are a matter for our contact center."
    pay = {"pay_min": Decimal(25), "pay_period": "hour", "pay_currency": "USD"}
    engine.put([plain(1, title="Lynx desk", description=text, **pay)])

    assert engine.search(SearchCriteria(words=words), NOW).matched[1] == (matched,)


def test_counting_alone_says_as_many_as_a_page_does(engine: SearchEngine) -> None:
    engine.put(documents(40))
    for asked in (SearchCriteria(), SearchCriteria(words="support", arrangement=("remote",))):
        counted = engine.search(asked, NOW, per_page=COUNT_ONLY)
        assert counted.total == engine.search(asked, NOW).total > 0
        assert not counted.ids
