"""Whether both engines count as the judge does, on random criteria over many listings.

``python -m benchmarks.agreement``: 1,000 criteria at 10,000 listings, which takes the judge some
minutes. Totals, every count of every filter and the reasons shown must be equal; how often the
first page is the same, listing for listing, is told as well. PostgreSQL is the server that
DATABASE_URL names, or one started for this run.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter

from benchmarks.common import keep, say, shown
from benchmarks.corpus import engine_of
from benchmarks.listings import NOW, SEED, documents
from benchmarks.postgres import GENERATED, filled, server
from jobboard.search.contract import SearchEngine, SearchPage
from jobboard.search.plain_engine import PlainEngine
from tests.search.test_engines_agree import random_criteria

SIZE = 10_000
CRITERIA = 1_000


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
    judge: PlainEngine, engines: dict[str, SearchEngine], count: int
) -> dict[str, Counter[str]]:
    """For each engine, how many criteria gave a difference of each kind."""
    chance = random.Random(SEED)
    found: dict[str, Counter[str]] = {name: Counter() for name in engines}
    for _ in shown(range(count), count, "asking"):
        criteria = random_criteria(chance)
        expected = judge.search(criteria, NOW)
        for name, engine in engines.items():
            kinds = differences(expected, engine.search(criteria, NOW))
            found[name].update(kinds)
            if set(kinds) - {"first page"}:
                say(f"{name} differs in {', '.join(kinds)}: {criteria}")
    return found


def main() -> None:
    """Compare, keep the outcome, and fail where anything but an order differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--criteria", type=int, default=CRITERIA)
    chosen = parser.parse_args()
    with server() as url:
        engines: dict[str, SearchEngine] = {
            "whoosh": engine_of(chosen.size),
            "postgresql": filled(url, chosen.size, GENERATED),
        }
        found = compare(judged(chosen.size), engines, chosen.criteria)
        for engine in engines.values():
            engine.close()
    lines = [
        f"{name}: {chosen.criteria} criteria at {chosen.size:,} listings, differences: "
        + (", ".join(f"{kind} {times}" for kind, times in kinds.items()) or "none")
        for name, kinds in found.items()
    ]
    keep("agreement", {"size": chosen.size, "differences": found}, "\n".join(lines))
    sys.exit(any(set(kinds) - {"first page"} for kinds in found.values()))


if __name__ == "__main__":
    main()
