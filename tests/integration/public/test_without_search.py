"""While the search is being rebuilt the site goes on; and what looks costs little."""

from __future__ import annotations

import pytest

from jobboard.domain import vocabulary
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.whoosh_engine import WhooshEngine
from tests import factories


@pytest.fixture
def no_index(app, monkeypatch, tmp_path) -> None:
    """Give the application an index that is not there."""
    monkeypatch.setitem(app.extensions, "search", WhooshEngine(tmp_path / "gone"))


@pytest.mark.usefixtures("no_index")
def test_the_home_page_shows_the_newest_jobs_without_counts(client) -> None:
    listing = factories.listing(title="Billing representative")
    text = client.page("/").text
    assert listing.title in text
    assert "jobs today" not in text
    assert "job today" not in text


@pytest.mark.usefixtures("no_index")
def test_the_search_says_that_it_will_be_back(client) -> None:
    assert "Search is being rebuilt" in client.page("/jobs", status=503).text
    assert client.get("/readyz").json == {"status": "unavailable", "search": "rebuilding"}


class Counting(PlainEngine):
    """An engine that counts what it is asked, and has no time for a list of all it holds."""

    searches = 0

    def search(self, *args, **named):
        self.searches += 1
        return super().search(*args, **named)

    def stamp(self):
        raise AssertionError("A look at the whole index for a look at whether it is there.")


@pytest.fixture
def counting(app, monkeypatch) -> Counting:
    engine = Counting()
    monkeypatch.setitem(app.extensions, "search", engine)
    return engine


@pytest.mark.usefixtures("counting")
def test_readiness_is_cheap_to_ask(client) -> None:
    assert client.get("/readyz").status_code == 200


def test_a_search_with_every_filter_tries_few_others(client, counting) -> None:
    slugs = "&".join(f"industry={term.slug}" for term in vocabulary.terms("industry"))
    client.page(f"/jobs?{slugs}&words=nothing")
    # The search, all jobs, without the words, without the industries, and both alone.
    assert counting.searches <= 1 + 1 + 2 + 1 + 2
