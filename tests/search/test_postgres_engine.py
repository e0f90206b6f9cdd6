"""The engine on PostgreSQL beyond the contract: processes beside each other, ruin, nearness."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, make_url, text

from jobboard.domain.criteria import SearchCriteria
from jobboard.search import engine_for
from jobboard.search.clauses import MOST_TERMS
from jobboard.search.contract import IndexBusy, IndexUnavailable, SearchEngine
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.postgres import opened, postings, tables, writing
from jobboard.search.postgres.connections import copied
from jobboard.search.postgres.engine import PostgresEngine
from jobboard.search.warming import warm
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
def open_engine(search_database: str, database: Engine) -> Iterator[Any]:
    """Open the index as another process would. There is none yet."""
    with database.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {tables.SCHEMA} CASCADE"))
    opened: list[PostgresEngine] = []

    def begin(**wishes: Any) -> PostgresEngine:
        opened.append(PostgresEngine(search_database, **wishes))
        return opened[-1]

    yield begin
    for engine in opened:
        engine.close()


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
    monkeypatch.setattr(writing, "MOST_FRESH", 10)
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
        (
            f"UPDATE {tables.POINTER} SET layout = 'of an earlier version';"
            f"ALTER TABLE {tables.POINTER} DROP COLUMN folded;"
            f"CREATE TABLE {tables.SCHEMA}.unheard_of_3 (number int)"
        ),
        f"ALTER SCHEMA {tables.SCHEMA} RENAME TO elsewhere_{{number}}",
    ],
)
def test_an_index_that_is_gone_or_strange_is_unavailable_until_rebuilt(
    open_engine: Any, database: Engine, ruin: str
) -> None:
    engine, holding, judge = open_engine(), open_engine(), PlainEngine()
    engine.rebuild(documents(5))
    # As many changes as later, so that only the contents tell the one index from the other.
    engine.put([document(1, title="Zebra keeper")])
    for each in (engine, holding):
        each.search(EVERYTHING, NOW)
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

    def agree() -> None:
        for criteria in (EVERYTHING, SearchCriteria(words="zebra"), SearchCriteria(words="walrus")):
            expected = judge.search(criteria, NOW)
            assert [each.search(criteria, NOW) for each in (engine, holding)] == [expected] * 2

    others = [document(n, title="Walrus keeper") for n in range(51, 56)]
    assert engine.rebuild(others) == judge.rebuild(others) == 5
    agree()
    for number in (61, 62):
        for each in (engine, judge):
            each.put([document(number, title="Zebra and walrus keeper")])
        agree()
    assert engine.stamp() == judge.stamp()


def test_a_database_put_back_to_an_earlier_state_is_read_anew(
    open_engine: Any, database: Engine
) -> None:
    engine, holding, judge = open_engine(), open_engine(), PlainEngine()
    for each in (engine, judge):
        each.rebuild(documents(20))
    with database.begin() as connection:
        names = tables.pointer(connection).tables
        for number, table in enumerate((*names, tables.POINTER)):
            connection.execute(text(f"DROP TABLE IF EXISTS public.kept_{number}"))
            connection.execute(text(f"CREATE TABLE public.kept_{number} AS TABLE {table}"))
    for number in range(40, 44):
        engine.put([document(number, title="Zebra keeper")])
    holding.search(EVERYTHING, NOW)
    with database.begin() as connection:
        for number, table in enumerate((*names, tables.POINTER)):
            connection.execute(text(f"DELETE FROM {table}"))
            connection.execute(text(f"INSERT INTO {table} TABLE public.kept_{number}"))
            connection.execute(text(f"DROP TABLE public.kept_{number}"))
    for words in ("", "zebra", "customer"):
        criteria = SearchCriteria(words=words)
        assert holding.search(criteria, NOW) == judge.search(criteria, NOW)
    for each in (engine, judge):
        each.put([document(50, title="Walrus keeper")])
    assert holding.search(EVERYTHING, NOW) == judge.search(EVERYTHING, NOW)


@pytest.mark.parametrize("switched", ["rebuild", "compaction"])
def test_searches_and_a_switch_do_not_wait_for_who_reads(
    open_engine: Any, database: Engine, switched: str
) -> None:
    engine, other, judge = open_engine(), open_engine(), PlainEngine()
    for each in (engine, judge):
        each.rebuild(documents(30))
        each.remove(range(1, 11))
    other.search(EVERYTHING, NOW)
    with database.connect() as reading:
        old = tables.pointer(reading)
        for table in old.tables:
            reading.execute(text(f"SELECT count(*) FROM {table}"))
        with ThreadPoolExecutor(1) as pool:
            if switched == "rebuild":
                switching = pool.submit(engine.rebuild, documents(20, first=11))
            else:
                switching = pool.submit(engine.tidy)
            try:
                switching.result(30)
                for words in ("", "customer"):
                    criteria = SearchCriteria(words=words)
                    found = pool.submit(other.search, criteria, NOW).result(30)
                    assert found == judge.search(criteria, NOW)
            finally:
                reading.rollback()
    assert _builds(database) == {old.build, _build(database)}
    engine.tidy()
    assert _builds(database) == {_build(database)}


def _build(database: Engine) -> str:
    with database.begin() as connection:
        return tables.pointer(connection).build


def _builds(database: Engine) -> set[str]:
    """The builds that still have tables."""
    with database.begin() as connection:
        names = connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = :schema"),
            {"schema": tables.SCHEMA},
        ).scalars()
        return {name.rpartition("_")[2] for name in names if "_" in name}


def test_a_rebuild_while_tables_are_swept_is_no_failure(
    open_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, builder = open_engine(), open_engine()
    engine.rebuild(documents(5))
    looking = engine._database.looking

    def looking_meanwhile() -> Any:
        _between(monkeypatch, engine, lambda: builder.rebuild(documents(6)))
        return looking()

    monkeypatch.setattr(engine._database, "looking", looking_meanwhile)
    engine.tidy()
    assert builder.state().documents == 6


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


def _between(monkeypatch: pytest.MonkeyPatch, engine: PostgresEngine, happens: Any) -> None:
    """Let something happen once, after the next look at the pointer."""
    pointer = tables.pointer
    waiting = [happens]

    def looked(connection: Any) -> tables.Pointer:
        found = pointer(connection)
        while waiting:
            waiting.pop()()
        return found

    monkeypatch.setattr(tables, "pointer", looked)


def test_a_rebuild_between_pointer_and_reading_is_no_failure(
    open_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder, fresh, opened_before = open_engine(), open_engine(), open_engine()
    builder.rebuild(documents(20))
    opened_before.search(EVERYTHING, NOW)
    expected = builder.search(SearchCriteria(words="customer"), NOW)

    # A process that reads everything, and one that has the arrays and asks about a word.
    for engine in (fresh, opened_before):
        _between(monkeypatch, engine, lambda: builder.rebuild(documents(20)))
        assert engine.search(SearchCriteria(words="customer"), NOW) == expected
        assert engine.search(SearchCriteria(words='"customer service"'), NOW).page == 1


def test_a_restart_of_the_server_is_no_failure(open_engine: Any, database: Engine) -> None:
    engine = open_engine()
    engine.rebuild(documents(20))
    expected = engine.search(EVERYTHING, NOW)
    for words in ("customer", '"customer service"'):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: engine.search(EVERYTHING, NOW), range(8)))
        _break_connections(database)
        assert engine.search(EVERYTHING, NOW) == expected
        engine.search(SearchCriteria(words=words), NOW)


def test_a_connection_lost_between_reading_and_keeping_spoils_nothing(
    open_engine: Any, database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, writer, judge = open_engine(), open_engine(), PlainEngine()
    for each in (writer, judge):
        each.rebuild(documents(60))
    engine.search(EVERYTHING, NOW)
    for each in (writer, judge):
        each.put(documents(3, first=100))
    put_together, waiting = opened._opened, [True]

    def lost(*given: Any) -> Any:
        done = put_together(*given)
        while waiting:
            waiting.pop()
            _break_connections(database)
            for each in (open_engine(), judge):
                each.put(documents(20, first=200))
        return done

    monkeypatch.setattr(opened, "_opened", lost)
    for words in ("", "customer"):
        criteria = SearchCriteria(words=words)
        assert engine.search(criteria, NOW) == judge.search(criteria, NOW)
    assert not waiting


def _break_connections(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def test_what_a_copy_meets_is_told_as_every_failure_is(open_engine: Any) -> None:
    engine = open_engine()
    engine.rebuild(documents(5))
    with pytest.raises(IndexUnavailable), engine._database.looking() as connection:
        copied(connection, [("number", "i4")], "SELECT number FROM search_index.documents_0")


def test_dead_rows_are_left_behind_at_a_quiet_hour(open_engine: Any, database: Engine) -> None:
    engine, judge = open_engine(), PlainEngine()
    engine.rebuild(documents(60))
    judge.rebuild(documents(60))
    for each in (engine, judge):
        each.put([document(7, title="Zebra keeper"), *documents(6, first=300)])
        each.remove(range(20, 60))
    before = _rows(database)
    engine.tidy()
    after = _rows(database)
    assert before["documents"] == 67
    assert after["documents"] == after["texts"] == judge.state().documents == 26
    assert after["keys"] < before["keys"]
    assert after["words"] < before["words"]
    assert engine.state().documents == 26

    # Who has it open, who opens it, and who goes on writing agree with the judge.
    chance = random.Random(5)
    for each in (engine, judge):
        each.put([document(8, title="Walrus keeper"), document(500), document(20)])
    other = open_engine()
    for criteria in (*(random_criteria(chance) for _ in range(15)), SearchCriteria(words="zebr")):
        expected = judge.search(criteria, NOW)
        assert engine.search(criteria, NOW) == expected
        assert other.search(criteria, NOW) == expected
    assert engine.stamp() == judge.stamp()
    generation = engine.state().generation
    engine.tidy()
    assert engine.state().generation == generation


def _rows(database: Engine) -> dict[str, int]:
    """How many rows each table has."""
    with database.begin() as connection:
        build = tables.pointer(connection).build
        kinds = ("documents", "texts", "keys", "words", "runs")
        return {
            kind: connection.execute(
                text(f"SELECT count(*) FROM {tables.SCHEMA}.{kind}_{build}")
            ).scalar_one()
            for kind in kinds
        }


def test_what_was_read_of_words_is_used_on_when_changes_are_folded(
    open_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_FRESH", 10)
    monkeypatch.setattr(opened, "MOST_PARTS", 4)
    engine, judge = open_engine(), PlainEngine()
    asked = [SearchCriteria(words=words) for words in ("customer", "phone", '"customer service"')]
    for each in (engine, judge):
        each.rebuild(documents(80))
    for criteria in asked:
        engine.search(criteria, NOW)

    for start in range(0, 60, 6):
        for each in (engine, judge):
            each.put(documents(6, first=100 + start))
            each.put([document(start + 1, title="Customer zebra"), document(start + 2, title="Z")])
            each.remove([start + 3, 100 + start])
        for criteria in (*asked, SearchCriteria(words="zebra customer")):
            assert engine.search(criteria, NOW) == judge.search(criteria, NOW), (start, criteria)
    many = list(documents(40, first=400))
    monkeypatch.setattr(opened, "MOST_CAUGHT_UP", 20)
    for each in (engine, judge):
        each.put(many)
    for criteria in asked:
        assert engine.search(criteria, NOW) == judge.search(criteria, NOW)


def test_words_known_before_a_change_are_not_asked_for_again(open_engine: Any) -> None:
    engine = open_engine()
    engine.rebuild(documents(40))
    engine.search(SearchCriteria(words="customer"), NOW)
    engine.put(documents(20, first=100))
    statements = _statements(engine)
    engine.search(SearchCriteria(words="customer"), NOW)
    assert not [said for said in statements if "postings" in said]


def test_runs_put_together_at_a_quiet_hour_change_no_answer(
    open_engine: Any, judge: PlainEngine, database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_FRESH", 5)
    monkeypatch.setattr(postings, "LONGEST_RUN", 64)
    asked = [SearchCriteria(words=words) for words in ("customer", "phone", '"customer service"')]
    engine, half_way = open_engine(), open_engine()
    engine.rebuild(documents(100))
    for start in range(101, CORPUS + 1, 10):
        engine.put(documents(10, first=start))
        if start == 201:
            half_way.search(asked[0], NOW)
    held = half_way.search(asked[1], NOW)
    before = _rows(database)["runs"]
    engine.tidy()
    assert _rows(database)["runs"] < before
    other = open_engine()
    assert half_way.search(asked[1], NOW) == held
    for criteria in asked:
        expected = judge.search(criteria, NOW)
        assert [each.search(criteria, NOW) for each in (engine, half_way, other)] == [expected] * 3


def _statements(engine: PostgresEngine) -> list[str]:
    """What the engine asks the server from now on."""
    said: list[str] = []
    event.listen(
        engine._database._engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: said.append(statement),
    )
    return said


def test_others_are_answered_while_one_reads_what_is_new(
    open_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, writer = open_engine(), open_engine()
    engine.rebuild(documents(20))
    before = engine.search(EVERYTHING, NOW)
    begun, go_on = Event(), Event()
    read = opened.read_changes

    def slowly(*given: Any) -> Any:
        begun.set()
        assert go_on.wait(30)
        return read(*given)

    monkeypatch.setattr(opened, "read_changes", slowly)
    writer.put(documents(10, first=900))
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(engine.search, EVERYTHING, NOW)
        assert begun.wait(30)
        assert engine.search(EVERYTHING, NOW) == before
        go_on.set()
        after = reading.result(30)
    assert after.total > before.total
    assert engine.search(EVERYTHING, NOW) == after


def test_misspelled_words_are_mended_without_asking_again(
    open_engine: Any, judge: PlainEngine
) -> None:
    engine = open_engine()
    engine.rebuild(documents(CORPUS))
    criteria = SearchCriteria(words="custmer servise represntative")
    expected = judge.search(criteria, NOW)
    assert expected.suggestion
    assert engine.search(criteria, NOW) == expected
    statements = _statements(engine)
    assert engine.search(criteria, NOW) == expected
    assert not [said for said in statements if "words_" in said]

    for each in (engine, other := PlainEngine()):
        if each is other:
            each.rebuild(documents(CORPUS))
        each.put([document(number, title="Walruskeeper") for number in range(1, 9)])
    nearly = SearchCriteria(words="walruskeper")
    assert engine.search(nearly, NOW) == other.search(nearly, NOW)
    assert engine.search(nearly, NOW).suggestion == "walruskeeper"


def test_alerts_among_few_listings_are_ordered_as_among_all(
    open_engine: Any, judge: PlainEngine
) -> None:
    engine = open_engine()
    engine.rebuild(documents(CORPUS))
    chance = random.Random(11)
    for _ in range(25):
        criteria = random_criteria(chance)
        among = chance.sample(range(1, CORPUS + 1), 60)
        assert engine.search(criteria, NOW, among=among) == judge.search(criteria, NOW, among=among)


def test_a_warmed_process_asks_the_server_about_no_common_word(open_engine: Any) -> None:
    engine = open_engine()
    engine.rebuild(documents(40))
    warm(engine, NOW)
    statements = _statements(engine)
    for words in ("customer service", "phone", "team lead"):
        engine.search(SearchCriteria(words=words), NOW)
    engine.suggest("cust", NOW)
    assert not [said for said in statements if "pointer" not in said]
    engine.search(SearchCriteria(words="reprsentative"), NOW)
    assert not [said for said in statements if "WHERE change" in said]


def test_of_many_unknown_words_only_some_are_mended(
    judge: PlainEngine, filled: SearchEngine
) -> None:
    slips = [f"custom{first}{second}r" for first in "aiou" for second in "abcdefghijk"]
    criteria = SearchCriteria(words=" ".join(slips))
    expected = judge.search(criteria, NOW)
    assert filled.search(criteria, NOW) == expected
    mended = [word for word in (expected.suggestion or "").split() if word not in slips]
    assert len(mended) <= MOST_TERMS
