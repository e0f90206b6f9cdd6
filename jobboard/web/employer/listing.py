"""A listing's own page: the steps while it can be edited, else where it stands and what next."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from jobboard import clock
from jobboard.domain import vocabulary
from jobboard.domain.listing import EDITABLE_STATES, MOVES, ListingMove, ListingState
from jobboard.domain.permissions import Permission
from jobboard.domain.posting import STATE_WORDS, STEPS, StepState, is_ready, states
from jobboard.domain.screening import screen
from jobboard.models import Listing
from jobboard.queries.company_listings import applicant_counts, last_event
from jobboard.services.posting import (
    delete_draft,
    facts_of,
    why_kept,
    withdraw_listing,
)
from jobboard.web.access import needs
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.listing_access import (
    by_me,
    editable,
    own_listing,
    public_address,
    see_other,
)
from jobboard.web.employer.listing_access import listing_page as page_of
from jobboard.web.employer.steps.views import step_address
from jobboard.web.forms import BaseForm, seen_version
from jobboard.web.listing_view import listing_view
from jobboard.web.viewer import signed_in

# The moderators' moves into these states, whose reason is shown.
_DECISIONS = {
    ListingState.CHANGES_REQUESTED: ListingMove.REQUEST_CHANGES,
    ListingState.REJECTED: ListingMove.REJECT,
    ListingState.SUSPENDED: ListingMove.SUSPEND,
    ListingState.REMOVED: ListingMove.REMOVE,
}


class DeleteForm(BaseForm):
    """The version that was seen, so that nobody deletes what a colleague just wrote."""

    version = HiddenField()


@blueprint.get("/listings/<int:listing_id>")
@needs(Permission.SEE_LISTINGS)
def listing(listing_id: int) -> str:
    """Show the steps of a listing, or where it stands."""
    shown = own_listing(listing_id)
    may_edit = signed_in().can(Permission.EDIT_LISTINGS)
    edits = shown.state in EDITABLE_STATES and may_edit
    template = "employer/listing_steps.html" if edits else "employer/listing.html"
    return render_template(
        template,
        listing=shown,
        row=applicant_counts(shown),
        decision=decision_on(shown),
        public_url=public_address(shown),
        may_edit=may_edit,
        closable=may_edit and shown.state in MOVES[ListingMove.CLOSE].sources,
        **(_steps(shown) if edits else {}),
    )


def _steps(listing: Listing) -> dict[str, Any]:
    facts = facts_of(listing)
    return {
        "tasks": task_rows(listing),
        "findings": screen(facts),
        "why_kept": why_kept(listing),
    }


def task_rows(listing: Listing) -> list[dict[str, str]]:
    """Return the rows of the task list, the last one open only when all others are done."""
    facts = facts_of(listing)
    found = states(facts, listing.steps_done)
    rows = [
        _task(step.title, step_address(listing, step.slug), found[step.slug], step.hint)
        for step in STEPS
    ]
    ready = is_ready(facts, listing.steps_done)
    check = StepState.NOT_STARTED if ready else StepState.BLOCKED
    address = url_for("employer.listing_check", listing_id=listing.id)
    return [*rows, _task("Check and publish", address, check, "Every answer, and a preview")]


def _task(title: str, url: str, state: StepState, hint: str) -> dict[str, str]:
    return {"title": title, "url": url, "state": state, "hint": hint, "status": STATE_WORDS[state]}


def decision_on(listing: Listing) -> dict[str, str] | None:
    """Return why a moderator asked for changes, or did not let it be public, in words."""
    move = _DECISIONS.get(ListingState(listing.state))
    event = last_event(listing.id, move) if move else None
    if move is None or event is None:
        return None
    group = MOVES[move].reason_group
    known = vocabulary.resolve(group, event.reason)
    term = vocabulary.term(group, known) if known else None
    return {
        "reason": term.label if term else event.reason,
        "advice": term.extra.get("advice", "") if term else "",
        "note": event.note,
    }


@blueprint.get("/listings/<int:listing_id>/preview")
@needs(Permission.SEE_LISTINGS)
def listing_preview(listing_id: int) -> str:
    """Show the listing as seekers will read it."""
    shown = own_listing(listing_id)
    return render_template(
        "employer/listing_preview.html",
        view=listing_view(shown, clock.now()),
        back_url=page_of(shown),
    )


@blueprint.get("/listings/<int:listing_id>/withdraw")
@needs(Permission.EDIT_LISTINGS)
def listing_withdraw(listing_id: int) -> str | Response:
    """Ask before a listing is taken back from checking."""
    shown = own_listing(listing_id)
    if shown.state != ListingState.IN_REVIEW:
        return see_other(page_of(shown))
    return render_template("employer/listing_withdraw.html", listing=shown)


@blueprint.post("/listings/<int:listing_id>/withdraw")
@needs(Permission.EDIT_LISTINGS)
def listing_take_back(listing_id: int) -> Response:
    """Take a listing back from checking, so that it can be edited."""
    shown = own_listing(listing_id)
    withdraw_listing(shown, by_me(), clock.now())
    flash("Taken back. You can edit it, and send it again when it is ready.", "success")
    return see_other(page_of(shown))


@blueprint.get("/listings/<int:listing_id>/delete")
@needs(Permission.EDIT_LISTINGS)
def listing_delete(listing_id: int) -> str | Response:
    """Ask before a draft is deleted."""
    shown = editable(listing_id)
    if why_kept(shown):
        return see_other(page_of(shown))
    form = DeleteForm(version=str(shown.version))
    return render_template("employer/listing_delete.html", listing=shown, form=form)


@blueprint.post("/listings/<int:listing_id>/delete")
@needs(Permission.EDIT_LISTINGS)
def listing_deleted(listing_id: int) -> Response:
    """Delete a draft."""
    shown = own_listing(listing_id)
    title = shown.title
    delete_draft(shown, seen_version=seen_version(DeleteForm()))
    flash(f"The draft “{title}” is deleted.", "success")
    return see_other(url_for("employer.home"))
