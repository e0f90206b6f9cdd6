"""Check and publish: every answer with its Change link, advice, the button; then what follows."""

from __future__ import annotations

from collections.abc import Callable

from flask import render_template, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from jobboard import clock
from jobboard.domain.errors import MoveNotAllowed, RuleError, StaleVersion
from jobboard.domain.listing import EDITABLE_STATES, ListingState
from jobboard.domain.permissions import Permission
from jobboard.domain.posting import is_ready
from jobboard.domain.screening import screen
from jobboard.models import Company, Listing
from jobboard.services.posting import (
    check_company_may_submit,
    check_quota,
    facts_of,
    publishes_at_once,
    submit_listing,
)
from jobboard.web.access import needs
from jobboard.web.employer.answers import sections
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.listing import decision_on
from jobboard.web.employer.listing_access import (
    by_me,
    editable,
    listing_page,
    own_listing,
    public_address,
    see_other,
)
from jobboard.web.forms import BaseForm, seen_version


class SubmitForm(BaseForm):
    """The version that was checked, so that nothing else is sent."""

    version = HiddenField()


@blueprint.get("/listings/<int:listing_id>/check")
@needs(Permission.EDIT_LISTINGS)
def listing_check(listing_id: int) -> str | Response:
    """Show every answer before the listing is sent."""
    listing = editable(listing_id)
    if not is_ready(facts_of(listing), listing.steps_done):
        return see_other(listing_page(listing))
    return _page(listing, SubmitForm(version=str(listing.version)))


@blueprint.post("/listings/<int:listing_id>/check")
@needs(Permission.EDIT_LISTINGS)
def listing_submit(listing_id: int) -> Response | tuple[str, int]:
    """Send the listing for checking, or publish it where the company is trusted."""
    listing = own_listing(listing_id)
    form = SubmitForm()
    if listing.state not in EDITABLE_STATES:
        # Pressed twice, or sent by a colleague: it is sent once, and this says so.
        return see_other(url_for("employer.listing_sent", listing_id=listing.id))
    try:
        submit_listing(listing, by_me(), clock.now(), seen_version=seen_version(form))
    except (MoveNotAllowed, StaleVersion):
        raise
    except RuleError as error:
        form.add_rule_error(error)
        return _page(listing, form), 422
    return see_other(url_for("employer.listing_sent", listing_id=listing.id))


@blueprint.get("/listings/<int:listing_id>/sent")
@needs(Permission.SEE_LISTINGS)
def listing_sent(listing_id: int) -> str | Response:
    """Say that the listing was sent, and what happens next."""
    listing = own_listing(listing_id)
    if listing.state not in (ListingState.IN_REVIEW, ListingState.SCHEDULED, ListingState.LIVE):
        return see_other(listing_page(listing))
    return render_template(
        "employer/listing_sent.html",
        listing=listing,
        held=_is_held(listing),
        public_url=public_address(listing),
    )


def _is_held(listing: Listing) -> bool:
    """Say whether trust would have published a listing, had nothing serious been found in it."""
    company = listing.company
    return (
        company.trusted and company.verified and not publishes_at_once(company, facts_of(listing))
    )


def _page(listing: Listing, form: SubmitForm) -> str:
    facts = facts_of(listing)
    company = listing.company
    return render_template(
        "employer/listing_check.html",
        listing=listing,
        sections=sections(listing),
        questions=listing.questions,
        findings=screen(facts),
        decision=decision_on(listing),
        missing=what_is_missing(company),
        full=_refusal(check_quota, company),
        publishes=publishes_at_once(company, facts),
        form=form,
    )


def what_is_missing(company: Company) -> str:
    """Return what keeps a company from sending listings, in words; nothing if it may."""
    return _refusal(check_company_may_submit, company)


def _refusal(rule: Callable[[Company], None], company: Company) -> str:
    """Return what a rule says to a company; nothing where it has nothing against it."""
    try:
        rule(company)
    except RuleError as error:
        return error.message
    return ""
