"""The engine on PostgreSQL beyond the contract: processes beside each other, ruin, nearness."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from jobboard.domain.criteria import SearchCriteria
from jobboard.search import engine_for
from jobboard.search.contract import IndexBusy, IndexUnavailable
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.postgres import engine as postgres_engine
from jobboard.search.postgres import tables
from jobboard.search.postgres.engine import PostgresEngine
from jobboard.search.vector import LOOKED_AT
from tests.factories.search_documents import NOW, document, documents
from tests.search.conftest import CORPUS
from tests.search.test_engines_agree import random_criteria

EVERYTHING = SearchCriteria()


@pytest.fixture
def database(search_database: str) -> Iterator[Engine]:
    """The database of the index, looked at from outside."""
    engine = create_engine(make_url(search_database).set(drivername="postgresql+psycopg"))
    yield engine
    engine.dispose()


@pytest.fixture
def open_engine(search_database: str) -> Iterator[Any]:
    """Open the index as another process would."""
    opened: list[PostgresEngine] = []

    def begin(**wishes: Any) -> PostgresEngine:
        opened.append(PostgresEngine(search_database, **wishes))
        return opened[-1]

    yield begin
    for engine in opened:
        engine.close()


def test_common_words_weighed_by_levels_change_no_count_and_no_reason(
    open_engine: Any, judge: PlainEngine
) -> None:
    engine = open_engine(exact_up_to=3)
    engine.rebuild(documents(CORPUS))
    chance = random.Random(3)
    ordered = 0
    for _ in range(120):
        criteria = random_criteria(chance)
        expected = judge.search(criteria, NOW)
        found = engine.search(criteria, NOW)
        assert (found.total, found.facets) == (expected.total, expected.facets), criteria
        reasons = {key: expected.matched[key] for key in found.matched if key in expected.matched}
        assert reasons == {key: found.matched[key] for key in reasons}
        if expected.total <= LOOKED_AT:
            assert found.ids == expected.ids, criteria
            ordered += expected.total > 1
    assert ordered > 10


def test_every_process_sees_a_change_in_its_next_search(open_engine: Any) -> None:
    one, other = open_engine(), open_engine()
    one.rebuild([])
    assert other.search(EVERYTHING, NOW).total == 0

    one.put(documents(20))
    total = one.search(EVERYTHING, NOW).total
    assert 0 < other.search(EVERYTHING, NOW).total == total
    other.remove(range(1, 21))
    assert one.search(EVERYTHING, NOW).total == 0
    other.rebuild(documents(20))
    assert one.search(EVERYTHING, NOW).total == total


def test_many_changes_are_answered_as_few_are(
    open_engine: Any, judge: PlainEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_engine, "MOST_FRESH", 10)
    engine = open_engine()
    engine.rebuild([])
    for start in range(1, CORPUS + 1, 8):
        engine.put(documents(min(8, CORPUS + 1 - start), first=start))
        engine.search(EVERYTHING, NOW)

    criteria = SearchCriteria(words="customer service")
    assert engine.search(criteria, NOW) == judge.search(criteria, NOW)


def test_writers_take_turns(open_engine: Any) -> None:
    engines = [open_engine() for _ in range(3)]
    engines[0].rebuild([])

    def write(number: int) -> None:
        for listing in range(1, 31):
            engines[number].put([document(listing), document(100 * (number + 1) + listing)])

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, range(3)))

    wanted = {d.id: d.version for first in (1, 101, 201, 301) for d in documents(30, first=first)}
    assert engines[0].stamp() == wanted
    assert engines[0].state().documents == len(wanted)


def test_a_writer_whose_turn_does_not_come_says_so(open_engine: Any, database: Engine) -> None:
    engine = open_engine(lock_seconds=0.1)
    engine.rebuild([])
    with database.begin() as other:
        tables.lock(other, 1)
        for write in (lambda: engine.put([document(1)]), lambda: engine.rebuild([])):
            with pytest.raises(IndexBusy):
                write()

    engine.put([document(1)])
    assert list(engine.stamp()) == [1]


@pytest.mark.parametrize(
    "ruin",
    [
        f"DROP SCHEMA {tables.SCHEMA} CASCADE",
        f"DELETE FROM {tables.POINTER}",
        f"UPDATE {tables.POINTER} SET layout = 'of another version'",
        f"ALTER SCHEMA {tables.SCHEMA} RENAME TO elsewhere_{{number}}",
    ],
)
def test_an_index_that_is_gone_or_strange_is_unavailable_until_rebuilt(
    open_engine: Any, database: Engine, ruin: str
) -> None:
    engine = open_engine()
    engine.rebuild(documents(5))
    engine.search(EVERYTHING, NOW)
    with database.begin() as connection:
        connection.execute(text(ruin.format(number=random.randrange(10**9))))

    for ask in (
        lambda: engine.search(EVERYTHING, NOW),
        lambda: engine.suggest("cust", NOW),
        lambda: engine.put([document(1)]),
        lambda: engine.remove([1]),
        engine.stamp,
        engine.state,
        engine.tidy,
    ):
        with pytest.raises(IndexUnavailable):
            ask()
    assert engine.rebuild(documents(5)) == 5
    assert len(engine.stamp()) == 5


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(open_engine: Any) -> None:
    engine = open_engine()
    engine.rebuild(documents(5))
    before = engine.state()

    def torn() -> Iterator[Any]:
        yield from documents(3, first=50)
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        engine.rebuild(torn())
    assert engine.state() == before
    assert sorted(engine.stamp()) == [1, 2, 3, 4, 5]


def test_the_site_names_its_own_database_or_another(search_database: str, tmp_path: Any) -> None:
    address = search_database.replace("+psycopg", "")
    for search_url, database_url in (
        ("postgresql:", address),
        (address, "sqlite:///other.sqlite3"),
    ):
        engine = engine_for(search_url, tmp_path, database_url)
        assert engine.rebuild(documents(2)) == 2
        engine.close()
    with pytest.raises(ValueError, match="needs a DATABASE_URL"):
        engine_for("postgresql:", tmp_path, "sqlite:///other.sqlite3")
