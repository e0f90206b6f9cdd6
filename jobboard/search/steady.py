"""An engine that goes on answering while its index is missing or torn.

Who searches then is answered by the judge over the database's own listings: as right, and
slower, so only on a board small enough that nobody waits for minutes. Who writes, or asks how
the index is, hears the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Protocol, TypeVar, runtime_checkable

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.fit import Profile
from jobboard.search import warming
from jobboard.search.contract import (
    PAGE_SIZE,
    SUGGESTIONS,
    EngineState,
    FitPage,
    IndexUnavailable,
    Progress,
    SearchEngine,
    SearchPage,
    Suggestion,
)
from jobboard.search.documents import ListingDocument
from jobboard.search.stand_in import Listings, StandIn

Answer = TypeVar("Answer")


@runtime_checkable
class Restoring(Protocol):
    """An engine that can put back what is gone of its index without building anew."""

    def restore(self) -> bool:
        """Say whether that mended it. Raises IndexUnavailable if it cannot, IndexBusy."""


class SteadyEngine:
    """A SearchEngine around another one, over the same listings as the database has them."""

    def __init__(self, engine: SearchEngine, listings: Listings) -> None:
        self.inner = engine
        self._stand_in = StandIn(listings)

    def search(
        self,
        criteria: SearchCriteria,
        now: datetime,
        page: int = 1,
        per_page: int = PAGE_SIZE,
        *,
        among: Collection[int] | None = None,
    ) -> SearchPage:
        """See SearchEngine."""
        return self._asked(lambda e: e.search(criteria, now, page, per_page, among=among))

    def fits(
        self,
        profile: Profile,
        now: datetime,
        page: int = 1,
        per_page: int = PAGE_SIZE,
        leave_out: Collection[int] = (),
    ) -> FitPage:
        """See SearchEngine."""
        return self._asked(lambda e: e.fits(profile, now, page, per_page, leave_out))

    def suggest(
        self, typed: str, now: datetime, limit: int = SUGGESTIONS
    ) -> tuple[Suggestion, ...]:
        """See SearchEngine."""
        return self._asked(lambda e: e.suggest(typed, now, limit))

    def put(self, documents: Iterable[ListingDocument]) -> None:
        """See SearchEngine."""
        self.inner.put(documents)

    def remove(self, ids: Iterable[int]) -> None:
        """See SearchEngine."""
        self.inner.remove(ids)

    def stamp(self) -> Mapping[int, str]:
        """See SearchEngine."""
        return self.inner.stamp()

    def rebuild(
        self, documents: Iterable[ListingDocument], progress: Progress | None = None
    ) -> int:
        """See SearchEngine."""
        return self.inner.rebuild(documents, progress)

    def state(self) -> EngineState:
        """See SearchEngine."""
        return self.inner.state()

    def tidy(self) -> None:
        """See SearchEngine."""
        self.inner.tidy()

    def close(self) -> None:
        """See SearchEngine."""
        self.inner.close()

    def restore(self) -> bool:
        """Put back an index that is gone; say whether that mended it. Raises as Restoring says."""
        return isinstance(self.inner, Restoring) and self.inner.restore()

    def warm(self, now: datetime) -> None:
        """Have the engine itself read what most searches need."""
        warming.warm(self.inner, now)

    def _asked(self, ask: Callable[[SearchEngine], Answer]) -> Answer:
        try:
            answer = ask(self.inner)
        except IndexUnavailable:
            judge = self._stand_in.judge()
            if judge is None:
                raise
            return ask(judge)
        self._stand_in.rest()
        return answer
