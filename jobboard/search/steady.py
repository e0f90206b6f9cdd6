"""An engine that goes on answering while its index is missing or torn.

Who searches then is answered by the judge over the database's own listings: as right, and
slower, so only on a board small enough that nobody waits for minutes. Who writes, or asks how
the index is, hears the truth.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import Protocol, TypeVar, runtime_checkable

from jobboard.domain import vocabulary
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.fit import Profile
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
from jobboard.search.plain_engine import PlainEngine

MOST_LISTINGS = 2_000
"""Reading a listing takes some milliseconds: for more the page says that search is being mended."""

KEPT_SECONDS = 2.0
"""No change is invisible for longer than with an index."""

_A_PLACE = "Springfield"
_COMMON = ("role-family", "channel", "level")

_BEGUN, _SLIP = "cust", "custmer"
"""Looked for among all suggestions, and among all words that the index knows."""

Spare = Callable[[int], Sequence[ListingDocument] | None]
Answer = TypeVar("Answer")


@runtime_checkable
class Restoring(Protocol):
    """An engine that can put back what is gone of its index without building anew."""

    def restore(self) -> bool:
        """Say whether that mended it. Raises IndexUnavailable if it cannot, IndexBusy."""


class SteadyEngine:
    """A SearchEngine around another one.

    ``spare`` gives all listings to search, or None if there are more than it is told.
    """

    def __init__(self, engine: SearchEngine, spare: Spare) -> None:
        self.inner = engine
        self._spare = spare
        self._judge = PlainEngine()
        self._read_at = -KEPT_SECONDS
        self._reading = Lock()

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
        """Ask for the words of the trade, a place and matches: nobody waits for a first reading."""
        try:
            self.inner.search(SearchCriteria(place=_A_PLACE), now)
            self.inner.fits(Profile(), now)
            for group in _COMMON:
                for term in vocabulary.terms(group):
                    self.inner.search(SearchCriteria(words=term.label), now)
            self.inner.search(SearchCriteria(words=_SLIP), now)
            self.inner.suggest(_BEGUN, now)
        except IndexUnavailable:
            return
        # What is read by now stays: looking for garbage in it would hold up a search at times.
        gc.collect()
        gc.freeze()

    def _asked(self, ask: Callable[[SearchEngine], Answer]) -> Answer:
        try:
            return ask(self.inner)
        except IndexUnavailable as error:
            return ask(self._stand_in(error))

    def _stand_in(self, error: IndexUnavailable) -> SearchEngine:
        """The judge, as the database is now. Only what changed is read anew."""
        with self._reading:
            if time.monotonic() - self._read_at >= KEPT_SECONDS:
                documents = self._spare(MOST_LISTINGS)
                if documents is None:
                    raise error
                held = self._judge.stamp()
                self._judge.put(d for d in documents if held.get(d.id) != d.version)
                self._judge.remove(held.keys() - {document.id for document in documents})
                self._read_at = time.monotonic()
            return self._judge
