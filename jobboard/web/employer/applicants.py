"""Applicants: a listing's by state, one of them whole, and moving one on."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Optional

from jobboard import clock
from jobboard.domain.application import (
    EMPLOYER_STATES,
    STATE_WORDS,
    ApplicationState,
    next_states,
)
from jobboard.domain.errors import StaleVersion
from jobboard.domain.listing import Actor
from jobboard.domain.matching import UNCLEAR, Part, match
from jobboard.domain.permissions import Permission
from jobboard.letters.message import letter_row
from jobboard.models import Application, Listing
from jobboard.queries import applications as reading
from jobboard.services import applications as service
from jobboard.services.application_letters import letter_for
from jobboard.services.listings import By
from jobboard.web.access import needs
from jobboard.web.applications import applicant_name, summary_rows, timeline_steps
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.filters import day
from jobboard.web.forms import BaseForm, ProseField, choices_of, seen_version
from jobboard.web.paging import page_number
from jobboard.web.viewer import signed_in

_S = ApplicationState
LONGEST_NOTE = 2_000
# Shown only where somebody is in them.
_RARE = frozenset({_S.DECLINED})
_MOVE_HINTS = {
    _S.UNSUCCESSFUL: "Ends the application. We always tell the applicant.",
    _S.SHORTLISTED: "We tell the applicant.",
    _S.INTERVIEWING: "We tell the applicant. Put time, place and how to answer into the note.",
    _S.OFFERED: "We tell the applicant. Say how to accept in the note.",
    _S.HIRED: "Ends the application well. We tell the applicant.",
    _S.DECLINED: "The applicant said no to your offer.",
}


class MoveForm(BaseForm):
    """Where an application goes next, and what the applicant is told besides."""

    version = HiddenField()
    target = RadioField(
        "Move to", validators=[InputRequired("Choose where the application goes next.")]
    )
    note = ProseField(
        "Your note to the applicant",
        [Optional()],
        limit=LONGEST_NOTE,
    )


@blueprint.get("/listings/<int:listing_id>/applicants")
@needs(Permission.SEE_APPLICANTS)
def applicants(listing_id: int) -> str:
    """Show a listing's applicants in one state, the longest waiting first."""
    listing = reading.listing_of(signed_in().company.id, listing_id)
    counts = reading.counts_of(listing_id)
    state = _state_asked() or _first_filled(counts)
    page = reading.in_state(listing_id, state, page_number())
    return render_template(
        "employer/applicants.html",
        listing=listing,
        counts=counts,
        state=state,
        state_words=STATE_WORDS[state],
        tabs=_tabs(listing_id, counts, state),
        rows=[_row(application, listing) for application in page.rows],
        page=page,
        page_url=lambda n: url_for(
            "employer.applicants", listing_id=listing_id, state=state, page=n
        ),
    )


def _state_asked() -> ApplicationState | None:
    """Return the state whose list the address names, if it is one employers may see."""
    asked = request.args.get("state", "")
    return next((state for state in EMPLOYER_STATES if state == asked), None)


def _first_filled(counts: reading.Counts) -> ApplicationState:
    return next((state for state in EMPLOYER_STATES if counts.of(state)), _S.SUBMITTED)


def _tabs(
    listing_id: int, counts: reading.Counts, current: ApplicationState
) -> list[dict[str, Any]]:
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
    row = {
        "id": application.id,
        "state": application.state,
        **_link(application, application.state),
    }
    if application.state == _S.WITHDRAWN:
        left = f"Withdrawn {day(application.ended_at, listing.time_zone)}"
        return {**row, "applied_text": left}
    return {
        **row,
        "match": match(listing.requirements, application.resume_copy or {}),
        "applied_text": f"Applied {day(application.submitted_at, listing.time_zone)}",
        "message_text": _last_message(application, listing.time_zone),
    }


def _link(application: Application, state: str) -> dict[str, Any]:
    """Return how to reach an applicant from the list of ``state``: a new one is opened by POST."""
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


@blueprint.get("/listings/<int:listing_id>/applicants/<string:reference>")
@needs(Permission.SEE_APPLICANTS)
def applicant(listing_id: int, reference: str) -> str:
    """Show one applicant. Looking changes nothing: see docs/decisions."""
    shown = _loaded(listing_id, reference)
    return _applicant_page(shown, _move_form(shown))


@blueprint.post("/listings/<int:listing_id>/applicants/<string:reference>/open")
@needs(Permission.MOVE_APPLICANTS)
def applicant_open(listing_id: int, reference: str) -> Response:
    """Open a new application: note it as reviewed, then show it."""
    shown = _loaded(listing_id, reference)
    came_from = shown.state
    service.mark_opened(shown, By(Actor.MEMBER, signed_in().id), clock.now())
    return redirect(_address(shown, came_from), 303)


