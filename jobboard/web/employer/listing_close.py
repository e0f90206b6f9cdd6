"""Closing a listing: how it ended is asked first, and who still waits for an answer told."""

from __future__ import annotations

from flask import flash, render_template
from werkzeug.wrappers import Response
from wtforms import HiddenField
from wtforms.validators import InputRequired

from jobboard import clock
from jobboard.domain.errors import MoveNotAllowed, RuleError, StaleVersion
from jobboard.domain.listing import MOVES, ListingMove
from jobboard.domain.permissions import Permission
from jobboard.models import Listing
from jobboard.queries.company_listings import applicant_counts
from jobboard.services.closing import OUTCOMES, close_listing
from jobboard.web.access import needs
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.fields import OneOf
from jobboard.web.employer.listing_access import by_me, listing_page, own_listing, see_other
from jobboard.web.forms import BaseForm, ProseField, seen_version

LONGEST_NOTE = 1_000
CLOSABLE = MOVES[ListingMove.CLOSE].sources


class CloseForm(BaseForm):
    """How the listing ended, and the version that was seen."""

    version = HiddenField()
    outcome = OneOf("How did it end?", OUTCOMES, validators=[InputRequired("Choose how it ended")])
    note = ProseField("Note for your colleagues (optional)", limit=LONGEST_NOTE)


@blueprint.get("/listings/<int:listing_id>/close")
@needs(Permission.EDIT_LISTINGS)
def listing_close(listing_id: int) -> str | Response:
    """Ask how it ended before a listing is closed."""
    shown = own_listing(listing_id)
    if shown.state not in CLOSABLE:
        return see_other(listing_page(shown))
    return _page(shown, CloseForm(version=str(shown.version)))


@blueprint.post("/listings/<int:listing_id>/close")
@needs(Permission.EDIT_LISTINGS)
def listing_closed(listing_id: int) -> Response | tuple[str, int]:
    """Close a listing for good."""
    shown = own_listing(listing_id)
    form = CloseForm()
    if not form.validate():
        return _page(shown, form), 422
    try:
        close_listing(
            shown,
            form.outcome.data,
            by_me(),
            clock.now(),
            seen_version=seen_version(form),
            note=form.note.data or "",
        )
    except (MoveNotAllowed, StaleVersion):
        raise
    except RuleError as error:
        form.add_rule_error(error)
        return _page(shown, form), 422
    flash("Closed. Seekers can no longer apply.", "success")
    return see_other(listing_page(shown))


def _page(listing: Listing, form: CloseForm) -> str:
    return render_template(
        "employer/listing_close.html", listing=listing, row=applicant_counts(listing), form=form
    )
