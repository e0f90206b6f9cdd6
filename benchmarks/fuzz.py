"""Random and hostile searches: no error, and none much slower than the others.

``python -m benchmarks.fuzz --size 10000 --searches 100000``. Times are those of the thread, so
that what else the machine does is not taken for a slow search.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from itertools import islice
from multiprocessing import get_context
from typing import Any

from benchmarks.common import keep, percentiles, shown, table, timed
from benchmarks.corpus import engine_of
from benchmarks.listings import NOW, SEED
from benchmarks.material import material
from benchmarks.queries import FILTERS, PHRASES, PLACES, PREFIXES, TEXTS, TYPOS
from jobboard.domain import vocabulary
from jobboard.domain.criteria import FACETS, RADII, SORTS, SearchCriteria
from jobboard.search.warming import warm

SLOWEST_TIMES_MEDIAN = 20.0
PROCESSES = 2
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


Found = tuple[list[float], int, float, SearchCriteria]
"""Milliseconds of all searches, how many failed, and the slowest with its milliseconds."""


def searched(size: int, count: int, first: int) -> Found:
    """Every so many of the searches, asked of an engine as warm as a site's."""
    engine = engine_of(size)
    warm(engine, NOW)
    times, failed, slowest, slow = [], 0, 0.0, SearchCriteria()
    mine = islice(searches(count), first, None, PROCESSES)
    for criteria in shown(mine, (count - first - 1) // PROCESSES + 1, "searching"):
        try:
            times.append(timed(lambda c=criteria: engine.search(c, NOW), "cpu"))  # type: ignore[misc] # a default binds it
        except Exception as error:  # noqa: BLE001 - every error is what this looks for
            failed += 1
            print(f"\n{error!r}: {ascii(str(criteria.to_args()))[:300]}", file=sys.stderr)
        else:
            if times[-1] > slowest:
                slowest, slow = times[-1], criteria
    return times, failed, slowest, slow


def main() -> None:
    """Search, and report the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--searches", type=int, default=100_000)
    chosen = parser.parse_args()
    engine = engine_of(chosen.size)
    material()  # Made once, not by each process.
    with get_context("spawn").Pool(PROCESSES) as pool:
        asked = [(chosen.size, chosen.searches, first) for first in range(PROCESSES)]
        parts = pool.starmap(searched, asked)
    times = [time for part in parts for time in part[0]]
    failed = sum(part[1] for part in parts)
    slow = max(parts, key=lambda part: part[2])[3]
    found = percentiles(times)
    # A second try tells a slow search from a first reading of its words.
    again = min(timed(lambda: engine.search(slow, NOW), "cpu") for _ in range(3))
    lines = [
        f"{len(times):,} searches over {chosen.size:,} listings, milliseconds of the thread",
        table(["", "p50", "p95", "max"], [["all", *found.values()]]),
        f"errors: {failed}",
        f"slowest {found['max'] / found['p50']:.1f} times the median, bar {SLOWEST_TIMES_MEDIAN:g}",
        f"the same asked again {again / found['p50']:.1f} times the median",
        f"slowest: {ascii(str(slow.to_args()))[:300]}",
    ]
    results = {"size": chosen.size, "errors": failed, "again_ms": again, "times": found}
    keep(f"fuzz-{chosen.size}", results, "\n".join(lines))


if __name__ == "__main__":
    main()
