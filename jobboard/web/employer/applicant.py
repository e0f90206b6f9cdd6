"""One applicant: what they sent, how it fits, and moving the application on."""

from __future__ import annotations

from io import BytesIO

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Optional

from jobboard import clock
from jobboard.domain.application import (
    NEEDS_STATES,
    STATE_WORDS,
    ApplicationState,
    next_states,
)
from jobboard.domain.errors import StaleVersion
from jobboard.domain.listing import Actor
from jobboard.domain.matching import Reader, match_profile
from jobboard.domain.permissions import Permission
from jobboard.domain.profile import profile_of
from jobboard.extensions import limiter
from jobboard.letters.message import letter_row
from jobboard.models import Application
from jobboard.queries import applications as reading
from jobboard.services import applications as service
from jobboard.services.application_letters import letter_for
from jobboard.services.resume_pdf import make_pdf
from jobboard.web.access import needs
from jobboard.web.applications import applicant_name, summary_rows, timeline_steps
from jobboard.web.employer.applicants import applicant_link, state_asked
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.listing_access import by_me
from jobboard.web.fit_view import listing_parts, part_rows, requirement_row
from jobboard.web.forms import BaseForm, ProseField, choices_of, seen_version
from jobboard.web.viewer import signed_in

_S = ApplicationState
LONGEST_NOTE = 2_000
# A PDF takes a moment to make.
PDF_LIMIT = "60 per 5 minutes"
_MOVE_HINTS = {
    _S.SHORTLISTED: "We tell them.",
    _S.INTERVIEWING: "We tell them. Put the time, the place and how to answer into your note.",
    _S.OFFERED: "We tell them. Say in your note how to accept.",
    _S.HIRED: "We tell them. This ends the application well.",
    _S.DECLINED: "They said no to your offer. We confirm it to them.",
    _S.UNSUCCESSFUL: "We tell them. This ends the application.",
}


class MoveForm(BaseForm):
    """Where an application goes next, and what the applicant is told besides."""

    version = HiddenField()
    target = RadioField(
        "Move to", validators=[InputRequired("Choose where the application goes next.")]
    )
    note = ProseField("Your note to the applicant", [Optional()], limit=LONGEST_NOTE)


@blueprint.get("/listings/<int:listing_id>/applicants/<string:reference>")
@needs(Permission.SEE_APPLICANTS)
def applicant(listing_id: int, reference: str) -> str:
    """Show one applicant. Looking changes nothing; opening a new one is a press."""
    shown = _loaded(listing_id, reference)
    return _applicant_page(shown, _move_form(shown))


@blueprint.get("/listings/<int:listing_id>/applicants/<string:reference>/resume.pdf")
@needs(Permission.SEE_APPLICANTS)
@limiter.limit(PDF_LIMIT)
def applicant_pdf(listing_id: int, reference: str) -> Response:
    """Send the resume as it was sent, as a PDF."""
    shown = _loaded(listing_id, reference)
    if shown.state == _S.WITHDRAWN:
        abort(404)
    return send_file(
        BytesIO(make_pdf(shown.resume_copy or {})),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{shown.reference}-resume.pdf",
    )


@blueprint.post("/listings/<int:listing_id>/applicants/<string:reference>/open")
@needs(Permission.MOVE_APPLICANTS)
def applicant_open(listing_id: int, reference: str) -> Response:
    """Open a new application: note it as reviewed, then show it."""
    shown = _loaded(listing_id, reference)
    came_from = shown.state
    service.mark_opened(shown, by_me(), clock.now())
    return redirect(_address(shown, came_from), 303)


@blueprint.post("/listings/<int:listing_id>/applicants/<string:reference>/move")
@needs(Permission.MOVE_APPLICANTS)
def applicant_move(listing_id: int, reference: str) -> Response | str | tuple[str, int]:
    """Show the letter that a move writes; once that is confirmed, make the move."""
    shown = _loaded(listing_id, reference)
    form = _move_form(shown)
    _check_unchanged(shown, form)
    if "back" in request.form:
        return _applicant_page(shown, form)
    if not form.validate():
        return _applicant_page(shown, form), 422
    target, note = _S(form.target.data), form.note.data or ""
    if "confirmed" in request.form:
        return _move(shown, target, note)
    return render_template(
        "employer/applicant_move.html",
        application=shown,
        listing=shown.listing,
        name=applicant_name(shown),
        form=form,
        target=target,
        target_words=STATE_WORDS[target],
        letter=_letter(shown, target, note),
        state=state_asked() or shown.state,
    )


def _move(application: Application, target: ApplicationState, note: str) -> Response:
    came_from = state_asked() or application.state
    seen = application.version
    service.move_application(
        application, target, by_me(), clock.now(), note=note, seen_version=seen
    )
    name = applicant_name(application)
    flash(f"{name} is now under “{STATE_WORDS[target]}”. We sent the email.", "success")
    return redirect(_address(application, came_from), 303)


def _check_unchanged(application: Application, form: MoveForm) -> None:
    """Refuse a form that was filled in on what is no longer so."""
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


def _applicant_page(application: Application, form: MoveForm) -> str:
    state = state_asked() or _S(application.state)
    before, after = reading.neighbours(application, state)
    shared = {
        "application": application,
        "listing": application.listing,
        "before": applicant_link(before, state) if before else None,
        "after": applicant_link(after, state) if after else None,
        "state": state,
        "list_words": STATE_WORDS[state],
    }
    if application.state == _S.WITHDRAWN:
        return render_template("employer/applicant_withdrawn.html", **shared)
    profile = profile_of(application.resume_copy or {})
    fit = match_profile(application.listing.requirements, profile)
    return render_template(
        "employer/applicant.html",
        **shared,
        name=applicant_name(application),
        form=form,
        hints={target: _MOVE_HINTS[target] for target in _targets(application)},
        may_move=signed_in().can(Permission.MOVE_APPLICANTS),
        fit=fit,
        fit_rows=[requirement_row(part) for part in fit.parts],
        wish_rows=part_rows(listing_parts(profile, application.listing, Reader.EMPLOYER)),
        rows=summary_rows(
            application, application.questions_copy or [], needs=application.state in NEEDS_STATES
        ),
        steps=timeline_steps(application, next_step=False),
    )
