"""What the words of a search are understood to ask for, and how that is taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.query import HARD, Intent, Reading, understand

WORDS = (
    "remote", "work", "from", "home", "wfh", "part-time", "call", "centre", "csr", "texas",
    "in", "austin", "tx", "nights", "-remote", '"call center"', "hospital", "manager", "no",
    "zebra", "near", "78701", "contract", "spanish", "chat", "or", "not", "full/part", "time",
    "ohio", "and",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))


def read(words: str, **args: object) -> Reading:
    return understand(SearchCriteria.from_args({"words": words, **args}))


def asked(reading: Reading) -> set[str]:
    return {intent.reading for intent in reading.intents}


def hard(reading: Reading) -> set[str]:
    return {intent.reading for intent in reading.intents if intent.hard}


def test_free_text_becomes_filters_wishes_and_words() -> None:
    found = read("remote chat support part time healthcare texas zebra")

    assert hard(found) == {"arrangement/remote", "hours/part-time", "place/Texas"}
    assert asked(found) - hard(found) == {"channel/live-chat", "industry/healthcare"}
    assert found.criteria.arrangement == ("remote",)
    assert found.criteria.hours == ("part-time",)
    assert found.criteria.place == "Texas"
    assert found.criteria.channel == ()
    assert [part.phrase for part in found.parts if not part.filters][-1] == "zebra"
    assert {intent.label for intent in found.intents} >= {"Remote", "Live chat", "Part time"}


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("work from home", "arrangement/remote"),
        ("home based", "arrangement/remote"),
        ("telecommute", "arrangement/remote"),
        ("parttime", "hours/part-time"),
        ("seasonal", "contract/temporary-or-seasonal"),
        ("1099", "employment_status/independent-contractor"),
        ("receptionist in ohio", "place/Ohio"),
    ],
)
def test_facts_people_do_not_bargain_about_filter(words: str, reading: str) -> None:
    assert reading in hard(read(words))


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("call center", "role_family/contact-centre"),
        ("helpdesk", "role_family/help-desk"),
        ("hospital", "industry/healthcare"),
        ("nights", "shift_band/overnight"),
        ("supervisor", "level/team-lead"),
        ("customer service manager", "job-title/service-manager"),
        ("spanish", "language/es"),
        ("zendesk", "tool/zendesk"),
        ("no experience", "ask/entry-level"),
        ("contract", "contract/fixed-term"),
        ("virtual", "arrangement/remote"),
    ],
)
def test_the_rest_only_lifts(words: str, reading: str) -> None:
    found = read(words)

    assert reading in asked(found)
    assert hard(found) == set()
    assert found.criteria == found.typed


def test_what_is_understood_can_be_taken_back_one_by_one() -> None:
    found = read("remote customer support texas")
    remote = next(intent for intent in found.intents if intent.field == "arrangement")

    less = understand(found.without(remote))

    assert hard(less) == {"place/Texas"}
    assert less.criteria.words.split()[0] == "remote"
    assert less.typed.plain == ("arrangement/remote",)


def test_taking_back_what_the_words_do_not_say_is_forgotten() -> None:
    found = read("zebra", plain=["arrangement/remote"])

    assert found.typed.plain == ()


def test_a_place_that_was_given_stays_the_place() -> None:
    found = read("receptionist texas", place="Ohio")

    assert found.criteria.place == "Ohio"
    assert "place/Texas" not in asked(found)


def test_chosen_and_understood_values_of_a_filter_stand_side_by_side() -> None:
    found = read("remote", arrangement=["hybrid"])

    assert found.criteria.arrangement == ("hybrid", "remote")
    assert found.typed.arrangement == ("hybrid",)


@pytest.mark.parametrize("words", ['"work from home"', "-remote", "no phone calls", "no nights"])
def test_quoted_excluded_and_negated_words_ask_for_nothing(words: str) -> None:
    assert read(words).intents == ()


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("no phone calls", ["no phone calls"]),
        ("call center no sales no cold calls", ["no sales", "no cold calls"]),
        ("chat no nights or weekends", ["no nights or weekends"]),
        ("part-time not full-time", ["not full time"]),
        ("cashier without a degree", ["without a degree"]),
        ("agent no uber", ["no uber"]),
        ("no experience", []),
        ("no experience needed", []),
        ("non profit", []),
        ("not only remote", []),
        ("remote no", []),
    ],
)
def test_a_refused_phrase_is_no_wish(words: str, refused: list[str]) -> None:
    assert [part.phrase for part in read(words).parts if part.refused] == refused


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("not remote", ("on-site", "hybrid")),
        ("cashier no remote work", ("on-site", "hybrid")),
        ("not remote or hybrid", ("on-site",)),
        ("hybrid not remote", ("hybrid",)),
    ],
)
def test_who_refuses_an_arrangement_wants_the_others(words: str, kept: tuple[str, ...]) -> None:
    assert read(words).criteria.arrangement == kept


def test_what_is_wanted_instead_can_be_taken_back() -> None:
    found = read("not remote")
    for intent in found.intents:
        found = understand(found.without(intent))

    assert found.intents == ()
    assert found.criteria.arrangement == ()
    assert [part.refused for part in found.parts] == [True]


@pytest.mark.parametrize(
    ("words", "filters"),
    [
        ("texas or ohio", {"place": "Texas or Ohio"}),
        ("csr dallas/austin", {"place": "Dallas, Texas or Austin, Texas"}),
        (
            "csr minneapolis/st paul",
            {"place": "Minneapolis, Minnesota or Saint Paul, Minnesota"},
        ),
        ("full or part time", {"hours": ("full-time", "part-time")}),
        ("full/part time", {"hours": ("full-time", "part-time")}),
        ("remote or hybrid", {"arrangement": ("hybrid", "remote")}),
        ("austin or remote", {"place": "Austin, Texas", "arrangement": ()}),
        ("remote or part time", {"arrangement": (), "hours": ()}),
    ],
)
def test_either_side_of_or_will_do(words: str, filters: dict[str, object]) -> None:
    found = read(words).criteria

    assert {name: getattr(found, name) for name in filters} == filters


def test_a_second_place_may_be_missing() -> None:
    found = read("georgia dallas tx")

    assert found.criteria.place == "Dallas, Texas"
    assert next((part.phrase, part.aside) for part in found.parts) == ("georgia", True)


def test_an_intent_that_is_let_go_is_no_filter() -> None:
    criteria = SearchCriteria(words="remote texas")
    found = understand(criteria, frozenset({"place"}))

    assert found.criteria.place == ""
    assert found.criteria.arrangement == ("remote",)
    assert Intent("place", "Texas", "texas", "Texas", hard=False) in found.intents


@given(TEXTS, TEXTS)
def test_any_text_has_a_reading_and_all_of_it_can_be_taken_back(words: str, place: str) -> None:
    found = read(words, place=place)
    plain = understand(found.typed)
    for _ in range(40):
        if not plain.intents:
            break
        plain = understand(plain.without(plain.intents[0]))

    assert plain.intents == ()
    assert plain.criteria == plain.typed
    assert set(found.hard_fields) <= set(HARD)
    assert SearchCriteria.from_args(found.criteria.to_args()) == found.criteria


def test_readings_that_no_words_can_give_are_dropped_before_anything_is_kept() -> None:
    given = ["field/value", f"place/{'x' * 90}", "arrangement/nowhere", "arrangement/remote"]
    found = read("remote", plain=given)

    assert found.typed.plain == ("arrangement/remote",)
    assert understand(SearchCriteria(words="remote", plain=tuple(given))) is found
