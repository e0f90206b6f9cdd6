"""How many jobs there are where, for landing pages: counted once in a while, not for each page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, cast

from flask import current_app, url_for

from jobboard.domain import landing as pages
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.landing import Landing
from jobboard.queries.landing import Somewhere, places_with_work
from jobboard.search.contract import IndexUnavailable
from jobboard.services.indexing import engine

# What ended meanwhile is counted for so long at most; the jobs a page shows are always read anew.
KEPT = timedelta(seconds=30)
_NAME = "landing_counts"

Facets = Mapping[str, Mapping[str, int]]


class Counted(NamedTuple):
    """A landing page there is now, and how many jobs it is about."""

    landing: Landing
    jobs: int

    @property
    def url(self) -> str:
        """The page's one address."""
        return url_for("public.landing", slug=self.landing.slug)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in a generation of the index, "" while there is none, at a moment.

    What it keeps is bounded by the pages there can be: those of facets are few, and those of
    towns no more than the gazetteer has.
    """

    generation: str
    at: datetime
    places: Sequence[Somewhere]
    _of_places: dict[tuple[str, str], list[Counted]] = field(default_factory=dict)
    _facets: dict[SearchCriteria, Facets] = field(default_factory=dict)

    def facets(self, criteria: SearchCriteria) -> Facets:
        """Return how many jobs answer these criteria for each value of each facet."""
        if criteria not in self._facets:
            self._facets[criteria] = engine().search(criteria, self.at, per_page=1).facets
        return self._facets[criteria]

    def of_places(self, kind: str, role: str) -> list[Counted]:
        """Return the pages of a role for states or towns where there is work, most first."""
        if (kind, role) not in self._of_places:
            self._of_places[kind, role] = _of_places(kind, role, self.places)
        return self._of_places[kind, role]


def counts(now: datetime) -> Counts:
    """Return what was counted a moment ago, or count anew."""
    generation = _generation()
    kept = cast("Counts | None", current_app.extensions.get(_NAME))
    if kept is None or kept.generation != generation or abs(now - kept.at) > KEPT:
        kept = Counts(generation, now, places_with_work(now))
        current_app.extensions[_NAME] = kept
    return kept


def _generation() -> str:
    try:
        return engine().state().generation
    except IndexUnavailable:
        return ""  # Searches are answered all the same, if there are not too many listings.


def _of_places(kind: str, role: str, places: Sequence[Somewhere]) -> list[Counted]:
    jobs: Counter[Landing] = Counter()
    for place in places:
        if place.role == role and (page := _page(kind, place)):
            jobs[page] += place.jobs
    found = (Counted(page, count) for page, count in jobs.items())
    return sorted(found, key=lambda page: (-page.jobs, page.landing.name))


def _page(kind: str, place: Somewhere) -> Landing | None:
    if kind == "state":
        return pages.of_value(place.role, kind, place.state)
    town = pages.known_town(place.town, place.state) if place.town else None
    return pages.of_town(place.role, town) if town else None
