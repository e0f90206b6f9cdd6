"""How many jobs other searches would give, for one page: each is a search, so they are few."""

from __future__ import annotations

from datetime import datetime

from jobboard.domain.criteria import SearchCriteria
from jobboard.search.contract import COUNT_ONLY
from jobboard.services.indexing import engine

MOST_SEARCHES = 10


class Counts:
    """Counts other searches at one time, MOST_SEARCHES at most."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._left = MOST_SEARCHES

    def of(self, criteria: SearchCriteria) -> int | None:
        """Return how many jobs a search gives; None once enough were counted."""
        if not self._left:
            return None
        self._left -= 1
        return engine().search(criteria, self._now, per_page=COUNT_ONLY).total
