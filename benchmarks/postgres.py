"""How quick the engine on PostgreSQL is, at sizes up to a million.

``python -m benchmarks.postgres --size 100000``. A database for each size is made on the server
that DATABASE_URL names, once, and used again; without one, a server is started for this run
(root starts it as nobody). What is beyond --generated listings (100,000) are those several times
over, which the server fills its tables with itself.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Iterator

from sqlalchemy import URL, create_engine

from benchmarks.common import CLOCKS, keep, memory_mb, percentiles, say, table, timed
from benchmarks.listings import NOW, documents
from benchmarks.postgres_corpus import address_of, filled, server
from benchmarks.queries import PAGE
from benchmarks.search import OURS, measure, our_work
from jobboard.domain.criteria import SearchCriteria
from jobboard.search.postgres.engine import PostgresEngine

SIZES = (1_000, 10_000, 100_000)
GENERATED = 100_000

BARS = {100_000: {PAGE: 150.0, "filtered": 50.0}, 1_000_000: {PAGE: 1_000.0}}
CHANGES = 40


def first_use(engine: PostgresEngine) -> dict[str, float]:
    """Milliseconds to open the index in a new process, and then to meet common words."""
    first = {
        "opening": "",
        "first common word": "customer",
        "first phrase of two common words": '"customer service"',
    }
    return {
        name: timed(lambda said=words: engine.search(SearchCriteria(words=said), NOW))
        for name, words in first.items()
    }


def changing(engine: PostgresEngine, size: int) -> dict[str, dict[str, float]]:
    """Milliseconds to put one listing, and to the first answer that has it."""
    put, seen = [], []
    for document in documents(CHANGES, first=2 * size + 1):
        put.append(timed(lambda held=document: engine.put([held])))
        seen.append(timed(lambda: engine.search(SearchCriteria(words="customer"), NOW)))
    engine.remove(range(2 * size + 1, 2 * size + 1 + CHANGES))
    return {"put one": percentiles(put), "first search after it": percentiles(seen)}


def measure_size(server_url: URL, size: int, clock: str, generated: int) -> None:
    """Build if need be, measure, and keep the figures."""
    engine = filled(server_url, size, generated)
    gc.collect()
    before = memory_mb()
    begin = first_use(engine)
    work = our_work(engine)
    for one in [one for found in work.values() for one in found]:
        one()
    memory = memory_mb() - before
    say(f"{size:,} listings, p50/p95 in ms")
    figures = measure({OURS: work}, clock)
    changes = changing(engine, size)
    rows = [
        [name, *(found[OURS][key] for key in ("p50", "p95", "max"))]
        for name, found in figures.items()
    ]
    rows += [[name, *found.values()] for name, found in changes.items()]
    different = f"{min(size, generated):,} different"
    lines = [
        f"{size:,} listings ({different}) on PostgreSQL, milliseconds by the {clock} clock",
        table(["ms", "p50", "p95", "max"], rows),
        ", ".join(f"{name} {taken:,.0f} ms" for name, taken in begin.items()),
        f"memory of the process {memory:.0f} MB, tables {_stored_mb(server_url, size):,.0f} MB",
        *_verdicts(size, {name: found[OURS]["p95"] for name, found in figures.items()}),
    ]
    results = {
        "size": size,
        "generated": min(size, generated),
        "clock": clock,
        "memory_mb": memory,
        "begin": begin,
        "changes": changes,
        "classes": figures,
    }
    keep(f"postgres-{size}", results, "\n".join(lines))
    engine.close()


def _stored_mb(server_url: URL, size: int) -> float:
    engine = create_engine(address_of(server_url, size))
    with engine.connect() as connection:
        query = "SELECT pg_database_size(current_database())"
        found = connection.exec_driver_sql(query).scalar_one()
    engine.dispose()
    return float(found) / 2**20


def _verdicts(size: int, p95: dict[str, float]) -> Iterator[str]:
    for name, most in BARS.get(size, {}).items():
        said = "met" if p95[name] <= most else "MISSED"
        yield f"{name} p95 {p95[name]:.2f} ms, bar {most:.0f}: {said}"


def main() -> None:
    """Measure at the sizes named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--clock", choices=CLOCKS, default="wall", help="which time to measure")
    parser.add_argument("--generated", type=int, default=GENERATED, help="no copies up to here")
    chosen = parser.parse_args()
    with server() as server_url:
        for size in chosen.size:
            measure_size(server_url, size, chosen.clock, chosen.generated)


if __name__ == "__main__":
    main()
