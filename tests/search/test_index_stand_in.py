"""While there is no index, searches are answered from the database's listings, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from jobboard.domain.criteria import SearchCriteria
from jobboard.search import steady
from jobboard.search.contract import IndexUnavailable
from jobboard.search.documents import ListingDocument
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.steady import SteadyEngine
from jobboard.search.whoosh_engine import WhooshEngine
from tests.factories.search_documents import NOW, document, documents

SEARCHES = [SearchCriteria(), SearchCriteria(words="customer phone"), SearchCriteria(place="TX")]


class Database:
    """Listings that may change."""

    def __init__(self, count: int) -> None:
        self.held = {found.id: found for found in documents(count)}

    def read(self, most: int) -> Sequence[ListingDocument] | None:
        return None if len(self.held) > most else list(self.held.values())


@pytest.fixture
def database() -> Database:
    return Database(40)


@pytest.fixture
def engine(index: Path, database: Database) -> SteadyEngine:
    return SteadyEngine(WhooshEngine(index), database.read)


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
    monkeypatch.setattr(steady, "KEPT_SECONDS", 0.0)
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


def test_too_many_listings_are_not_read_one_by_one(
    engine: SteadyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steady, "MOST_LISTINGS", 39)

    with pytest.raises(IndexUnavailable):
        engine.search(SEARCHES[0], NOW)
