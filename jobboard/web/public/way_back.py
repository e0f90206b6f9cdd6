"""Where a listing's page leads back to: rebuilt from its own address, never a free link."""

from __future__ import annotations

from typing import NamedTuple

from flask import request, url_for

from jobboard.domain import landing
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.permissions import AccountKind
from jobboard.web.came_from import FROM, MATCHES
from jobboard.web.paging import page_number
from jobboard.web.public.addresses import search_arguments, search_url
from jobboard.web.viewer import viewer

# Longer than any slug of a landing page.
LONGEST_NAME = 120


class WayBack(NamedTuple):
    """A page with a list, at the row the reader came from, and what the link to it says."""

    url: str
    label: str


def way_back(listing_id: int) -> WayBack:
    """Return the list that the reader came from; without one, the search."""
    row, number = f"job-{listing_id}", page_number()
    came_from = _came_from()
    if came_from == MATCHES and _is_seeker():
        page = number if number > 1 else None
        return WayBack(url_for("seeker.matches", page=page, _anchor=row), "Back to your matches")
    shown = landing.page_at(came_from)
    if shown is not None:
        url = url_for("public.landing", slug=shown.slug, _anchor=row)
        return WayBack(url, f"Back to {shown.heading}")
    return WayBack(f"{search_url(_search(), number)}#{row}", "Back to results")


def kept_on_the_way(slug: str, listing_id: int) -> str:
    """Return a listing's present address, which leads back to where this one does."""
    asked = search_arguments(_search(), page_number())
    if _came_from():
        asked[FROM] = _came_from()
    return url_for("public.listing", listing_id=listing_id, slug=slug, **asked)


def _came_from() -> str:
    """Return the name of a list as the address says it; "" for what can be none."""
    name = request.args.get(FROM, "")
    return name if len(name) <= LONGEST_NAME else ""


def _search() -> SearchCriteria:
    return SearchCriteria.from_args(request.args) if request.args else SearchCriteria()


def _is_seeker() -> bool:
    person = viewer()
    return person is not None and person.kind is AccountKind.SEEKER
