"""The table of the relevance test: `python -m tests.search.relevance.report [--kept]`.

Prints nDCG@10 and success@10 of plain BM25F and of the board's engine, by class and in all, for
the queries that may be looked at while the ranking is worked on; ``--kept`` adds those that
may not; ``--worst 15`` lists the weakest queries of the former; ``--engine whoosh:`` takes
another engine than the plain one.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from jobboard.search import engine_for
from tests.search.relevance.corpus import Corpus, corpus
from tests.search.relevance.measure import (
    KEPT,
    SEEN,
    Query,
    Score,
    System,
    by_class,
    engine_system,
    mean,
    plain_systems,
    queries,
    scored,
)

OURS = "ours"
IN_ALL = "all"

Scores = Mapping[Query, Score]


def systems(held: Corpus, search_url: str, folder: Path) -> dict[str, System]:
    """Every system over the corpus, by the name it has in the table."""
    engine = engine_for(search_url, folder)
    engine.rebuild(held.documents)
    return {**dict(plain_systems(held)), OURS: engine_system(engine, held)}


def table(measured: Mapping[str, Scores]) -> str:
    """One line a class and one for all; a pair of columns (nDCG, success) a system."""
    grouped = {name: by_class(scores) for name, scores in measured.items()}
    some = next(iter(measured.values()))
    lines = [f"{'':24}{'n':>4}" + "".join(f"{name:>20}" for name in measured)]
    for kind in next(iter(grouped.values())):
        count = sum(query.kind == kind for query in some)
        lines.append(_line(kind, count, [classes[kind] for classes in grouped.values()]))
    lines.append(_line(IN_ALL, len(some), [mean(s.values()) for s in measured.values()]))
    return "\n".join(lines)


def _line(name: str, count: int, values: list[Score]) -> str:
    cells = "".join(f"{f'{v.ndcg:.3f} / {v.success:.2f}':>20}" for v in values)
    return f"{name:24}{count:>4}{cells}"


def _worst(scores: Scores, count: int) -> str:
    ranked = sorted(scores.items(), key=lambda pair: pair[1].ndcg)[:count]
    return "\n".join(f"{s.ndcg:.3f} / {s.success:.0f}  [{q.kind}] {q.text}" for q, s in ranked)


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description="Measure how relevant the answers are.")
    parser.add_argument("--kept", action="store_true", help="add the queries kept unread")
    parser.add_argument("--worst", type=int, default=0, help="list so many weak seen queries")
    parser.add_argument("--engine", default="plain:", help="SEARCH_URL of the engine")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        compared = systems(corpus(), asked.engine, Path(folder))
        for file in [SEEN, *([KEPT] if asked.kept else [])]:
            listed = queries(file)
            measured = {name: scored(system, listed) for name, system in compared.items()}
            print(f"{file.stem}: nDCG@10 / success@10\n{table(measured)}\n")
            if file == SEEN and asked.worst:
                print(_worst(measured[OURS], asked.worst))


if __name__ == "__main__":
    main()
