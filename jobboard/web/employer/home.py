"""The employer's home: the company's listings, with who applied and what needs doing."""

from __future__ import annotations

from flask import render_template, request, url_for

from jobboard.domain.listing import ListingState
from jobboard.domain.permissions import Permission
from jobboard.queries.company_listings import listings_of, state_counts
from jobboard.web.access import needs
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.listing_check import what_is_missing
from jobboard.web.paging import page_number
from jobboard.web.viewer import signed_in


@blueprint.get("/")
@needs(Permission.SEE_LISTINGS)
def home() -> str:
    """Show the company's listings, all or those of one state."""
    company = signed_in().company
    counts = state_counts(company.id)
    state = _asked_state()
    return render_template(
        "employer/home.html",
        company=company,
        missing=what_is_missing(company),
        counts=counts,
        state=state,
        page=listings_of(company.id, state, page_number()),
        total=sum(counts.values()),
        page_url=lambda number: url_for("employer.home", state=state, page=number),
    )


def _asked_state() -> ListingState | None:
    asked = request.args.get("state", "")
    return ListingState(asked) if asked in set(ListingState) else None
