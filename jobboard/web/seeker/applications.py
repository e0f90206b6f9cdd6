"""A seeker's applications: the list, each one's history, and stepping back from one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.application import END_STATES, ApplicationState, next_states
from jobboard.domain.errors import MoveNotAllowed
from jobboard.domain.listing import Actor
from jobboard.domain.replies import LONGEST_SILENCE, UNHEARD
from jobboard.models import Application, Listing
from jobboard.queries import applications as reading
from jobboard.services import applications as service
from jobboard.services.listings import By
from jobboard.services.unanswered import CLOSED_BY_THE_BOARD
from jobboard.web.applications import applicant_name, summary_rows, timeline_steps, usual_answer
from jobboard.web.filters import day
from jobboard.web.listing_view import listing_url
from jobboard.web.paging import page_number
from jobboard.web.seeker.blueprint import blueprint
from jobboard.web.viewer import signed_in

_S = ApplicationState


@blueprint.get("/applications")
def applications() -> str:
    """Show what was sent and what is not sent yet: open ones first."""
    page = reading.list_of_seeker(signed_in().id, page_number())
    rows = [_row(application) for application in page.rows]
    return render_template(
        "seeker/applications.html",
        page=page,
        open_rows=[row for row in rows if not row["ended"]],
        ended_rows=[row for row in rows if row["ended"]],
        page_url=lambda number: url_for("seeker.applications", page=number),
    )


def _row(application: Application) -> dict[str, Any]:
    listing, zone = application.listing, application.listing.time_zone
    is_draft = application.state == _S.DRAFT
    return {
        "title": listing.title,
        "company": listing.company.name,
        "state": application.state,
        "ended": application.state in END_STATES,
        "url": url_for("seeker.apply", listing_id=listing.id)
        if is_draft
        else url_for("seeker.application", reference=application.reference),
        "facts": _draft_facts(application)
        if is_draft
        else _sent_facts(application, day(application.submitted_at, zone)),
        "silence": _silence(application, clock.now()),
    }


def _draft_facts(application: Application) -> list[str]:
    listing = application.listing
    if not service.takes_applications(listing, clock.now()):
        return ["Not sent. This job no longer takes applications."]
    step = "Answers not finished" if service.owed(application, listing) else "Ready to check"
    return [step, f"Apply by {day(listing.closes_at, listing.time_zone)}"]


def _sent_facts(application: Application, sent: str) -> list[str]:
    facts = [f"Sent {sent}", f"Reference {application.reference}"]
    if application.ended_at:
        facts.append(f"Ended {day(application.ended_at, application.listing.time_zone)}")
    return facts


@blueprint.get("/applications/<string:reference>")
def application(reference: str) -> str | Response:
    """Show one application: where it stands, what was said, and what was sent."""
    shown = reading.of_seeker(reference, signed_in().id)
    if shown.state == _S.DRAFT:
        return redirect(url_for("seeker.apply", listing_id=shown.listing_id))
    now = clock.now()
    may_go = next_states(_S(shown.state), Actor.SEEKER)
    return render_template(
        "seeker/application.html",
        application=shown,
        listing=shown.listing,
        listing_url=listing_url(shown.listing) if shown.listing.first_published_at else "",
        steps=timeline_steps(shown, next_step=True),
        rows=summary_rows(shown, shown.questions_copy or []),
        usual=usual_answer(shown.listing.company, now) if shown.state == _S.SUBMITTED else "",
        silence=_silence(shown, now),
        may_withdraw=_S.WITHDRAWN in may_go,
        may_decline=_S.DECLINED in may_go,
        may_apply_again=_may_apply_again(shown, now),
        similar_url=_similar_url(shown.listing) if shown.state == _S.UNSUCCESSFUL else "",
    )


def _similar_url(listing: Listing) -> str:
    return url_for(
        "public.jobs",
        role_family=listing.role_family or None,
        arrangement=listing.arrangement or None,
    )


@blueprint.get("/applications/<string:reference>/resume")
def application_resume(reference: str) -> str | Response:
    """Show the copy of the resume that was sent."""
    shown = reading.of_seeker(reference, signed_in().id)
    if shown.state == _S.DRAFT:
        return redirect(url_for("seeker.apply", listing_id=shown.listing_id))
    return render_template(
        "seeker/application_resume.html",
        application=shown,
        listing=shown.listing,
        name=applicant_name(shown),
    )


def _may_apply_again(application: Application, now: datetime) -> bool:
    if application.state != _S.WITHDRAWN or not service.may_apply_again(application, now):
        return False
    return reading.standing_of(application.listing_id, application.seeker_id) is None


def _silence(application: Application, now: datetime) -> str:
    """Say when an ended job's application is closed; nothing while the job is open."""
    listing = application.listing
    ended = listing.closed_at or listing.closes_at
    if application.state not in CLOSED_BY_THE_BOARD or ended is None or ended > now:
        return ""
    heard = None if application.state in UNHEARD else max(ended, application.updated_at)
    zone = listing.time_zone
    until = day((heard or ended) + LONGEST_SILENCE, zone)
    so_far = "No final answer yet" if heard else "No answer yet"
    return (
        f"{so_far}. This job closed on {day(ended, zone)}. If we hear nothing by {until}, "
        "we will close your application and tell you."
    )


@blueprint.get("/applications/<string:reference>/withdraw")
def application_withdraw(reference: str) -> str | Response:
    """Say what withdrawing means, then ask."""
    shown = reading.of_seeker(reference, signed_in().id)
    if _S.WITHDRAWN not in next_states(_S(shown.state), Actor.SEEKER):
        return _nothing_to_do(reference)
    listing, now = shown.listing, clock.now()
    return render_template(
        "seeker/application_withdraw.html",
        application=shown,
        listing=listing,
        takes_applications=service.takes_applications(listing, now),
        may_apply_again=service.may_apply_again(shown, now),
    )


@blueprint.post("/applications/<string:reference>/withdraw")
def application_withdrawn(reference: str) -> Response:
    """Withdraw."""
    words = "Application withdrawn. {} can no longer see your resume."
    return _step_back(reference, _S.WITHDRAWN, words)


@blueprint.get("/applications/<string:reference>/decline")
def application_decline(reference: str) -> str | Response:
    """Say what declining an offer means, then ask."""
    shown = reading.of_seeker(reference, signed_in().id)
    if _S.DECLINED not in next_states(_S(shown.state), Actor.SEEKER):
        return _nothing_to_do(reference)
    return render_template(
        "seeker/application_decline.html", application=shown, listing=shown.listing
    )


@blueprint.post("/applications/<string:reference>/decline")
def application_declined(reference: str) -> Response:
    """Decline an offer."""
    return _step_back(reference, _S.DECLINED, "Offer declined. We told {}.")


def _step_back(reference: str, target: ApplicationState, words: str) -> Response:
    shown = reading.of_seeker(reference, signed_in().id)
    by = By(Actor.SEEKER, signed_in().id)
    try:
        service.move_application(shown, target, by, clock.now())
    except MoveNotAllowed:
        return _nothing_to_do(reference)
    flash(words.format(shown.listing.company.name), "success")
    return redirect(url_for("seeker.application", reference=reference), 303)


def _nothing_to_do(reference: str) -> Response:
    """Say that it is done already or cannot be, on the page that shows how it is."""
    flash("Nothing was changed: see below where this application stands.", "info")
    return redirect(url_for("seeker.application", reference=reference), 303)
