"""A listing's own page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.criteria import SearchCriteria
from jobboard.models import Listing
from jobboard.queries import listings
from jobboard.web.listing_view import listing_card, listing_url, listing_view, title_slug
from jobboard.web.public.blueprint import blueprint


@blueprint.get("/jobs/<int:listing_id>")
@blueprint.get("/jobs/<int:listing_id>/<string:slug>")
def listing(listing_id: int, slug: str = "") -> str | Response:
    """Show a listing; an address with an old title leads to the present one."""
    now = clock.now()
    shown = listings.public_listing(listing_id)
    if slug != title_slug(shown):
        return redirect(listing_url(shown), 301)
    ended = _ended_at(shown, now)
    if ended and now - ended > listings.ENDED_SHOWN:
        abort(410)
    return render_template(
        "public/listing.html",
        view=listing_view(shown, now),
        company_url=url_for("public.company", slug=shown.company.slug),
        other_jobs=listings.count_of_company(shown.company_id, now) - (0 if ended else 1),
        similar=[listing_card(row) for row in listings.similar(shown, now)],
        back_url=_back_to_results(),
    )


def _ended_at(listing: Listing, now: datetime) -> datetime | None:
    """Return when the listing ended by state or by the clock, whichever was first."""
    times = [time for time in (listing.closed_at, listing.closes_at) if time and time <= now]
    return min(times, default=None)


def _back_to_results() -> str:
    """Return the search the reader came from, rebuilt from its own words: never a free link."""
    criteria = SearchCriteria.from_args(request.args)
    return url_for("public.jobs", **_grouped(criteria.to_args()))


def _grouped(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped
