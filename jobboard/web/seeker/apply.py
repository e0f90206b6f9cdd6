"""Applying for a job: one page of answers, a check, and the receipt."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.application import END_STATES, ApplicationState
from jobboard.domain.errors import AlreadyDone, StaleVersion
from jobboard.domain.listing import Actor
from jobboard.extensions import limiter
from jobboard.models import Application, Listing
from jobboard.queries import applications as reading
from jobboard.queries.resumes import resumes_of
from jobboard.services import applications as service
from jobboard.services.listings import By
from jobboard.web.applications import resume_row, summary_rows, usual_answer
from jobboard.web.forms import seen_version
from jobboard.web.listing_view import listing_url
from jobboard.web.seeker.apply_form import (
    ApplicationForm,
    SendForm,
    application_form,
    first_values,
    question_fields,
    typed_answers,
)
from jobboard.web.seeker.blueprint import blueprint
from jobboard.web.transactions import keep_despite_refusal
from jobboard.web.viewer import signed_in

# Sending writes letters to strangers, so one address cannot do it all day.
SENDING_LIMIT = "60 per hour"


@blueprint.get("/apply/<int:listing_id>")
def apply(listing_id: int) -> str | Response:
    """Show the one page of answers, or where an earlier visit was left."""
    listing = reading.listing_once_public(listing_id)
    draft = reading.standing_of(listing_id, signed_in().id)
    if draft is not None and draft.state != ApplicationState.DRAFT:
        return _sent_before(draft)
    try:
        if draft is None:
            service.check_new(listing, signed_in().id, clock.now())
        service.check_open(listing, clock.now())
    except AlreadyDone as refusal:
        return _refused(listing_id, refusal)
    resumes = resumes_of(signed_in().id)
    if not resumes:
        return render_template(
            "seeker/apply_no_resume.html", listing=listing, listing_url=listing_url(listing)
        )
    if draft is not None and "change" not in request.args and not service.owed(draft, listing):
        return redirect(url_for("seeker.apply_check", listing_id=listing_id))
    form = application_form(listing, resumes, first_values(listing, resumes, draft))
    return _answers_page(listing, form)


@blueprint.post("/apply/<int:listing_id>")
def apply_save(listing_id: int) -> Response | tuple[str, int]:
    """Keep what was typed; go on to the check, or stop here for now."""
    listing = reading.listing_once_public(listing_id)
    now = clock.now()
    resumes = resumes_of(signed_in().id)
    if not resumes:
        return _to_resume(listing)
    form = application_form(listing, resumes)
    if not form.validate():
        service.check_open(listing, now)
        return _answers_page(listing, form), 422
    try:
        draft = service.start(listing, signed_in().id, now)
        _save(draft, form, listing)
    except AlreadyDone as refusal:
        return _refused(listing_id, refusal)
    if "later" in request.form:
        flash(f"Saved. Nothing was sent to {listing.company.name} yet.", "success")
        return redirect(url_for("seeker.applications"), 303)
    errors = service.owed(draft, listing)
    if errors:
        for error in errors:
            form.add_rule_error(error)
        # What was typed is kept, though it cannot be sent like this.
        keep_despite_refusal()
        return _answers_page(listing, form), 422
    return redirect(url_for("seeker.apply_check", listing_id=listing_id), 303)


def _to_resume(listing: Listing) -> Response:
    """Lead to building a resume. The draft made here is the way back: it waits in the list."""
    try:
        service.start(listing, signed_in().id, clock.now())
    except AlreadyDone as refusal:
        return _refused(listing.id, refusal)
    return redirect(url_for("seeker.resume_new"), 303)


def _save(draft: Application, form: ApplicationForm, listing: Listing) -> None:
    service.save_answers(
        draft,
        clock.now(),
        resume_id=form.chosen_resume_id,
        answers=typed_answers(form, listing),
        message=form.message.data or "",
        interview_needs=form.interview_needs.data or "",
    )


@blueprint.get("/apply/<int:listing_id>/check")
def apply_check(listing_id: int) -> str | Response:
    """Show everything as it will be sent, each answer with its way back."""
    listing = reading.listing_once_public(listing_id)
    draft = reading.standing_of(listing_id, signed_in().id)
    if draft is None:
        return redirect(url_for("seeker.apply", listing_id=listing_id))
    if draft.state != ApplicationState.DRAFT:
        return _sent_before(draft)
    service.check_open(listing, clock.now())
    if service.owed(draft, listing):
        return redirect(url_for("seeker.apply", listing_id=listing_id))
    return render_template(
        "seeker/apply_check.html",
        listing=listing,
        draft=draft,
        rows=[resume_row(draft), *summary_rows(draft, listing.questions, change=True)],
        form=SendForm(version=str(draft.version)),
    )


@blueprint.post("/apply/<int:listing_id>/check")
@limiter.limit(SENDING_LIMIT, methods=["POST"])
def apply_send(listing_id: int) -> Response:
    """Send the application, once however often this is pressed."""
    reading.listing_once_public(listing_id)
    draft = reading.standing_of(listing_id, signed_in().id)
    if draft is None:
        return redirect(url_for("seeker.apply", listing_id=listing_id), 303)
    by = By(Actor.SEEKER, signed_in().id)
    try:
        service.submit(draft, by, clock.now(), seen_version=seen_version(SendForm()))
    except AlreadyDone:
        return _sent_before(draft)
    except StaleVersion:
        flash("Your answers changed in another window. Check them again.", "warning")
        return redirect(url_for("seeker.apply_check", listing_id=listing_id), 303)
    return redirect(url_for("seeker.application_sent", reference=draft.reference), 303)


@blueprint.get("/applications/<string:reference>/sent")
def application_sent(reference: str) -> str | Response:
    """Show the receipt: the reference and what happens next."""
    application = reading.of_seeker(reference, signed_in().id)
    if application.state == ApplicationState.DRAFT:
        return redirect(url_for("seeker.apply", listing_id=application.listing_id))
    return render_template(
        "seeker/apply_sent.html",
        application=application,
        listing=application.listing,
        usual=usual_answer(application.listing.company, clock.now()),
    )


def _refused(listing_id: int, refusal: AlreadyDone) -> Response:
    """Say why nothing can be sent, where the person sees what was."""
    application = reading.standing_of(listing_id, signed_in().id)
    if application is not None:
        return _sent_before(application)
    flash(refusal.message, "info")
    return redirect(url_for("seeker.applications"), 303)


def _sent_before(application: Application) -> Response:
    answered = " The employer has answered it." if application.state in END_STATES else ""
    flash(f"You sent this application before. It was sent once.{answered}", "info")
    return redirect(url_for("seeker.application", reference=application.reference), 303)


def _answers_page(listing: Listing, form: ApplicationForm) -> str:
    return render_template(
        "seeker/apply.html",
        listing=listing,
        listing_url=listing_url(listing),
        form=form,
        questions=question_fields(form, listing),
    )
