"""Suggestions over columns: what the plain engine counts, from arrays."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

from jobboard.search import suggestions
from jobboard.search.columns import Keys
from jobboard.search.contract import Suggestion
from jobboard.search.entered_names import Names
from jobboard.search.snapshot import Snapshot
from jobboard.search.suggestions import COMPANY, TITLE, Candidate


class Suggester:
    """Makes suggestions from the snapshots of an engine, which share one list of ``keys``.

    Names are read once, as they appear, and entered in order; what is asked each time is only
    how many visible listings have them.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._names = {kind: Names() for kind in (TITLE, COMPANY)}
        self._reading = Lock()

    def read(self) -> None:
        """Take in the names that appeared since; otherwise the next suggestion does."""
        with self._reading:
            for kind, names in self._names.items():
                texts = self._keys[kind]
                names.read(texts[code] for code in range(len(names), len(texts)))

    def suggest(
        self, snapshot: Snapshot, typed: str, moment: int, limit: int
    ) -> tuple[Suggestion, ...]:
        """The suggestions at a time in microseconds."""
        prefix = suggestions.asked(typed)
        if not prefix:
            return ()
        self.read()
        found = [*_terms(snapshot, prefix, moment)]
        for kind in self._names:
            found += self._named(snapshot, kind, prefix, moment, limit)
        return suggestions.best(found, limit)

    def _named(
        self, snapshot: Snapshot, kind: str, prefix: str, moment: int, limit: int
    ) -> Iterator[Candidate]:
        texts, names = self._keys[kind], self._names[kind]
        # Newer snapshots may have added names that no document of this one has.
        listings = snapshot.shown_totals(kind, moment)
        for at, spellings in names.beginning(prefix, listings, limit):
            counts = {
                texts[code]: int(listings[code]) for code in spellings if code < len(listings)
            }
            if not counts:
                continue
            total = sum(counts.values())
            yield Candidate(at, Suggestion(suggestions.usual(counts), kind, total))


def _terms(snapshot: Snapshot, prefix: str, moment: int) -> Iterator[Candidate]:
    for known in suggestions.terms(prefix):
        count = snapshot.shown_frequency(known.concept, moment)
        yield Candidate(known.at, Suggestion(known.label, known.kind, count))
