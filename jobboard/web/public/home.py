"""The first page: what there is today, and ways in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import render_template

from jobboard import clock
from jobboard.domain import vocabulary
from jobboard.domain.criteria import SearchCriteria
from jobboard.queries import listings
from jobboard.search.contract import IndexUnavailable, SearchPage
from jobboard.services.indexing import engine
from jobboard.web.public.addresses import search_url
from jobboard.web.public.blueprint import blueprint
from jobboard.web.public.result_rows import as_list, stamped_rows

NEWEST = 3
# Ways in that a general board does not have: by channel, by place of work, by industry.
WAYS = (
    ("channel", "channel", "By channel"),
    ("arrangement", "arrangement", "By where you work"),
    ("industry", "industry", "By industry"),
)
MOST_ROWS = 8


@blueprint.get("/")
def home() -> str:
    """Show what the board has now; without the counts while the search is being rebuilt."""
    now = clock.now()
    return render_template(
        "public/home.html",
        counts=_counts(now),
        rows=as_list(stamped_rows(listings.newest(now, NEWEST), now)),
    )


def _counts(now: datetime) -> dict[str, Any] | None:
    try:
        everything = engine().search(SearchCriteria(), now)
    except IndexUnavailable:
        return None
    return {
        "total": everything.total,
        "remote": everything.facets.get("arrangement", {}).get("remote", 0),
        "checked": everything.facets.get("checked_only", {}).get("yes", 0),
        "ways": [_way(everything, *way) for way in WAYS],
    }


def _way(everything: SearchPage, name: str, group: str, title: str) -> dict[str, Any]:
    counts = everything.facets.get(name, {})
    held = [term for term in vocabulary.terms(group) if counts.get(term.slug)]
    held.sort(key=lambda term: (-counts[term.slug], term.label))
    rows = [
        {
            "label": term.label,
            "count": counts[term.slug],
            "url": search_url(SearchCriteria().with_(name, term.slug)),
        }
        for term in held[:MOST_ROWS]
    ]
    return {"title": title, "rows": rows}
