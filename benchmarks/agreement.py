"""Whether both engines count as the judge does, on random criteria over many listings.

``python -m benchmarks.agreement``: 1,000 criteria at 10,000 listings, which takes the judge
half an hour of the processor, shared by two processes. Totals, every count of every filter
and the reasons shown must be equal; how often the first page is the same, listing for listing, is
told as well. PostgreSQL is the server that DATABASE_URL names, or one started for this run.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
from collections import Counter
from collections.abc import Sequence
from multiprocessing.queues import Queue

from sqlalchemy import URL

from benchmarks.common import keep, say, shown
from benchmarks.corpus import engine_of
from benchmarks.listings import NOW, SEED, documents
from benchmarks.postgres import GENERATED
from benchmarks.postgres_corpus import filled, server
from jobboard.domain.criteria import SearchCriteria
from jobboard.search.contract import SearchEngine, SearchPage
from jobboard.search.plain_engine import PlainEngine
from tests.search.test_engines_agree import random_criteria

SIZE = 10_000
CRITERIA = 1_000
PROCESSES = 2

Differences = dict[str, Counter[str]]
# Copies of this process, which has read the listings already.
_CONTEXT = multiprocessing.get_context("fork")


def judged(size: int) -> PlainEngine:
    """The judge over the generated listings."""
    judge = PlainEngine()
    judge.rebuild(shown(documents(size), size, "reading for the judge"))
    return judge


def differences(expected: SearchPage, found: SearchPage) -> list[str]:
    """What is not as the judge has it."""
    same = {
        "total": expected.total == found.total,
        "counts": expected.facets == found.facets,
        "first page": expected.ids == found.ids,
        "reasons": all(
            found.matched[listing] == reasons
            for listing, reasons in expected.matched.items()
            if listing in found.matched
        ),
        "understood": (expected.reading, expected.relaxed, expected.suggestion)
        == (found.reading, found.relaxed, found.suggestion),
    }
    return [name for name, is_same in same.items() if not is_same]


def compare(
    judge: PlainEngine, engines: dict[str, SearchEngine], asked: Sequence[SearchCriteria]
) -> Differences:
    """For each engine, how many criteria gave a difference of each kind."""
    found: Differences = {name: Counter() for name in engines}
    for criteria in shown(asked, len(asked), "asking"):
        expected = judge.search(criteria, NOW)
        for name, engine in engines.items():
            kinds = differences(expected, engine.search(criteria, NOW))
            found[name].update(kinds)
            if set(kinds) - {"first page"}:
                say(f"{name} differs in {', '.join(kinds)}: {criteria}")
    return found


def compared(
    judge: PlainEngine, url: URL, asked: Sequence[SearchCriteria], told: Queue[Differences]
) -> None:
    """Compare in a process of its own, with engines of its own."""
    size = len(judge.stamp())
    engines: dict[str, SearchEngine] = {
        "whoosh": engine_of(size),
        "postgresql": filled(url, size, GENERATED),
    }
    told.put(compare(judge, engines, asked))
    for engine in engines.values():
        engine.close()


def in_processes(url: URL, size: int, criteria: int) -> Differences:
    """All differences. The judge reads once; each process has a copy of it."""
    chance = random.Random(SEED)
    asked = [random_criteria(chance) for _ in range(criteria)]
    engine_of(size).close()
    filled(url, size, GENERATED).close()
    judge, told = judged(size), _CONTEXT.Queue()
    processes = [
        _CONTEXT.Process(target=compared, args=(judge, url, asked[n::PROCESSES], told))
        for n in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise AssertionError("A process failed.")
    total: Differences = {}
    for part in (told.get() for _ in processes):
        for name, kinds in part.items():
            total.setdefault(name, Counter()).update(kinds)
    return total


def main() -> None:
    """Compare, keep the outcome, and fail where anything but an order differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--criteria", type=int, default=CRITERIA)
    chosen = parser.parse_args()
    with server() as url:
        found = in_processes(url, chosen.size, chosen.criteria)
    lines = [
        f"{name}: {chosen.criteria} criteria at {chosen.size:,} listings, differences: "
        + (", ".join(f"{kind} {times}" for kind, times in kinds.items()) or "none")
        for name, kinds in found.items()
    ]
    keep("agreement", {"size": chosen.size, "differences": found}, "\n".join(lines))
    sys.exit(any(set(kinds) - {"first page"} for kinds in found.values()))


if __name__ == "__main__":
    main()
