"""How quick the search is at a size, beside tantivy and Whoosh as it comes.

``python -m benchmarks.search --size 100000``. Every class of searches is asked once to warm
up and then in several rounds; engines take turns inside a round, so all meet the same load.
"""

from __future__ import annotations

import argparse
import gc
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from benchmarks import chart
from benchmarks.common import CLOCKS, keep, memory_mb, percentiles, say, scratch, table, timed
from benchmarks.corpus import SIZES, engine_of
from benchmarks.listings import NOW, SEED
from benchmarks.queries import PAGE, PREFIXES, Asked, classes
from benchmarks.rivals import PlainWhoosh, Rival, Tantivy, folder_mb
from jobboard.search.contract import SearchEngine

OURS = "job board"
ROUNDS = 5
SLOW_ROUNDS = 1
WHOOSH_UP_TO = 10_000
"""Beyond, building Whoosh as it comes takes a quarter of an hour and some seconds a search."""

BARS = {
    # Class: p95 in ms and times tantivy's p95, at 100,000 listings.
    PAGE: (15.0, 1.5),
    "newest, counts": (8.0, None),
    "prefix": (5.0, None),
}
MEMORY_BAR_MB = 250.0

Work = Callable[[], Any]
Figures = dict[str, dict[str, dict[str, float]]]


def our_work(engine: SearchEngine) -> dict[str, list[Work]]:
    """What is timed of our engine, by class."""
    work = {name: [_search(engine, asked) for asked in found] for name, found in classes().items()}
    return work | {"prefix": [_suggest(engine, text) for text in PREFIXES]}


def _search(engine: SearchEngine, asked: Asked) -> Work:
    return lambda: engine.search(asked.criteria, NOW, asked.page)


def _suggest(engine: SearchEngine, text: str) -> Work:
    return lambda: engine.suggest(text, NOW)


def rival_work(rival: Rival) -> dict[str, list[Work]]:
    """The same of another engine."""
    found: dict[str, list[Work]] = {}
    for name, asked in classes().items():
        if name == "typo":
            found[name] = [_words(rival, name, one.criteria.words) for one in asked]
        else:
            # Whoever sorts or shows page 50 gets the counts, too: the page has them.
            found[name] = [_ask(rival, one) for one in asked]
    return found | {"prefix": [_words(rival, "prefix", text) for text in PREFIXES]}


def _ask(rival: Rival, asked: Asked) -> Work:
    return lambda: rival.ask(asked)


def _words(rival: Rival, kind: str, text: str) -> Work:
    return lambda: rival.ask_words(kind, text)


def measure(contestants: Mapping[str, dict[str, list[Work]]], clock: str) -> Figures:
    """Percentiles in ms by class and engine."""
    times: dict[str, dict[str, list[float]]] = {}
    first = next(iter(contestants.values()))
    for name in first:
        times[name] = {engine: [] for engine in contestants}
        for number, engine in _turns(list(contestants)):
            taken = [timed(one, clock) for one in _shuffled(contestants[engine][name], number)]
            if number:  # The first round warms up.
                times[name][engine] += taken
        say(f"  {name}: " + _line(times[name]))
    return {
        name: {engine: percentiles(found) for engine, found in by_engine.items()}
        for name, by_engine in times.items()
    }


def _turns(engines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Which engine is asked in which round."""
    for number in range(ROUNDS + 1):
        for engine in engines:
            if engine != PlainWhoosh.name or number <= SLOW_ROUNDS:
                yield number, engine


def _shuffled(work: Sequence[Work], seed: int) -> list[Work]:
    return random.Random(SEED + seed).sample(work, len(work))


def _line(times: Mapping[str, Sequence[float]]) -> str:
    return ", ".join(
        f"{engine} {percentiles(found)['p50']:.2f}/{percentiles(found)['p95']:.2f}"
        for engine, found in times.items()
        if found
    )


def as_table(figures: Figures) -> str:
    """Classes as rows: p50 and p95 of every engine, and how many times tantivy's p95 ours is."""
    engines = list(next(iter(figures.values())))
    head = ["ms"] + [f"{engine} {which}" for engine in engines for which in ("p50", "p95")]
    head += [f"p95 ÷ {engine}" for engine in engines[1:]]
    rows = []
    for name, found in figures.items():
        row: list[object] = [name]
        row += [found[engine][which] for engine in engines for which in ("p50", "p95")]
        row += [found[OURS]["p95"] / found[engine]["p95"] for engine in engines[1:]]
        rows.append(row)
    return table(head, rows)


def verdicts(figures: Figures, memory: float, size: int) -> list[str]:
    """Each bar that is set for this size, and whether it is met."""
    if size != max(SIZES):
        return []
    lines = []
    for name, (most, times) in BARS.items():
        found = figures[name]
        p95 = found[OURS]["p95"]
        lines.append(f"{name} p95 {p95:.2f} ms, bar {most}: {_said(p95 <= most)}")
        if times:
            ratio = p95 / found[Tantivy.name]["p95"]
            said = _said(ratio <= times)
            lines.append(f"{name} p95 {ratio:.2f} times tantivy's, bar {times}: {said}")
    said = _said(memory <= MEMORY_BAR_MB)
    return [*lines, f"search memory {memory:.0f} MB, bar {MEMORY_BAR_MB:.0f}: {said}"]


def _said(met: bool) -> str:
    return "met" if met else "MISSED"


def main() -> None:
    """Measure at the sizes named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--alone", action="store_true", help="our engine alone")
    parser.add_argument("--clock", choices=CLOCKS, default="wall", help="which time to measure")
    chosen = parser.parse_args()
    for size in chosen.size:
        _measure_size(size, alone=chosen.alone, clock=chosen.clock)


def _measure_size(size: int, *, alone: bool, clock: str) -> None:
    engine_of(size).close()
    gc.collect()
    before = memory_mb()
    engine = engine_of(size)
    work = our_work(engine)
    for one in [one for found in work.values() for one in found]:
        one()
    memory = memory_mb() - before
    contestants = {OURS: work}
    if not alone:
        contestants[Tantivy.name] = rival_work(Tantivy(size))
        if size <= WHOOSH_UP_TO:
            contestants[PlainWhoosh.name] = rival_work(PlainWhoosh(size))
    say(f"{size:,} listings, p50/p95 in ms")
    figures = measure(contestants, clock)
    state = engine.state()
    index_mb = folder_mb(scratch() / f"index-{size}")
    lines = [
        f"{size:,} listings, milliseconds by the {clock} clock",
        as_table(figures),
        f"search memory {memory:.0f} MB, index {index_mb:.0f} MB, {state.segments} segment(s)",
        *verdicts(figures, memory, size),
    ]
    results = {
        "size": size,
        "clock": clock,
        "memory_mb": memory,
        "index_mb": index_mb,
        "classes": figures,
    }
    keep(f"search-{size}", results, "\n".join(lines))
    chart.write(f"search-{size}", f"Search at {size:,} listings, p95 in ms", figures)
    engine.close()


if __name__ == "__main__":
    main()
