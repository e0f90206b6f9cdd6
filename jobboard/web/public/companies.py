"""A company's public page: who they are, what we checked, and their open jobs."""

from __future__ import annotations

from flask import render_template

from jobboard import clock
from jobboard.queries import listings
from jobboard.queries.public_companies import public_company
from jobboard.web.listing_words import checked_text
from jobboard.web.public.blueprint import blueprint
from jobboard.web.public.cards import cards


@blueprint.get("/companies/<string:slug>")
def company(slug: str) -> str:
    """Show one company."""
    shown = public_company(slug)
    jobs = listings.of_company(shown.id, clock.now())
    return render_template(
        "public/company.html",
        company=shown,
        checked_on=checked_text(shown),
        cards=cards(jobs),
    )
