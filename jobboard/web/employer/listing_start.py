"""Starting a listing: what is needed and how long it takes, then the title first."""

from __future__ import annotations

from flask import render_template
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, InputRequired

from jobboard import clock
from jobboard.domain.listing import MOST_AT_FIRST
from jobboard.domain.permissions import Permission
from jobboard.domain.posting import LONGEST_TITLE
from jobboard.extensions import limiter
from jobboard.queries.company_listings import has_published
from jobboard.services.posting import new_listing
from jobboard.web.access import needs
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.fields import OneOf
from jobboard.web.employer.listing_access import by_me, listing_page, see_other
from jobboard.web.forms import BaseForm, LineField
from jobboard.web.viewer import signed_in


class TitleForm(BaseForm):
    """What the job is called, and what kind of work it is."""

    title = LineField(
        "Job title",
        [DataRequired("Enter the job title, like Customer support representative")],
        limit=LONGEST_TITLE,
    )
    role_family = OneOf(
        "Kind of work", "role-family", validators=[InputRequired("Choose the kind of work")]
    )


@blueprint.get("/listings/new")
@needs(Permission.EDIT_LISTINGS)
def listing_start() -> str:
    """Say what posting needs and about how long it takes."""
    company = signed_in().company
    return render_template(
        "employer/listing_start.html",
        company=company,
        at_first=0 if has_published(company.id) else MOST_AT_FIRST,
    )


@blueprint.get("/listings/new/title")
@needs(Permission.EDIT_LISTINGS)
def listing_title() -> str:
    """Ask for the title."""
    return render_template("employer/listing_title.html", form=TitleForm())


@blueprint.post("/listings/new/title")
@needs(Permission.EDIT_LISTINGS)
@limiter.limit("60 per hour")
def listing_create() -> Response | tuple[str, int]:
    """Make the draft and lead to its steps."""
    form = TitleForm()
    if not form.validate():
        return render_template("employer/listing_title.html", form=form), 422
    listing = new_listing(
        signed_in().company, form.title.data, form.role_family.data, by_me(), clock.now()
    )
    return see_other(listing_page(listing))
