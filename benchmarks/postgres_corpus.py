"""Indexes on PostgreSQL of each size to measure, made once and used again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
from sqlalchemy import URL, Connection, create_engine, make_url

from benchmarks.common import say, shown
from benchmarks.listings import documents
from jobboard.search.contract import IndexUnavailable
from jobboard.search.postgres import building, tables
from jobboard.search.postgres.connections import fetched
from jobboard.search.postgres.engine import PostgresEngine
from jobboard.search.postgres.reading import row_type
from jobboard.search.postgres.tables import Pointer
from tests.support import postgres


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
        building.drop_others(connection, made)
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
