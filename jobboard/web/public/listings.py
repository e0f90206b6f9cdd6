"""A listing's own page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.matching import Answer, Part, match_profile
from jobboard.domain.permissions import AccountKind
from jobboard.domain.profile import profile_of
from jobboard.models import Listing
from jobboard.queries import listings
from jobboard.queries.applications import is_answered, standing_of
from jobboard.web.fit_view import listing_parts, part_rows
from jobboard.web.listing_view import listing_url, listing_view, title_slug
from jobboard.web.paging import page_number
from jobboard.web.public.addresses import search_arguments
from jobboard.web.public.blueprint import blueprint
from jobboard.web.public.fit import reader_resume
from jobboard.web.public.result_rows import as_list, result_rows
from jobboard.web.viewer import viewer


@blueprint.get("/jobs/<int:listing_id>")
@blueprint.get("/jobs/<int:listing_id>/<string:slug>")
def listing(listing_id: int, slug: str = "") -> str | Response:
    """Show a listing; an address with an old title leads to the present one."""
    now = clock.now()
    shown = listings.public_listing(listing_id)
    if slug != title_slug(shown):
        return redirect(listing_url(shown, **_search_asked_for()), 301)
    ended = _ended_at(shown, now)
    if ended and now - ended > listings.ENDED_SHOWN:
        abort(410)
    return render_template(
        "public/listing.html",
        view=listing_view(shown, now),
        company_url=url_for("public.company", slug=shown.company.slug),
        other_jobs=listings.count_of_company(shown.company_id, now, but=shown.id),
        similar=as_list(result_rows(listings.similar(shown, now), now)),
        takes_applications=is_answered(shown),
        back_url=_back_to_results(shown),
        **_of_viewer(shown),
    )


def _ended_at(listing: Listing, now: datetime) -> datetime | None:
    """Return when the listing ended by state or by the clock, whichever was first."""
    times = [time for time in (listing.closed_at, listing.closes_at) if time and time <= now]
    return min(times, default=None)


def _back_to_results(shown: Listing) -> str:
    """Return the search the reader came from, rebuilt from its own words: never a free link."""
    return f"{url_for('public.jobs', **_search_asked_for())}#job-{shown.id}"


def _search_asked_for() -> dict[str, Any]:
    return search_arguments(SearchCriteria.from_args(request.args), page_number())


def _of_viewer(shown: Listing) -> dict[str, Any]:
    """Return what only this reader sees: their own application and how their resume fits."""
    person = viewer()
    if person is None or person.kind is not AccountKind.SEEKER:
        return {}
    resume = reader_resume()
    profile = profile_of(resume.document) if resume else None
    fit = match_profile(shown.requirements, profile) if profile else None
    return {
        "fit": fit,
        "wish_rows": part_rows(listing_parts(profile, shown)) if profile else [],
        "fit_rows": [
            {
                "state": part.state,
                "requirement": part.label,
                "source": part.source,
                "url": _adding_url(part) if part.state is Answer.NOT_LISTED else None,
            }
            for part in (fit.parts if fit else ())
            if part.is_must
        ],
        "application": standing_of(shown.id, person.id),
    }


def _adding_url(part: Part) -> str:
    """Return where a missing requirement can be added to the reader's resume."""
    asked = part.requirement
    return url_for("seeker.resume_add", kind=asked["kind"], slug=asked["slug"] or None)
