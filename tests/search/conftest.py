"""Every engine, empty and filled, for every contract test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jobboard.search import engine_for
from jobboard.search.contract import SearchEngine
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.whoosh_engine import WhooshEngine
from tests.factories.search_documents import documents
from tests.support import postgres

CORPUS = 320


@pytest.fixture(scope="session")
def search_database(postgres_server: postgres.Server) -> Iterator[str]:
    """The address of a PostgreSQL database for indexes."""
    url = postgres_server.create_database()
    yield url.render_as_string(hide_password=False)
    postgres_server.drop_database(url)


@pytest.fixture(params=["plain:", "whoosh:", "postgresql:"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """An engine that holds nothing yet."""
    on_postgres = request.param == "postgresql:"
    database_url = request.getfixturevalue("search_database") if on_postgres else ""
    made = engine_for(request.param, tmp_path, database_url)
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


@pytest.fixture(scope="session", params=["whoosh:", "postgresql:"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    """An engine over the corpus as years of work leave it: parts, repeats, deletions."""
    database_url = ""
    if request.param == "postgresql:":
        url = request.getfixturevalue("postgres_server").create_database()
        database_url = url.render_as_string(hide_password=False)
    made = engine_for(request.param, tmp_path_factory.mktemp("index"), database_url)
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
