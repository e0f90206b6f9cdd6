"""What is refused, joined by "or" or may be missing, for every engine."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jobboard.domain.criteria import SearchCriteria
from jobboard.search.contract import SearchEngine
from tests.factories.search_documents import NOW, document

LIVE = {
    "state": "live",
    "published_at": NOW,
    "opens_at": NOW,
    "closes_at": NOW + timedelta(days=20),
    "arrangement": "on-site",
    "country": "US",
    "postcode": "",
    "latitude": None,
    "longitude": None,
    "duties": [],
    "channels": [],
    "requirements": [],
    "shift_bands": [],
    "brand": "",
}


@pytest.fixture
def listings(engine: SearchEngine) -> SearchEngine:
    """An engine with a job by phone in Texas and one by chat in Ohio."""
    austin = {"town": "Austin", "region": "US-TX", "title": "Sales agent by phone"}
    columbus = {"town": "Columbus", "region": "US-OH", "title": "Chat agent"}
    engine.rebuild(
        [
            document(1, description="Cold calls.", **austin, **LIVE),
            document(2, description="Answers in writing.", **columbus, **LIVE),
        ]
    )
    return engine


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("texas", [1]),
        ("texas 73301", [1]),
        ("austin tx 78701 usa", [1]),
        ("texas qwertyuiop", [1]),
        ("texas or ohio", [2, 1]),
        ("agent no phone", [2, 1]),
        ("agent no sales no cold calls", [2, 1]),
        ("phone or chat", [2, 1]),
        ("qwertyuiop", []),
    ],
)
def test_wishes(listings: SearchEngine, words: str, ids: list[int]) -> None:
    found = listings.search(SearchCriteria(words=words), NOW).ids

    assert set(found) == set(ids)
    if "no " in words:
        assert list(found) == ids
