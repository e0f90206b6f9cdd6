"""A listing's own page."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.matching import match_profile
from jobboard.domain.permissions import AccountKind
from jobboard.domain.profile import profile_of
from jobboard.queries import listings
from jobboard.queries.applications import standing_of
from jobboard.web.fit_view import listing_parts, must_rows, part_rows
from jobboard.web.public.blueprint import blueprint
from jobboard.web.public.fit import reader_resume
from jobboard.web.public.listing_page import listing_page
from jobboard.web.public.result_rows import as_list, stamped_rows
from jobboard.web.public.way_back import kept_on_the_way, way_back
from jobboard.web.viewer import viewer


@blueprint.get("/jobs/<int:listing_id>")
@blueprint.get("/jobs/<int:listing_id>/<string:slug>")
def listing(listing_id: int, slug: str = "") -> str | Response:
    """Show a listing; an address with an old title leads to the present one."""
    now = clock.now()
    standing = listings.standing(listing_id, now)
    page = listing_page(standing, now)
    if slug != page.slug:
        return redirect(kept_on_the_way(page.slug, listing_id), 301)
    ended = standing.ended_at(now)
    if ended and now - ended > listings.ENDED_SHOWN:
        abort(410)
    return render_template(
        "public/listing.html",
        page=page,
        is_open=standing.is_open(now),
        takes_applications=not standing.stamp.is_silent,
        other_jobs=standing.others,
        similar=as_list(stamped_rows(listings.similar(standing, now), now)),
        back=way_back(listing_id),
        **_of_viewer(listing_id),
    )


def _of_viewer(listing_id: int) -> dict[str, Any]:
    """Return what only this reader sees: their own application and how their resume fits."""
    person = viewer()
    if person is None or person.kind is not AccountKind.SEEKER:
        return {}
    shown = listings.public_listing(listing_id)
    resume = reader_resume()
    profile = profile_of(resume.document) if resume else None
    fit = match_profile(shown.requirements, profile) if profile else None
    return {
        "fit": fit,
        "wish_rows": part_rows(listing_parts(profile, shown)) if profile else [],
        "fit_rows": must_rows(fit) if fit else [],
        "application": standing_of(shown.id, person.id),
    }
