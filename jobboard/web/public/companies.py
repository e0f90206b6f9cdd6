"""A company's public page: who they are, what we checked, and their open jobs."""

from __future__ import annotations

from flask import render_template

from jobboard import clock
from jobboard.queries import listings
from jobboard.queries.public_companies import public_company
from jobboard.web.listing_words import checked_text
from jobboard.web.public.blueprint import blueprint
from jobboard.web.public.result_rows import as_list, stamped_rows


@blueprint.get("/companies/<string:slug>")
def company(slug: str) -> str:
    """Show one company."""
    shown = public_company(slug)
    now = clock.now()
    return render_template(
        "public/company.html",
        company=shown,
        checked_on=checked_text(shown),
        rows=as_list(stamped_rows(listings.of_company(shown.id, now), now)),
    )
