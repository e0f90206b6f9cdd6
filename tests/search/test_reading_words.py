"""How words are read: families, phrases of the trade, slips, and a search as a plan."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache

import pytest

from jobboard.search import concepts, spelling
from jobboard.search.query import MOST_TERMS, Plan, plan_of
from jobboard.search.stemming import stem


class Known:
    """A lexicon of a few words."""

    def __init__(self, listings: Mapping[str, int]) -> None:
        self.listings = listings

    def frequency(self, token: str) -> int:
        return sum(count for word, count in self.listings.items() if stem(word) == token)

    def nearest(self, word: str) -> str | None:
        return spelling.nearest(word, self.listings, self.listings.__getitem__, documents=9)


LEXICON = Known({"customer": 9, "service": 8, "servile": 1, "zendesk": 3, "remote": 4, "red": 2})


def plan(text: str) -> Plan:
    return plan_of(text, LEXICON)


def tokens(found: Plan) -> list[str]:
    return [clause.alternatives[0].token for clause in found.clauses]


@pytest.mark.parametrize(
    "family",
    [
        "call calls called calling",
        "service services servicing",
        "center centers centre centres",
        "chat chats chatting chatted",
        "bill bills billing billed",
        "agency agencies",
        "organize organizing organise organised",
        "ship shipping shipped",
        "manage managing managed manages",
    ],
)
def test_a_family_of_words_is_one_token(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    ["customer custom", "evening even", "caring car", "status statu", "bring br", "need ne",
     "manager manage", "class clas", "five9 five", "hiring hire's"],
)  # fmt: skip
def test_strangers_stay_apart(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("call center", "role-family/contact-centre"),
        ("Contact Centres", "role-family/contact-centre"),
        ("CSR", "role-family/customer-service"),
        ("help-desk", "role-family/help-desk"),
        ("helpdesk", "role-family/help-desk"),
        ("work from home", "arrangement/remote"),
        ("WFH", "arrangement/remote"),
        ("web chats", "channel/live-chat"),
        ("part-time", "hours/part-time"),
        ("nights", "shift-band/overnight"),
    ],
)
def test_words_of_the_trade_are_understood(text: str, concept: str) -> None:
    found = concepts.asked().longest(concepts.keys_of(concepts.words_of(text)))

    assert concept in {name for phrase in found for name in phrase.concepts}


def test_text_implies_more_than_a_search_asks() -> None:
    keys = concepts.keys_of(concepts.words_of("You take inbound calls and are a good listener."))
    implied = {name for phrase in concepts.implied().every(keys) for name in phrase.concepts}
    asked = {name for phrase in concepts.asked().every(keys) for name in phrase.concepts}

    assert "channel/phone" in implied
    assert "skill/active-listening" in implied
    assert "skill/active-listening" not in asked


def test_the_longest_phrase_wins_without_overlaps() -> None:
    book = concepts.Phrasebook({("a", "b"): ("ab",), ("b",): ("b",), ("b", "c", "d"): ("bcd",)})

    assert [found.concepts for found in book.longest(["a", "b", "c", "d", "b"])] == [
        ("ab",),
        ("b",),
    ]
    assert [found.concepts for found in book.every(["a", "b", "c", "d"])] == [
        ("ab",),
        ("bcd",),
        ("b",),
    ]


def test_slips_are_counted_as_the_definition_says() -> None:
    @cache
    def slow(one: str, other: str) -> int:
        """Optimal string alignment, straight from its recurrence."""
        if not one or not other:
            return len(one) + len(other)
        best = min(
            slow(one[:-1], other) + 1,
            slow(one, other[:-1]) + 1,
            slow(one[:-1], other[:-1]) + (one[-1] != other[-1]),
        )
        if one[-2:] == other[-2:][::-1] and len(one) > 1 and len(other) > 1:
            best = min(best, slow(one[:-2], other[:-2]) + 1)
        return best

    chance = random.Random(3)
    for _ in range(1500):
        one, other = ("".join(chance.choices("abc", k=chance.randrange(8))) for _ in "12")
        for limit in (0, 1, 2):
            assert spelling.slips_between(one, other, limit) == min(slow(one, other), limit + 1)


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("custmer", {"customer": 1}, "customer"),
        ("cutsomer", {"customer": 1}, "customer"),
        ("servise", {"service": 2, "serving": 9}, "service"),
        ("seves", {"seven": 1, "sever": 2, "savers": 9}, "sever"),
        ("abcde", {"abcdf": 1, "abcdg": 1}, "abcdf"),
        ("red", {"bed": 5}, None),
        ("five9", {"fives": 5}, None),
        ("zebra", {"customer": 5}, None),
    ],
)
def test_the_nearest_word(word: str, known: dict[str, int], expected: str | None) -> None:
    assert spelling.nearest(word, known, known.__getitem__, documents=9) == expected


def test_rare_words_are_not_suggested_on_a_large_board() -> None:
    assert [spelling.least_listings(count) for count in (0, 1, 1000, 1001, 100_000)] == [
        1,
        1,
        1,
        2,
        100,
    ]


def test_a_plan_of_words_phrases_and_exclusions() -> None:
    found = plan('remote -zendesk "red customers" -"bad service" -help-desk service')

    assert tokens(found) == ["remot", "red", "customer", "servic"]
    assert found.phrases == (("red", "customer"),)
    assert found.excluded == (("zendesk",), ("bad", "servic"), ("help", "desk"))
    assert found.suggestion is None


def test_a_word_may_be_answered_by_the_term_it_is_part_of() -> None:
    first, second = plan("customer service").clauses

    assert [a.token for a in first.alternatives] == ["customer", "role-family/customer-service"]
    assert [a.as_term for a in second.alternatives] == ["", "Customer service"]
    assert first.alternatives[0].weight > first.alternatives[1].weight


def test_unknown_words_are_mended_and_the_rest_is_left() -> None:
    found = plan('custmer servise -zendesc "zendesc" csr xyzzyx')

    assert tokens(found)[:2] == ["customer", "servic"]
    assert found.suggestion == 'customer service -zendesc "zendesc" csr xyzzyx'
    assert {a.token for a in found.clauses[0].alternatives} == {
        "customer",
        "role-family/customer-service",
    }


def test_a_word_twice_counts_once_and_half_must_match() -> None:
    assert len(plan("remote remotes remote").clauses) == 1
    assert [plan(" ".join(["red", "remote", "service"][:n])).needed for n in (1, 2, 3)] == [1, 1, 2]


def test_a_plan_has_an_end() -> None:
    words = [f"w{number}" for number in range(50)]

    assert len(plan(" ".join(words)).clauses) == MOST_TERMS
    assert sum(map(len, plan(" ".join(f"-{word}" for word in words)).excluded)) == MOST_TERMS
    assert plan('""  - "-" ! "').clauses == ()
