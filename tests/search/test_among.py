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


def test_nothing_is_let_go_among_some(judge: PlainEngine, filled: WhooshEngine) -> None:
    criteria = SearchCriteria(words="remote chat internship per diem in Portland")
    assert judge.search(criteria, NOW).relaxed, "The search must be one that nothing answers."
    for engine in (judge, filled):
        page = engine.search(criteria, NOW, among=range(1, CORPUS + 1))
        assert (page.total, page.relaxed) == (0, ())


def test_changes_of_the_index_show_among_the_same_listings(whoosh: WhooshEngine) -> None:
    made = list(documents(30))
    whoosh.rebuild(made[:20])
    seen = whoosh.search(SearchCriteria(), NOW, per_page=LARGEST_PAGE).ids
    among = frozenset(range(1, 31))
    assert set(whoosh.search(SearchCriteria(), NOW, per_page=100, among=among).ids) == set(seen)
    whoosh.put(made[20:])
    whoosh.remove(seen[:1])
    later = whoosh.search(SearchCriteria(), NOW, per_page=100, among=among)
    everything = whoosh.search(SearchCriteria(), NOW, per_page=100)
    assert set(later.ids) == set(everything.ids)
    assert seen[0] not in later.ids
