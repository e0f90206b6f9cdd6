"""The answers of a search as rows, each with what it says because of this search."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from markupsafe import Markup

from jobboard.domain.criteria import SearchCriteria
from jobboard.search.contract import Match, SearchPage
from jobboard.web.fragments import drawn
from jobboard.web.public.addresses import search_query
from jobboard.web.public.fit import fit_of
from jobboard.web.public.result_rows import MATCH_BAR, Row, as_list, fact, result_rows, why_line
from jobboard.web.public.search_place import distance_of
from jobboard.web.why import why

# About 300 bytes each.
MOST_REASONS_KEPT = 2_048


def search_rows(
    criteria: SearchCriteria, asked: SearchCriteria, found: SearchPage, now: datetime
) -> Markup:
    """Return the answers to ``criteria``; ``asked`` are these with what their words say."""
    fit, distance = fit_of(), distance_of(asked)

    def of_row(row: Row) -> tuple[str, str]:
        fits = fit(row.requirements) if fit else None
        if fits:
            reason: str = drawn(MATCH_BAR, "match_line", fits)
        else:
            reason = _reason(found.matched.get(row.listing_id, ()))
        return fact(distance(row.place)), reason

    # The address remembers the search, so that the way back leads to it.
    query = search_query(criteria, found.page)
    return as_list(result_rows(found.ids, now), of_row, query)


@lru_cache(maxsize=MOST_REASONS_KEPT)
def _reason(matches: tuple[Match, ...]) -> str:
    """Return why a listing answers as HTML. Many answers share a few reasons."""
    return why_line(why(matches))
