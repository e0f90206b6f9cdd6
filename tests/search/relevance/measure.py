"""How good answers are: nDCG@10 and success@10 of a system over graded queries."""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from jobboard.domain.criteria import SearchCriteria
from jobboard.search.contract import SearchEngine
from tests.search.relevance.bm25 import PlainBM25
from tests.search.relevance.corpus import NOW, Corpus

DEPTH = 10
GOOD = 2
"""The least grade that makes a seeker glad of an answer."""

HERE = Path(__file__).parent
SEEN = HERE / "queries_seen.jsonl"
KEPT = HERE / "queries_kept.jsonl"

SALT = "17720:"
"""Tried until every class was cut nearly evenly, without a look at any answer; never to change."""
PARTS = 3

System = Callable[[str], list[str]]
"""From a query to the names of its best answers, best first."""


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """What was typed, of which class, and the grade by name of every posting that answers.

    A failing test shows its values: the words of kept queries are not among them.
    """

    text: str = field(repr=False)
    kind: str
    grades: Mapping[str, int] = field(repr=False)


class Score(NamedTuple):
    """Both measures, of one query or as the mean of several."""

    ndcg: float
    success: float


def queries(file: Path) -> list[Query]:
    """The queries of a file."""
    with file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Query(row["query"], row["class"], row["grades"]) for row in rows]


def is_kept(text: str) -> bool:
    """Whether a query is of the third that nobody who works on the ranking reads."""
    return int(hashlib.sha256((SALT + text).encode()).hexdigest(), 16) % PARTS == 0


def score(query: Query, answers: list[str]) -> Score:
    """What the first answers are worth. A posting without a grade is no answer: 0."""
    found = [query.grades.get(name, 0) for name in answers[:DEPTH]]
    ideal = sorted(query.grades.values(), reverse=True)[:DEPTH]
    return Score(_gain(found) / _gain(ideal), float(any(grade >= GOOD for grade in found)))


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(at + 2) for at, grade in enumerate(grades))


def mean(scores: Iterable[Score]) -> Score:
    """The mean of some scores."""
    listed = list(scores)
    return Score(fmean(s.ndcg for s in listed), fmean(s.success for s in listed))


def scored(system: System, asked: Iterable[Query]) -> dict[Query, Score]:
    """The score of each query."""
    return {query: score(query, system(query.text)) for query in asked}


def by_class(scores: Mapping[Query, Score]) -> dict[str, Score]:
    """The mean of each class, in alphabetical order."""
    grouped: dict[str, list[Score]] = defaultdict(list)
    for query, value in scores.items():
        grouped[query.kind].append(value)
    return {kind: mean(grouped[kind]) for kind in sorted(grouped)}


def engine_system(engine: SearchEngine, corpus: Corpus) -> System:
    """An engine of the board asked as the search page asks it."""

    def answers(text: str) -> list[str]:
        criteria = SearchCriteria.from_args({"words": text})
        return corpus.named(engine.search(criteria, NOW, per_page=DEPTH).ids)

    return answers


def plain_systems(corpus: Corpus) -> Iterator[tuple[str, System]]:
    """Plain BM25F, with all words and with any."""
    plain = PlainBM25(corpus.documents)
    yield "BM25F, all words", lambda text: corpus.named(plain.best(text, DEPTH, every=True))
    yield "BM25F, any word", lambda text: corpus.named(plain.best(text, DEPTH, every=False))
