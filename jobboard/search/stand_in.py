"""Who answers while there is no index: the judge, over the database's own listings."""

from __future__ import annotations

import time
from collections.abc import Collection, Hashable, Iterable, Mapping
from threading import Lock
from typing import NamedTuple, Protocol

from jobboard.search.documents import ListingDocument
from jobboard.search.plain_engine import PlainEngine

MOST_LISTINGS = 2_000
"""Reading a listing takes some milliseconds: for more the page says that search is being mended."""

FRESH_SECONDS = 1.0
"""Younger than this it is not looked at whether anything changed."""

KEPT_SECONDS = 2.0
"""No change is invisible for longer than with an index."""


class Listings(Protocol):
    """The listings to search, as the database has them."""

    def stamps(self, most: int) -> Mapping[int, Hashable] | None:
        """By id what differs once a listing differs; None if there are more than ``most``."""

    def documents(self, ids: Collection[int]) -> Iterable[ListingDocument]:
        """What is to be found of these listings, without those that are gone or unreadable."""


class _Held(NamedTuple):
    """A judge that never changes, the stamps of what it knows, and when these were read."""

    judge: PlainEngine
    stamps: Mapping[int, Hashable]
    read_at: float

    @property
    def age(self) -> float:
        return time.monotonic() - self.read_at


class StandIn:
    """Keeps the judge as the database is now. Safe to use from several threads."""

    def __init__(self, listings: Listings) -> None:
        self._listings = listings
        self._held: _Held | None = None
        self._reading = Lock()

    def judge(self) -> PlainEngine | None:
        """Who answers now; None if there are too many listings.

        One thread reads what changed. Meanwhile the others go on with what was, and wait only
        once that is too old.
        """
        held = self._held
        if held is not None and held.age < FRESH_SECONDS:
            return held.judge
        if not self._reading.acquire(blocking=held is None or held.age >= KEPT_SECONDS):
            return held.judge if held else None
        try:
            current = self._held
            if current is held or current is None:
                current = self._held = self._read(held)
            return current.judge if current else None
        finally:
            self._reading.release()

    def rest(self) -> None:
        """Let go of what was read; the index answers again."""
        self._held = None

    def _read(self, held: _Held | None) -> _Held | None:
        """What the database has now, made of what is held and of what changed since."""
        begun = time.monotonic()
        stamps = self._listings.stamps(MOST_LISTINGS)
        if stamps is None:
            return None
        known, judge = (held.stamps, held.judge) if held else ({}, PlainEngine())
        changed = {key for key, stamp in stamps.items() if known.get(key) != stamp}
        gone = known.keys() - stamps.keys()
        if changed or gone:
            documents = self._listings.documents(changed) if changed else ()
            judge = judge.later(documents, without=gone | changed)
        return _Held(judge, stamps, begun)
