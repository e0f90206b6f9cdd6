"""Both engines, empty and filled, for every contract test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jobboard.search import engine_for
from jobboard.search.contract import SearchEngine
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.whoosh_engine import WhooshEngine
from tests.factories.search_documents import documents

CORPUS = 320


@pytest.fixture(params=["plain:", "whoosh:"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """An engine that holds nothing yet."""
    made = engine_for(request.param, tmp_path)
    made.rebuild([])
    yield made
    made.close()


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where an index of this test lies."""
    return tmp_path / "index"


@pytest.fixture
def whoosh(index: Path) -> Iterator[WhooshEngine]:
    """A Whoosh engine with an empty index, impatient with locks."""
    made = WhooshEngine(index, lock_seconds=0.2)
    made.rebuild([])
    yield made
    made.close()


@pytest.fixture(scope="session")
def judge() -> PlainEngine:
    """The plain engine over the corpus."""
    plain = PlainEngine()
    plain.rebuild(documents(CORPUS))
    return plain


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    """The Whoosh engine over the corpus as years of work leave it: parts, repeats, deletions."""
    made = WhooshEngine(tmp_path_factory.mktemp("index") / "index")
    corpus = list(documents(CORPUS))
    made.rebuild(documents(270, first=1))
    # Listings 271 to 300 first in another wording, then as they are; more that do not stay.
    made.put(documents(60, first=900))
    made.put(corpus[270:300][::-1])
    made.remove(range(900, 960))
    for start in range(300, CORPUS, 5):
        made.put(corpus[start : start + 5])
    yield made
    made.close()
