"""Criteria: what an address means, the address of criteria, and how both read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from jobboard.domain import vocabulary
from jobboard.domain.criteria import (
    FACETS,
    LONGEST_PLACE,
    LONGEST_WORDS,
    SORTS,
    Chip,
    SearchCriteria,
    where_words,
    wider,
)

FIELDS = [
    *(facet.name for facet in FACETS),
    "words", "plain", "understood", "place", "pay_min", "pay_period", "pay_currency",
    "posted_within", "checked_only", "sort", "page", "unknown",
]  # fmt: skip
SLUGS = [term.slug for facet in FACETS for term in vocabulary.terms(facet.group)]
VALUES = st.one_of(
    st.text(max_size=300),
    st.sampled_from([*SLUGS, *SORTS, "18", "$18,000.50", "USD", "gbp", "7", "yes", "hour", "year"]),
)
PAIRS = st.lists(st.tuples(st.sampled_from(FIELDS), VALUES), max_size=12)

FULL = SearchCriteria.from_args(
    [
        ("words", "live  chat"),
        ("place", "Austin, TX"),
        ("arrangement", "remote"),
        ("arrangement", "hybrid"),
        ("channel", "live-chat"),
        ("industry", "healthcare"),
        ("pay_min", "18"),
        ("posted_within", "7"),
        ("checked_only", "on"),
        ("sort", "newest"),
    ]
)


@given(PAIRS)
def test_no_address_fails_and_every_search_survives_its_address(
    pairs: list[tuple[str, str]],
) -> None:
    criteria = SearchCriteria.from_args(pairs)

    assert SearchCriteria.from_args(criteria.to_args()) == criteria
    assert SearchCriteria.from_args(MultiDict(criteria.to_args())) == criteria
    assert len(criteria.words) <= LONGEST_WORDS
    assert len(criteria.place) <= LONGEST_PLACE
    assert criteria.describe()


@given(PAIRS)
def test_equal_searches_have_one_address(pairs: list[tuple[str, str]]) -> None:
    criteria = SearchCriteria.from_args(pairs)
    firsts = dict(reversed(pairs))
    facets = {facet.name for facet in FACETS}
    shuffled = [pair for pair in reversed(pairs) if pair[0] in facets]
    shuffled += [(field, value) for field, value in firsts.items() if field not in facets]

    assert SearchCriteria.from_args(shuffled).to_args() == criteria.to_args()


def test_an_empty_address_asks_for_everything() -> None:
    criteria = SearchCriteria.from_args({})

    assert criteria == SearchCriteria()
    assert criteria.is_empty
    assert (criteria.to_args(), criteria.chips()) == ([], [])
    assert criteria.describe() == "Jobs"


@pytest.mark.parametrize(
    ("args", "field", "expected"),
    [
        ({"arrangement": ["remote", "mars", "on-site"]}, "arrangement", ("on-site", "remote")),
        ({"arrangement": "remote"}, "arrangement", ("remote",)),
        ({"arrangement": "REMOTE"}, "arrangement", ()),
        ({"industry": ["x" * 100_000]}, "industry", ()),
        ({"words": " a\x00b\u202ec\n d "}, "words", "a b c d"),
        ({"words": "e\u0301"}, "words", "é"),
        ({"words": "x" * 100_000}, "words", "x" * LONGEST_WORDS),
        ({"words": ["first", "second"]}, "words", "first"),
        ({"words": 7}, "words", "7"),
        ({"pay_min": "$18,000.5"}, "pay_min", Decimal("18000.50")),
        ({"pay_min": "-1"}, "pay_min", None),
        ({"pay_min": "0"}, "pay_min", None),
        ({"pay_min": "1e5"}, "pay_min", None),
        ({"pay_min": "NaN"}, "pay_min", None),
        ({"pay_min": "٣٤"}, "pay_min", None),
        ({"pay_min": "9" * 9}, "pay_min", None),
        ({"pay_min": "99999999"}, "pay_min", None),
        ({"pay_min": "18", "pay_period": "fortnight"}, "pay_period", "hour"),
        ({"pay_min": "18", "pay_period": "year"}, "pay_period", "year"),
        ({"pay_period": "year"}, "pay_period", "hour"),
        ({"pay_min": "18", "pay_currency": "gbp"}, "pay_currency", "GBP"),
        ({"pay_min": "18", "pay_currency": "$$$"}, "pay_currency", "USD"),
        ({"posted_within": "7"}, "posted_within", 7),
        ({"posted_within": "8"}, "posted_within", None),
        ({"checked_only": "no"}, "checked_only", False),
        ({"checked_only": "yes"}, "checked_only", True),
        ({"sort": "random()"}, "sort", "match"),
        ({"sort": "pay"}, "sort", "pay"),
    ],
)  # fmt: skip
def test_only_what_is_allowed_gets_in(args: dict[str, Any], field: str, expected: object) -> None:
    assert getattr(SearchCriteria.from_args(args), field) == expected


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.name)
def test_a_retired_slug_means_its_heir(facet: Any) -> None:
    for term in vocabulary.terms(facet.group):
        for retired in term.was:
            criteria = SearchCriteria.from_args({facet.name: retired})
            assert getattr(criteria, facet.name) == (term.slug,)


def test_an_address_in_full() -> None:
    assert FULL.to_args() == [
        ("words", "live chat"),
        ("place", "Austin, TX"),
        ("arrangement", "hybrid"),
        ("arrangement", "remote"),
        ("channel", "live-chat"),
        ("industry", "healthcare"),
        ("pay_min", "18.00"),
        ("posted_within", "7"),
        ("checked_only", "yes"),
        ("sort", "newest"),
    ]


def test_a_search_in_words() -> None:
    remote = SearchCriteria.from_args(
        {
            "arrangement": ["remote", "hybrid"],
            "channel": "live-chat",
            "industry": "healthcare",
            "pay_min": "18",
        }
    )

    assert remote.describe() == (
        "Hybrid or remote jobs on live chat in healthcare, at least $18.00 an hour"
    )
    quoted = SearchCriteria(words='"live chat" support')
    assert quoted.describe() == "Jobs with the words “‘live chat’ support”"
    assert FULL.describe() == (
        "Hybrid or remote jobs on live chat in healthcare within 25 miles of Austin, Texas "
        "with the words"
        " “live chat”, at least $18.00 an hour, posted in the last 7 days,"
        " checked employers only"
    )


def test_every_filter_is_a_chip_and_goes_with_it() -> None:
    chips = FULL.chips()

    assert [chip.label for chip in chips] == [
        "Within 25 miles of Austin, Texas",
        "Hybrid",
        "Remote",
        "Live chat",
        "Healthcare",
        "At least $18.00 an hour",
        "Last 7 days",
        "Checked employers only",
    ]
    for chip in chips:
        rest = FULL.without(chip.field, chip.value)
        assert rest.chips() == [other for other in chips if other != chip]
        assert rest.with_(chip.field, chip.value) == FULL


def test_without_takes_one_value_or_all_of_a_field() -> None:
    assert FULL.without("arrangement", "remote").arrangement == ("hybrid",)
    assert FULL.without("arrangement").arrangement == ()
    assert FULL.without("words").words == ""
    assert FULL.without("pay_min") == SearchCriteria.from_args(
        [pair for pair in FULL.to_args() if pair[0] != "pay_min"]
    )
    assert FULL.without("no_such_field") == FULL


def test_with_adds_to_a_facet_and_replaces_what_is_single() -> None:
    assert FULL.with_("industry", "retail").industry == ("retail", "healthcare")
    assert FULL.with_("industry", "no-such").industry == ("healthcare",)
    assert FULL.with_("posted_within", "1").posted_within == 1
    assert FULL.with_("sort", "pay").sort == "pay"


def test_clearing_all_filters_keeps_words_place_and_order() -> None:
    assert FULL.cleared().to_args() == [
        ("words", "live chat"),
        ("place", "Austin, TX"),
        ("sort", "newest"),
    ]


def test_words_alone_are_no_filter_but_not_nothing() -> None:
    criteria = SearchCriteria(words="chat")

    assert criteria.chips() == []
    assert not criteria.is_empty
    label = "Within 25 miles of Austin, Texas"
    assert SearchCriteria(place="Austin").chips() == [Chip("place", "Austin", label)]


@pytest.mark.parametrize(
    ("args", "words", "kept"),
    [
        ({"place": "NYC"}, "within 25 miles of New York, New York", []),
        ({"place": "NYC", "within": "25"}, "within 25 miles of New York, New York", []),
        ({"place": "10001", "within": "50"}, "within 50 miles of 10001 (New York, New York)",
         [("within", "50")]),
        ({"place": "Toronto", "unit": "km"}, "within 25 kilometers of Toronto, Ontario, Canada",
         [("unit", "km")]),
        ({"place": "springfield", "within": "5"}, "within 5 miles of springfield",
         [("within", "5")]),
        ({"place": "New York"}, "in New York", []),
        ({"place": "New York", "within": "25"}, "within 25 miles of New York, New York",
         [("within", "25")]),
        ({"place": "Texas", "within": "50", "unit": "km"}, "in Texas", []),
        ({"place": "Xyzzyville", "within": "50"}, "in Xyzzyville", []),
        ({"place": "Austin", "within": "26"}, "within 25 miles of Austin, Texas", []),
        ({"within": "50", "unit": "km"}, "", []),
        ({"place": "near austin"}, "within 25 miles of Austin, Texas", []),
        ({"place": "within 8 miles of Austin"}, "within 10 miles of Austin, Texas", []),
        ({"place": "within 8 miles of Austin", "within": "25"},
         "within 25 miles of Austin, Texas", [("within", "25")]),
        ({"place": "within 900 km of Texas"}, "in Texas", []),
    ],
)  # fmt: skip
def test_a_radius_is_kept_where_it_says_something(
    args: dict[str, str], words: str, kept: list[tuple[str, str]]
) -> None:
    criteria = SearchCriteria.from_args(args)

    assert where_words(criteria) == words
    assert [pair for pair in criteria.to_args() if pair[0] != "place"] == kept
    assert SearchCriteria.from_args(criteria.to_args()) == criteria


def test_the_radius_goes_with_the_place_and_waits_for_one_among_the_words() -> None:
    near = SearchCriteria.from_args({"place": "Austin", "within": "50", "unit": "km"})

    assert near.without("place").is_empty
    assert near.without("place") == SearchCriteria()
    assert SearchCriteria.from_args({"words": "chat austin", "within": "50"}).within == 50


def test_wider_radii_are_offered_up_to_the_widest() -> None:
    assert [c.within for c in wider(SearchCriteria(place="Austin"))] == [50, 100]
    assert [c.within for c in wider(SearchCriteria(place="Austin", within=5))] == [10, 25, 50, 100]
    assert wider(SearchCriteria(place="Texas")) == wider(SearchCriteria()) == []


def test_what_a_page_had_understood_is_no_filter_of_its_own() -> None:
    kept = SearchCriteria.from_args(
        {
            "words": "remote jobs in texas",
            "understood": ["arrangement/remote", "place/Texas"],
            "arrangement": ["remote", "hybrid"],
            "place": "Texas",
        }
    )

    assert kept == SearchCriteria(words="remote jobs in texas", arrangement=("hybrid",))


def test_what_was_understood_and_is_no_longer_ticked_goes_back_to_the_words() -> None:
    kept = SearchCriteria.from_args(
        {"words": "remote jobs in texas", "understood": ["arrangement/remote", "place/Texas"]}
    )

    assert kept.plain == ("arrangement/remote", "place/Texas")
    assert ("plain", "arrangement/remote") in kept.to_args()
    assert kept.cleared() == kept


def test_readings_from_outside_are_bounded() -> None:
    odd = ["x" * 500 + "/y", "nothing", *(f"a/{number}" for number in range(100))]
    kept = SearchCriteria.from_args({"words": "remote", "plain": odd})

    assert kept.plain == tuple(f"a/{number}" for number in range(16))
    assert SearchCriteria.from_args({"plain": "arrangement/remote"}).plain == ()


@pytest.mark.parametrize(
    ("typed", "place", "arrangement"),
    [
        ("remote", "", ("remote",)),
        ("Anywhere", "", ("remote",)),
        ("work from home", "", ("remote",)),
        ("Remote, Texas", "Texas", ("remote",)),
        ("hybrid", "", ("hybrid",)),
        ("Austin, TX", "Austin, TX", ()),
        ("Nowhereville", "Nowhereville", ()),
    ],
)
def test_an_arrangement_typed_as_a_place_is_the_filter(
    typed: str, place: str, arrangement: tuple[str, ...]
) -> None:
    found = SearchCriteria.from_args({"place": typed})

    assert (found.place, found.arrangement) == (place, arrangement)
    assert SearchCriteria.from_args(found.to_args()) == found
