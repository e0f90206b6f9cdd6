"""How quick the engine on PostgreSQL is, at sizes up to a million.

``python -m benchmarks.postgres --size 100000``. A database for each size is made on the server
that DATABASE_URL names, once, and used again; without one, a server is started for this run
(root starts it as nobody). What is beyond --generated listings (100,000) are those several times
over, which the server fills its tables with itself.
"""

from __future__ import annotations

import argparse
import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
from sqlalchemy import URL, Connection, create_engine, make_url

from benchmarks.common import CLOCKS, keep, memory_mb, percentiles, say, shown, table, timed
from benchmarks.listings import NOW, documents
from benchmarks.queries import PAGE
from benchmarks.search import OURS, measure, our_work
from jobboard.domain.criteria import SearchCriteria
from jobboard.search.contract import IndexUnavailable
from jobboard.search.postgres import building, tables
from jobboard.search.postgres.connections import fetched
from jobboard.search.postgres.engine import PostgresEngine
from jobboard.search.postgres.reading import row_type
from jobboard.search.postgres.tables import Pointer
from tests.support import postgres

SIZES = (1_000, 10_000, 100_000)
GENERATED = 100_000

BARS = {100_000: {PAGE: 150.0, "filtered": 50.0}, 1_000_000: {PAGE: 1_000.0}}
CHANGES = 40


@contextmanager
def server() -> Iterator[URL]:
    """The address of a maintenance database on a server."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    with postgres.running_server() as started:
        yield started.url


def address_of(server_url: URL, size: int, like: int = 0, *, anew: bool = False) -> str:
    """The database for a size, made if it is not there: empty, or ``like`` another size's."""
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if anew:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {_name(size)}")
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        if connection.exec_driver_sql(query, (_name(size),)).first() is None:
            template = f"TEMPLATE {_name(like)}" if like else ""
            connection.exec_driver_sql(f"CREATE DATABASE {_name(size)} {template}")
    engine.dispose()
    return server_url.set(database=_name(size)).render_as_string(hide_password=False)


def filled(server_url: URL, size: int, generated: int) -> PostgresEngine:
    """The engine over so many listings; its index is built if it is not there or outdated."""
    engine = PostgresEngine(address_of(server_url, size))
    if _is_whole(engine, size):
        return engine
    begun = time.perf_counter()
    if size > generated:
        engine.close()
        filled(server_url, generated, generated).close()
        url = address_of(server_url, size, like=generated, anew=True)
        _multiply(url, size // generated)
        engine = PostgresEngine(url)
    else:
        engine.rebuild(shown(documents(size), size, f"building {size:,} listings"))
    say(f"built {size:,} listings in {time.perf_counter() - begun:.0f} s")
    return engine


def _name(size: int) -> str:
    return f"jobboard_bench_{size}"


def _is_whole(engine: PostgresEngine, size: int) -> bool:
    try:
        state = engine.state()
    except IndexUnavailable:
        return False
    return state.documents == size and not state.outdated


def _multiply(url: str, times: int) -> None:
    """Put in place of the listings so many copies of them, under further ids."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        old = tables.pointer(connection)
        made = replace(
            old,
            build=building.next_build(connection),
            listings=old.listings * times,
            folded=old.folded * times,
        )
        building.create(connection, made)
        for copy in shown(range(times), times, "copying"):
            _copy(connection, old, made, copy * old.folded)
        connection.exec_driver_sql(f"INSERT INTO {made.keys} SELECT * FROM {old.keys}")
        connection.exec_driver_sql(
            f"INSERT INTO {made.words_known} "
            f"SELECT word, listings * {times}, change FROM {old.words_known}"
        )
        building.add_indexes(connection, made)
        building.switch(connection, made)
    engine.dispose()


def _copy(connection: Connection, old: Pointer, made: Pointer, further: int) -> None:
    """Put the rows of a build into another one, under numbers and ids higher by so many."""
    others = ", ".join(name for name in tables.COLUMNS if name != "id")
    for into, source, mine, same in (
        (made.documents, old.documents, ("number", "id"), f"change, alive, version, {others}"),
        (made.texts, old.texts, ("number",), "tokens, words"),
        (made.postings, old.postings, ("start", "until"), "token, packed"),
    ):
        shifted = ", ".join(f"{name} + {further}" for name in mine)
        connection.exec_driver_sql(
            f"INSERT INTO {into} ({', '.join(mine)}, {same}) SELECT {shifted}, {same} FROM {source}"
        )
    for start, until, columns in fetched(connection, f"SELECT * FROM {old.runs}"):
        rows = np.frombuffer(columns, row_type()).copy()
        rows["id"] += further
        connection.exec_driver_sql(
            f"INSERT INTO {made.runs} VALUES (%s, %s, %s)",
            (start + further, until + further, rows.tobytes()),
        )


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
