"""Random and hostile searches: no error, and none much slower than the others.

``python -m benchmarks.fuzz --size 10000 --searches 100000``. Times are those of the thread, so
that what else the machine does is not taken for a slow search.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from typing import Any

from benchmarks.common import keep, percentiles, shown, table, timed
from benchmarks.corpus import engine_of
from benchmarks.listings import NOW, SEED
from benchmarks.material import material
from benchmarks.queries import FILTERS, PHRASES, PLACES, PREFIXES, TEXTS, TYPOS
from jobboard.domain import vocabulary
from jobboard.domain.criteria import FACETS, RADII, SORTS, SearchCriteria
from jobboard.search.contract import SearchEngine

SLOWEST_TIMES_MEDIAN = 20.0
HOSTILE = (
    '"', '""', '"""', "-", '-"', '"-"', 'a"b"c', "\x00", "\ud800", "\u202e", "*", "a*", "~", "a^9",
    "[a TO b]", "title:agent", "AND OR NOT", "(" * 200, "\\", "/.*/", "' OR 1=1 --", "%", "<b>",
    "a" * 5_000, "a " * 3_000, '"a ' * 2_000, "-a " * 2_000, "é" * 3_000, "日本語", "ﬃ ﷺ", "🙂",
    "e\u0301" * 300, "c++", "-1", "1e999", "NaN", "role-family/contact-centre", "\t\n\v", "'s",
    '"customer service" "customer service" "service customer"', "-customer", '-"customer service"',
    " ".join(["customer", "service", "the", "and", "you", "to", "of", "our", "in", "with", "a"]),
    " ".join(f'"{word} customers"' for word in ("our", "with", "the", "to", "and", "your")),
)  # fmt: skip


def searches(count: int) -> Iterator[SearchCriteria]:
    """So many searches as people, slips of the hand and vandals type them; always the same."""
    chance = random.Random(SEED)
    for _ in range(count):
        args: dict[str, Any] = dict(chance.choice(({}, {}, *FILTERS)))
        args |= {"words": _words(chance), "place": _place(chance)}
        args |= {"sort": chance.choice(list(SORTS)), "within": chance.choice(("", *RADII))}
        for facet in chance.sample(FACETS, chance.choice((0, 0, 1, 3))):
            args[facet.name] = chance.sample([t.slug for t in vocabulary.terms(facet.group)], 1)
        yield SearchCriteria.from_args(args)


def _words(chance: random.Random) -> str:
    kinds = (TEXTS, TEXTS, PHRASES, TYPOS, PREFIXES, HOSTILE, material().titles, material().rare)
    parts = [chance.choice(chance.choice(kinds)) for _ in range(chance.choice((1, 1, 2, 4)))]
    text = " ".join(parts)
    if chance.random() < 0.2:
        at = chance.randrange(len(text) or 1)
        text = text[:at] + chr(chance.randrange(sys.maxunicode)) + text[at + 1 :]
    if chance.random() < 0.1:
        text = "".join(chance.sample(text, min(len(text), 60)))
    return text


def _place(chance: random.Random) -> str:
    if chance.random() < 0.6:
        return ""
    return chance.choice((*PLACES, "Springfield", "usa", "ontario", "90210", "xx", *HOSTILE))


def main() -> None:
    """Search, and report the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--searches", type=int, default=100_000)
    chosen = parser.parse_args()
    engine = engine_of(chosen.size)
    times, failed = _searched(engine, chosen.searches)
    found = percentiles([time for time, _ in times])
    slowest = max(times, key=lambda pair: pair[0])
    # A second try tells a slow search from a first reading of its words.
    again = min(timed(lambda: engine.search(slowest[1], NOW), "cpu") for _ in range(3))
    lines = [
        f"{len(times):,} searches over {chosen.size:,} listings, milliseconds of the thread",
        table(["", "p50", "p95", "max"], [["all", *found.values()]]),
        f"errors: {failed}",
        f"slowest {found['max'] / found['p50']:.1f} times the median, bar {SLOWEST_TIMES_MEDIAN:g}",
        f"the same asked again {again / found['p50']:.1f} times the median",
        f"slowest: {ascii(str(slowest[1].to_args()))[:300]}",
    ]
    results = {"size": chosen.size, "errors": failed, "again_ms": again, "times": found}
    keep(f"fuzz-{chosen.size}", results, "\n".join(lines))


def _searched(engine: SearchEngine, count: int) -> tuple[list[tuple[float, SearchCriteria]], int]:
    times: list[tuple[float, SearchCriteria]] = []
    failed = 0
    for criteria in shown(searches(count), count, "searching"):
        try:
            times.append((timed(lambda c=criteria: engine.search(c, NOW), "cpu"), criteria))  # type: ignore[misc]
        except Exception as error:  # noqa: BLE001 - every error is what this looks for
            failed += 1
            print(f"\n{error!r}: {ascii(str(criteria.to_args()))[:300]}", file=sys.stderr)
    return times, failed


if __name__ == "__main__":
    main()
