"""While there is no index, searches are answered from the database's listings, or not at all."""

from __future__ import annotations

import gc
import shutil
import threading
import weakref
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from jobboard.domain.criteria import SearchCriteria
from jobboard.search import plain_engine, stand_in
from jobboard.search.contract import IndexUnavailable
from jobboard.search.documents import ListingDocument
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.steady import SteadyEngine
from jobboard.search.whoosh_engine import WhooshEngine
from tests.factories.search_documents import NOW, document, documents

LONGEST_WAIT = 60.0
SEARCHES = [SearchCriteria(), SearchCriteria(words="customer phone"), SearchCriteria(place="TX")]


class Database:
    """Listings that may change."""

    def __init__(self, count: int) -> None:
        self.held = {found.id: found for found in documents(count)}

        self.read: list[int] = []
        self.before_reading: Callable[[], object] = lambda: None

    def stamps(self, most: int) -> Mapping[int, Hashable] | None:
        self.before_reading()
        versions = {key: document.version for key, document in self.held.items()}
        return versions if len(versions) <= most else None

    def documents(self, ids: Collection[int]) -> Sequence[ListingDocument]:
        self.read += ids
        return [self.held[key] for key in ids]


@pytest.fixture
def database() -> Database:
    return Database(40)


@pytest.fixture
def engine(index: Path, database: Database) -> SteadyEngine:
    return SteadyEngine(WhooshEngine(index), database)


@pytest.fixture
def others() -> Iterator[ThreadPoolExecutor]:
    """Two more who search."""
    with ThreadPoolExecutor(2) as pool:
        yield pool


def look_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every search look whether a listing changed."""
    monkeypatch.setattr(stand_in, "FRESH_SECONDS", 0.0)


def judge_of(database: Database) -> PlainEngine:
    judge = PlainEngine()
    judge.rebuild(database.held.values())
    return judge


def test_a_fresh_process_without_an_index_answers_rightly(
    engine: SteadyEngine, database: Database
) -> None:
    judge = judge_of(database)

    for criteria in SEARCHES:
        assert engine.search(criteria, NOW) == judge.search(criteria, NOW)
    assert engine.suggest("cust", NOW) == judge.suggest("cust", NOW)


def test_changes_are_seen_without_an_index_too(
    engine: SteadyEngine, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_always(monkeypatch)
    engine.search(SEARCHES[0], NOW)
    del database.held[1]
    database.held[2] = document(2, title="Zebra keeper")
    database.held[50] = document(50)
    judge = judge_of(database)

    for criteria in (*SEARCHES, SearchCriteria(words="zebra")):
        assert engine.search(criteria, NOW) == judge.search(criteria, NOW)


def test_who_writes_or_asks_for_the_state_hears_the_truth(engine: SteadyEngine) -> None:
    for use in (engine.state, engine.stamp, engine.tidy, lambda: engine.put([document(1)])):
        with pytest.raises(IndexUnavailable):
            use()


def test_the_index_answers_again_once_it_is_built(engine: SteadyEngine, index: Path) -> None:
    engine.search(SEARCHES[0], NOW)
    engine.rebuild(documents(3, first=100))
    assert sorted(engine.stamp()) == [100, 101, 102]
    assert set(engine.search(SEARCHES[0], NOW).ids) <= {100, 101, 102}

    # Who has it open reads on; the next process is answered from the database again.
    shutil.rmtree(index)
    assert set(engine.search(SEARCHES[0], NOW).ids) <= {100, 101, 102}


def test_what_was_read_is_let_go_once_the_index_answers_again(engine: SteadyEngine) -> None:
    engine.search(SEARCHES[0], NOW)
    read = weakref.ref(engine._stand_in.judge())
    assert read() is not None

    engine.rebuild(documents(3))
    engine.search(SEARCHES[0], NOW)
    gc.collect()
    assert read() is None


def test_too_many_listings_are_not_read_one_by_one(
    engine: SteadyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stand_in, "MOST_LISTINGS", 39)

    with pytest.raises(IndexUnavailable):
        engine.search(SEARCHES[0], NOW)


def test_only_what_changed_is_read_again(
    engine: SteadyEngine, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_always(monkeypatch)
    engine.search(SEARCHES[0], NOW)
    assert sorted(database.read) == sorted(database.held)

    database.read.clear()
    database.held[2] = document(2, title="Zebra keeper")
    del database.held[1]
    for criteria in SEARCHES:
        engine.search(criteria, NOW)
    assert database.read == [2]


def test_others_are_answered_while_one_reads_what_changed(
    engine: SteadyEngine,
    database: Database,
    others: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look_always(monkeypatch)
    monkeypatch.setattr(stand_in, "KEPT_SECONDS", LONGEST_WAIT)
    before = engine.search(SEARCHES[0], NOW)
    reading, go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        reading.set()
        go_on.wait(LONGEST_WAIT)

    database.before_reading = slowly
    del database.held[before.ids[0]]
    first = others.submit(engine.search, SEARCHES[0], NOW)
    assert reading.wait(LONGEST_WAIT)
    second = others.submit(engine.search, SEARCHES[0], NOW)
    try:
        assert second.result(LONGEST_WAIT / 2) == before
        assert not first.done()
    finally:
        go_on.set()

    assert first.result(LONGEST_WAIT).total == before.total - 1


def test_a_search_goes_on_over_the_listings_it_began_with(
    engine: SteadyEngine,
    database: Database,
    others: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look_always(monkeypatch)
    before = engine.search(SEARCHES[0], NOW)
    halfway, go_on = threading.Event(), threading.Event()
    weigh = plain_engine.match_of

    def slowly(*given: Any) -> float | None:
        if threading.current_thread() is not threading.main_thread():
            halfway.set()
            go_on.wait(LONGEST_WAIT)
        return weigh(*given)

    monkeypatch.setattr(plain_engine, "match_of", slowly)
    first = others.submit(engine.search, SEARCHES[0], NOW)
    assert halfway.wait(LONGEST_WAIT)
    database.held[50] = document(50)
    del database.held[before.ids[0]]
    try:
        assert engine.search(SEARCHES[0], NOW) == judge_of(database).search(SEARCHES[0], NOW)
    finally:
        go_on.set()

    assert first.result(LONGEST_WAIT) == before
