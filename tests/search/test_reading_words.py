"""How words are read: families, phrases of the trade, slips, and a search as a plan."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache

import pytest

from jobboard.domain import phrases
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.phrases import Phrasebook, Sense
from jobboard.domain.slips import slips_between
from jobboard.domain.word_forms import stem
from jobboard.search import spelling
from jobboard.search.clauses import MOST_TERMS
from jobboard.search.plans import Plan
from jobboard.search.query import plan_of


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
    return plan_of(SearchCriteria(words=text), LEXICON)


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


def meanings(book: Phrasebook, text: str) -> set[str]:
    """What a book finds in a text, as "group/slug"."""
    found = book.every(phrases.words_of(text))
    return {f"{sense.group}/{sense.slug}" for phrase in found for sense in phrase.senses}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("call center", "role-family/contact-centre"),
        ("Contact Centres", "role-family/contact-centre"),
        ("callcentre", "role-family/contact-centre"),
        ("CSR", "role-family/customer-service"),
        ("C.S.R.", "job-title/customer-service-representative"),
        ("customer care rep", "job-title/customer-service-representative"),
        ("help-desk", "role-family/help-desk"),
        ("helpdesk", "role-family/help-desk"),
        ("servicedesk", "role-family/help-desk"),
        ("work from home", "arrangement/remote"),
        ("WFH", "arrangement/remote"),
        ("web chats", "channel/live-chat"),
        ("part-time", "hours/part-time"),
        ("nights", "shift-band/overnight"),
        ("e-mails", "channel/email"),
        ("no experience needed", "ask/entry-level"),
        ("processing orders", "duty/process-orders"),
        ("bank tellers", "job-title/bank-teller"),
    ],
)
def test_words_of_the_trade_are_understood(text: str, term: str) -> None:
    assert term in meanings(phrases.asked(), text)


def test_text_implies_more_than_a_search_asks() -> None:
    text = "You are courteous."

    assert "skill/professionalism" in meanings(phrases.implied(), text)
    assert "skill/professionalism" not in meanings(phrases.asked(), text)


def test_the_longest_phrase_wins_without_overlaps() -> None:
    one, two, three = (Sense("skill", slug) for slug in ("one", "two", "three"))
    book = Phrasebook({("a", "b"): (one,), ("b",): (two,), ("b", "c", "d"): (three,)})
    words = ["a", "b", "c", "d", "b"]

    assert [found.senses for found in book.longest(words)] == [(one,), (two,)]
    assert [found.senses for found in book.every(words)] == [(one,), (three,), (two,), (two,)]


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
            assert slips_between(one, other, limit) == min(slow(one, other), limit + 1)


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
    found = plan('zebra -zendesk "red customers" -"bad service" -help-desk service')

    assert tokens(found) == ["zebra", "red", "customer", "servic"]
    assert found.phrases == (("red", "customer"),)
    assert ("zendesk",) in found.excluded
    assert ("bad", "servic") in found.excluded
    assert ("help", "desk") in found.excluded
    assert found.suggestion is None


def test_a_phrase_is_one_clause_and_answered_by_the_terms_it_stands_for() -> None:
    (clause,) = plan("call centre").clauses

    assert clause.word == "call centre"
    assert clause.alternatives[0].token == "callcenter"
    assert clause.alternatives[1].token == "role-family/contact-centre"
    assert [a.as_term for a in clause.alternatives][:2] == ["", "Contact center"]
    assert clause.alternatives[0].weight > clause.alternatives[1].weight


def test_words_that_ask_for_nothing_are_left_out() -> None:
    assert plan("jobs").clauses == ()
    assert plan("work from home jobs").clauses == ()
    assert [clause.word for clause in plan("zebra jobs to do from the zoo").clauses] == [
        "zebra",
        "zoo",
    ]


def test_unknown_words_are_mended_and_the_rest_is_left() -> None:
    found = plan('custmer servise -zendesc "zendesc" csr xyzzyx')

    assert tokens(found)[0] == "customerservic"
    assert found.suggestion == 'customer service -zendesc "zendesc" csr xyzzyx'


def test_places_and_fillers_are_not_mended() -> None:
    found = plan("servise jobs in texas")

    assert found.suggestion == "service jobs in texas"
    assert found.reading.criteria.place == "Texas"


def test_a_word_twice_counts_once_and_half_must_match() -> None:
    assert len(plan("zebra zebras zebra").clauses) == 1
    assert [plan(" ".join(["red", "zebra", "zoo"][:n])).needed for n in (1, 2, 3)] == [1, 1, 2]


def test_a_plan_has_an_end() -> None:
    words = [f"w{number}" for number in range(50)]

    assert len(plan(" ".join(words)).clauses) == MOST_TERMS
    assert sum(map(len, plan(" ".join(f"-{word}" for word in words)).excluded)) == MOST_TERMS
    assert plan('""  - "-" ! "').clauses == ()


def test_the_word_that_names_the_work_tells_more_than_a_rare_one() -> None:
    lexicon = Known({"order": 9, "entry": 6, "complaint": 5, "handling": 4})
    for text, word in (("order entry", "order"), ("handling complaints", "complaint")):
        [clause] = plan_of(SearchCriteria(words=text), lexicon).clauses
        assert word in [found.token for found in clause.alternatives]


def test_and_shares_an_ending_and_keeps_two_wishes() -> None:
    found = plan("inbound and outbound calls")
    assert [clause.word for clause in found.clauses] == ["inbound calls", "outbound calls"]


def test_plain_words_next_to_each_other_are_looked_for_in_a_row() -> None:
    assert [row.tokens for row in plan("zendesk red").rows] == []
    assert [row.tokens for row in plan("red lantern chat").rows] == [("red", "lantern")]


def test_a_role_without_a_rung_puts_those_who_lead_later() -> None:
    assert any(lift.weight < 0 for lift in plan("customer service").lifts)
    assert not any(lift.weight < 0 for lift in plan("customer service manager").lifts)
