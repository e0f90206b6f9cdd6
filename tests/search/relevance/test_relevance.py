"""The answers are those a recruiter of the trade would give, for queries seen and unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.search.relevance.corpus import corpus
from tests.search.relevance.measure import (
    KEPT,
    SEEN,
    Query,
    Score,
    System,
    by_class,
    is_kept,
    mean,
    queries,
    scored,
)
from tests.search.relevance.report import OURS, systems

# What is aimed at is 0.85 over all and 0.7 in every class (README.md tells what stands between).
# These floors are what is reached, less the least change that means anything: they rise with the
# ranking and are never lowered. That of seen queries was 0.85 until 54 harder ones were added.
LEAST_NDCG_SEEN = 0.825
LEAST_NDCG_KEPT = 0.81
LEAST_SUCCESS = 0.95
LEAST_NDCG_OF_A_CLASS = 0.7
LEAST_QUERIES = 120
GRADES = {1, 2, 3}
GLAD = 2

Measured = dict[str, dict[Query, Score]]


@pytest.fixture(scope="session")
def compared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, System]:
    """Every system over the corpus."""
    folder: Path = tmp_path_factory.mktemp("relevance")
    return systems(corpus(), "plain:", folder)


@pytest.fixture(scope="session")
def seen(compared: dict[str, System]) -> Measured:
    """Every system's scores on the queries that may be read while the ranking is worked on."""
    return {name: scored(system, queries(SEEN)) for name, system in compared.items()}


@pytest.fixture(scope="session")
def kept(compared: dict[str, System]) -> Measured:
    """Every system's scores on the queries kept unread."""
    return {name: scored(system, queries(KEPT)) for name, system in compared.items()}


def test_answers_to_seen_queries_are_good(seen: Measured) -> None:
    assert_good(seen, LEAST_NDCG_SEEN)


def test_answers_to_kept_queries_are_good(kept: Measured) -> None:
    assert_good(kept, LEAST_NDCG_KEPT)


def test_no_class_of_queries_is_left_behind(seen: Measured, kept: Measured) -> None:
    classes = by_class(seen[OURS] | kept[OURS])
    weak = {kind: s.ndcg for kind, s in classes.items() if s.ndcg < LEAST_NDCG_OF_A_CLASS}
    assert not weak


def test_every_grade_is_of_a_posting_of_the_corpus() -> None:
    known = set(corpus().names)
    for query in [*queries(SEEN), *queries(KEPT)]:
        assert set(query.grades) <= known, query.text
        assert set(query.grades.values()) <= GRADES, query.text
        assert max(query.grades.values()) >= GLAD, query.text


def test_a_good_part_of_many_queries_is_kept() -> None:
    assert not any(is_kept(query.text) for query in queries(SEEN))
    assert all(is_kept(query.text) for query in queries(KEPT))
    texts = [query.text for query in [*queries(SEEN), *queries(KEPT)]]
    assert len(set(texts)) == len(texts) >= LEAST_QUERIES
    # A third of the first 280; what was added since was read by who works on the ranking.
    assert 0.25 < len(queries(KEPT)) / len(texts) < 0.38


def assert_good(measured: Measured, least: float) -> None:
    """Assert what is reached, and that plain BM25 is beaten."""
    means = {name: mean(scores.values()) for name, scores in measured.items()}
    ours = means.pop(OURS)
    assert ours.ndcg > max(plain.ndcg for plain in means.values())
    assert ours.ndcg >= least
    assert ours.success >= LEAST_SUCCESS