@blueprint.post("/listings/<int:listing_id>/applicants/<string:reference>/move")
@needs(Permission.MOVE_APPLICANTS)
def applicant_move(listing_id: int, reference: str) -> Response | str | tuple[str, int]:
    """Show the letter that a move writes; once that is confirmed, make the move."""
    shown = _loaded(listing_id, reference)
    if "confirmed" in request.form:
        return _move(shown)
    form = _move_form(shown)
    _check_unchanged(shown, form)
    if "back" in request.form:
        return _applicant_page(shown, form)
    if not form.validate():
        return _applicant_page(shown, form), 422
    target = _S(form.target.data)
    return render_template(
        "employer/applicant_move.html",
        application=shown,
        listing=shown.listing,
        name=applicant_name(shown),
        form=form,
        target=target,
        target_words=STATE_WORDS[target],
        letter=_letter(shown, target, form.note.data or ""),
        address=_address(shown, _state_asked() or shown.state),
        state=_state_asked() or shown.state,
    )


def _move(application: Application) -> Response | tuple[str, int]:
    form = _move_form(application)
    if not form.validate():
        _check_unchanged(application, form)
        return _applicant_page(application, form), 422
    target, came_from = _S(form.target.data), _state_asked() or application.state
    service.move_application(
        application,
        target,
        By(Actor.MEMBER, signed_in().id),
        clock.now(),
        note=form.note.data or "",
        seen_version=seen_version(form),
    )
    words = (
        f"{applicant_name(application)} is now under “{STATE_WORDS[target]}”. We sent the email."
    )
    flash(words, "success")
    return redirect(_address(application, came_from), 303)


def _check_unchanged(application: Application, form: MoveForm) -> None:
    """Refuse a form that was filled in on what is no longer so, before it is talked about."""
    if seen_version(form) != application.version:
        raise StaleVersion("This application changed after you opened it. Look at it again first.")


def _move_form(application: Application) -> MoveForm:
    form = MoveForm()
    form.target.choices = choices_of((state, STATE_WORDS[state]) for state in _targets(application))
    if not form.is_submitted():
        form.version.data = str(application.version)
    return form


def _targets(application: Application) -> list[ApplicationState]:
    """Return where the form may lead. Reviewed has a button of its own."""
    targets = next_states(_S(application.state), Actor.MEMBER)
    return [state for state in targets if state is not _S.REVIEWED]


def _letter(application: Application, target: ApplicationState, note: str) -> dict[str, str]:
    """Return the letter as it would be sent, made but not posted."""
    message = letter_for(application, target, Actor.MEMBER, note)
    if message is None:
        return {}
    row = letter_row(message, clock.now())
    return {"to": applicant_name(application), "subject": row.subject, "body": row.text}


def _loaded(listing_id: int, reference: str) -> Application:
    return reading.of_company(reference, listing_id, signed_in().company.id)


def _address(application: Application, state: str) -> str:
    return url_for(
        "employer.applicant",
        listing_id=application.listing_id,
        reference=application.reference,
        state=state,
    )


def _fit_row(part: Part) -> dict[str, str]:
    """Return one requirement in words for the employer; the rule's own speak to the seeker."""
    source = part.source.replace(UNCLEAR, "You may ask.").replace("your resume", "the resume")
    need = "" if part.is_must else " (nice to have)"
    return {"state": part.state, "requirement": part.label + need, "source": source}


def _applicant_page(application: Application, form: MoveForm) -> str:
    state = _state_asked() or _S(application.state)
    before, after = reading.neighbours(application, state)
    shared = {
        "application": application,
        "listing": application.listing,
        "before": _link(before, state) if before else None,
        "after": _link(after, state) if after else None,
        "state": state,
        "list_words": STATE_WORDS[state],
    }
    if application.state == _S.WITHDRAWN:
        return render_template("employer/applicant_withdrawn.html", **shared)
    fit = match(application.listing.requirements, application.resume_copy or {})
    return render_template(
        "employer/applicant.html",
        **shared,
        name=applicant_name(application),
        form=form,
        hints={target: _MOVE_HINTS[target] for target in _targets(application)},
        may_move=signed_in().can(Permission.MOVE_APPLICANTS),
        fit=fit,
        fit_rows=[_fit_row(part) for part in fit.parts],
        rows=summary_rows(application, application.questions_copy or []),
        steps=timeline_steps(application, next_step=False),
    )
