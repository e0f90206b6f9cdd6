"""What is kept in memory takes no more of it than was set."""

from __future__ import annotations

import tracemalloc

from jobboard.search.cache import BoundedCache
from jobboard.search.columns import new_keys
from jobboard.search.segment import Cached, size_of
from jobboard.search.snapshot import Snapshot

LIMIT = 1_000_000


def test_words_that_no_listing_has_take_no_more_than_they_may() -> None:
    tracemalloc.start()
    try:
        cache: BoundedCache[Cached] = BoundedCache(LIMIT, size_of)
        for number in range(20_000):
            cache.get(("segment", f"word{number}"), lambda: None)
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert cache.held(("segment", "word19999"))
    assert LIMIT / 4 < taken <= LIMIT


def test_how_often_words_stand_is_remembered_of_some_alone() -> None:
    snapshot = Snapshot((), (), new_keys(), "1")
    tracemalloc.start()
    try:
        for number in range(50_000):
            assert snapshot.frequency(f"word{number}") == 0
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < 2 * LIMIT
