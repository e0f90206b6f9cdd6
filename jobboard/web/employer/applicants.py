"""A listing's applicants by state, and the way to each of them."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from jobboard.domain.application import EMPLOYER_STATES, STATE_WORDS, ApplicationState
from jobboard.domain.listing import Actor
from jobboard.domain.matching import match
from jobboard.domain.permissions import Permission
from jobboard.models import Application, Listing
from jobboard.queries import applications as reading
from jobboard.queries.application_counts import Counts, counts_of
from jobboard.web.access import needs
from jobboard.web.applications import applicant_name
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.listing_access import own_listing
from jobboard.web.filters import day
from jobboard.web.listing_view import listing_url
from jobboard.web.paging import page_number
from jobboard.web.viewer import signed_in

_S = ApplicationState
# A tab only where somebody is in it.
_RARE = frozenset({_S.DECLINED})


@blueprint.get("/listings/<int:listing_id>/applicants")
@needs(Permission.SEE_APPLICANTS)
def applicants(listing_id: int) -> str:
    """Show a listing's applicants in one state, the longest waiting first."""
    listing = own_listing(listing_id)
    counts = counts_of(listing_id)
    state = state_asked() or _first_filled(counts)
    page = reading.in_state(listing_id, state, page_number())
    return render_template(
        "employer/applicants.html",
        listing=listing,
        listing_url=listing_url(listing),
        counts=counts,
        state_words=STATE_WORDS[state],
        tabs=_tabs(listing_id, counts, state),
        rows=[_row(application, listing) for application in page.rows],
        page=page,
        page_url=lambda n: url_for(
            "employer.applicants", listing_id=listing_id, state=state, page=n
        ),
    )


def state_asked() -> ApplicationState | None:
    """Return the state whose list the address names, if it is one employers may see."""
    asked = request.args.get("state", "")
    return next((state for state in EMPLOYER_STATES if state == asked), None)


def _first_filled(counts: Counts) -> ApplicationState:
    return next((state for state in EMPLOYER_STATES if counts.of(state)), _S.SUBMITTED)


def _tabs(listing_id: int, counts: Counts, current: ApplicationState) -> list[dict[str, Any]]:
    return [
        {
            "text": STATE_WORDS[state],
            "url": url_for("employer.applicants", listing_id=listing_id, state=state),
            "count": counts.of(state),
            "current": state is current,
        }
        for state in EMPLOYER_STATES
        if state not in _RARE or counts.of(state)
    ]


def _row(application: Application, listing: Listing) -> dict[str, Any]:
    """Return what the list shows; of a withdrawn application nothing but that it was."""
    row = {"state": application.state, **applicant_link(application, application.state)}
    if application.state == _S.WITHDRAWN:
        left = f"Withdrawn {day(application.ended_at, listing.time_zone)}"
        return {**row, "applied_text": left}
    return {
        **row,
        "match": match(listing.requirements, application.resume_copy or {}),
        "applied_text": f"Applied {day(application.submitted_at, listing.time_zone)}",
        "message_text": _last_message(application, listing.time_zone),
    }


def applicant_link(application: Application, state: str) -> dict[str, Any]:
    """Return the name and the way from the list of ``state``: a new one is opened by POST."""
    args: dict[str, Any] = {
        "listing_id": application.listing_id,
        "reference": application.reference,
    }
    opens = application.state == _S.SUBMITTED and signed_in().can(Permission.MOVE_APPLICANTS)
    withdrawn = application.state == _S.WITHDRAWN
    return {
        "name": f"Application {application.reference}"
        if withdrawn
        else applicant_name(application),
        "url": url_for("employer.applicant", **args, state=state),
        "open_url": url_for("employer.applicant_open", **args) if opens else "",
    }


def _last_message(application: Application, zone: str) -> str:
    """Return when the applicant was last written to by the employer."""
    written = [
        event.at
        for event in application.events
        if event.actor == Actor.MEMBER and (event.note or event.to_state != _S.REVIEWED)
    ]
    return f"Written to {day(written[-1], zone)}" if written else "Not written to yet"
