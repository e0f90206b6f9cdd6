"""Every engine answers as the judge does: ids, order, totals, counts and reasons."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from jobboard.domain import vocabulary
from jobboard.domain.criteria import FACETS, SORTS, SearchCriteria
from jobboard.domain.eligibility import RADII
from jobboard.search.contract import SearchEngine
from jobboard.search.plain_engine import PlainEngine
from tests.factories.search_documents import NOW, SENTENCES, TITLES
from tests.search.conftest import CORPUS

SEARCHES = 600
BATCHES = 12
KNOWN = {word for text in (*TITLES, *SENTENCES) for word in vocabulary.fold(text).split()}
OTHERS = ("csr", "wfh", "helpdesk", "custmer", "servise", "zendesc", "nosuchword", "nights")
WORDS = [*sorted(KNOWN), *OTHERS]
UNDERSTOOD = (
    "remote", "work from home", "part time", "seasonal", "in austin tx", "texas", "near 78701",
    "live chat", "hospital", "no experience", "contact center", "weekends", "london",
    "-remote", "not remote", "spanish",
)  # fmt: skip
TAKEN_BACK = ("arrangement/remote", "hours/part-time", "place/Texas", "channel/live-chat")
PLACES = [
    "", "", "", "Austin", "TX", "78701", "787", "New York", "NYC", "London, UK", "Portland, OR",
    "portland", "USA", "?", "Albany, NY", "round rock", "Smallville", "Smallville, TX", "Ontario",
    "Austin, NY", "SW1A", "Springfield", "LA",
]  # fmt: skip


def random_criteria(chance: random.Random) -> SearchCriteria:
    args: dict[str, object] = {
        "words": random_words(chance),
        "plain": chance.sample(TAKEN_BACK, chance.choice((0, 0, 0, 1, 2))),
        "place": chance.choice(PLACES),
        "within": chance.choice(["", "", *map(str, RADII)]),
        "unit": chance.choice(["mi", "mi", "km"]),
        "sort": chance.choice(list(SORTS)),
        "pay_min": chance.choice(["", "", "", "17", "18.00", "39000"]),
        "pay_period": chance.choice(["hour", "year", "month"]),
        "pay_currency": chance.choice(["USD", "USD", "GBP"]),
        "posted_within": chance.choice(["", "", "", "1", "7", "30"]),
        "checked_only": chance.choice(["", "", "", "yes"]),
    }
    for facet in chance.sample(FACETS, chance.randrange(4)):
        slugs = [term.slug for term in vocabulary.terms(facet.group)]
        args[facet.name] = chance.sample(slugs, chance.randrange(1, min(4, len(slugs)) + 1))
    return SearchCriteria.from_args(args)


def random_words(chance: random.Random) -> str:
    words = chance.choices(WORDS, k=chance.choice((0, 0, 1, 1, 2, 3, 4, 14)))
    if chance.random() < 0.2:
        start = chance.choice(SENTENCES).split()
        words.append(f'"{" ".join(start[:2])}"')
    if chance.random() < 0.2:
        words.append(f"-{chance.choice(WORDS)}")
    if chance.random() < 0.1:
        words.append('-"call center"')
    if chance.random() < 0.2:
        words.append(chance.choice(TITLES))
    if chance.random() < 0.4:
        words += chance.sample(UNDERSTOOD, chance.choice((1, 1, 2, 3)))
    return " ".join(words)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_searches_give_the_same_page(
    batch: int, judge: PlainEngine, filled: SearchEngine
) -> None:
    chance = random.Random(batch)
    found = 0
    for _ in range(SEARCHES // BATCHES):
        criteria = random_criteria(chance)
        now = NOW + timedelta(days=chance.choice((0, 0, 0, 0, -3, 12)))
        page, size = chance.choice((1, 1, 2, 3)), chance.choice((1, 10, 20, 100))
        expected = judge.search(criteria, now, page, size)
        assert filled.search(criteria, now, page, size) == expected, criteria
        found += expected.total > 0
    # Agreeing on nothing but empty pages would say little.
    assert found > SEARCHES / BATCHES / 4


def test_the_whole_order_is_the_same_for_every_sort(
    judge: PlainEngine, filled: SearchEngine
) -> None:
    for sort in SORTS:
        for words in ("", "customer service phone"):
            criteria = SearchCriteria(words=words, sort=sort)
            for page in (1, 2, 3):
                expected = judge.search(criteria, NOW, page, per_page=100)
                assert filled.search(criteria, NOW, page, per_page=100).ids == expected.ids


def test_both_hold_the_same(judge: PlainEngine, filled: SearchEngine) -> None:
    assert filled.stamp() == judge.stamp()
    assert filled.state().documents == CORPUS


def test_tidying_changes_no_answer(judge: PlainEngine, filled: SearchEngine) -> None:
    filled.tidy()

    assert filled.state().segments == 1
    assert filled.stamp() == judge.stamp()
    chance = random.Random(SEARCHES)
    for _ in range(30):
        criteria = random_criteria(chance)
        assert filled.search(criteria, NOW) == judge.search(criteria, NOW), criteria
