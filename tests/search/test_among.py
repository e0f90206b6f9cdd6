"""Searching among a few listings only, as alerts do: the same answers, cut to those."""

from __future__ import annotations

import random
from datetime import timedelta

from jobboard.domain.criteria import SearchCriteria
from jobboard.search.contract import LARGEST_PAGE, SearchEngine
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.whoosh_engine import WhooshEngine
from tests.factories.search_documents import NOW, documents
from tests.search.conftest import CORPUS

SEARCHES = (
    {},
    {"words": "customer service phone"},
    {"words": '"call center" -irate'},
    {"words": "zendesk", "sort": "newest"},
    {"arrangement": ["remote"], "hours": ["full-time", "part-time"]},
    {"place": "Austin", "pay_min": "17", "sort": "pay"},
)


def test_only_the_named_listings_answer_and_count(engine: SearchEngine) -> None:
    engine.put(documents(60))
    everything = engine.search(SearchCriteria(), NOW, per_page=LARGEST_PAGE)
    named = everything.ids[1::3]
    page = engine.search(SearchCriteria(), NOW, among=named)
    assert set(page.ids) == set(named)
    assert page.total == len(named)
    for counts in page.facets.values():
        assert all(count <= len(named) for count in counts.values())


def test_nothing_answers_among_no_listings_or_unknown_ones(engine: SearchEngine) -> None:
    engine.put(documents(20))
    for among in ((), (987_654,)):
        page = engine.search(SearchCriteria(), NOW, among=among)
        assert (page.ids, page.total) == ((), 0)


def test_what_is_not_visible_does_not_answer_even_if_named(engine: SearchEngine) -> None:
    engine.put(documents(60))
    later = NOW + timedelta(days=4_000)
    assert engine.search(SearchCriteria(), later, among=range(1, 61)).total == 0


def test_each_engine_finds_among_some_what_it_finds_among_all(
    judge: PlainEngine, filled: WhooshEngine
) -> None:
    chance = random.Random(1)
    for args in SEARCHES:
        criteria = SearchCriteria.from_args(args)
        named = frozenset(chance.sample(range(1, CORPUS + 1), 90))
        answers = _every_id(judge, criteria)
        expected = judge.search(criteria, NOW, per_page=LARGEST_PAGE, among=named)
        assert list(expected.ids) == [found for found in answers if found in named]
        assert filled.search(criteria, NOW, per_page=LARGEST_PAGE, among=named) == expected


def _every_id(engine: SearchEngine, criteria: SearchCriteria) -> list[int]:
    first = engine.search(criteria, NOW, per_page=LARGEST_PAGE)
    rest = (
        engine.search(criteria, NOW, page, LARGEST_PAGE).ids for page in range(2, first.pages + 1)
    )
    return [*first.ids, *(found for ids in rest for found in ids)]
