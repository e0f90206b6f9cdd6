"""How an application reads, for the seeker and for the employer alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for

from jobboard.domain.answers import Question, field_name, in_order, in_words
from jobboard.domain.application import END_STATES, STATE_WORDS, ApplicationState
from jobboard.domain.replies import WINDOW, reply_record
from jobboard.domain.resume import mapping, text
from jobboard.models import Application, ApplicationEvent, Company
from jobboard.queries.application_counts import answer_times
from jobboard.web.filters import breaks, moment

_S = ApplicationState
_EVENT_WORDS = {_S.SUBMITTED: "Sent"}
_NEXT_STEPS = {
    _S.SUBMITTED: "The employer reads your application.",
    _S.REVIEWED: "The employer decides whom to shortlist.",
    _S.SHORTLISTED: "Usually an interview.",
    _S.INTERVIEWING: "After the interview, the employer decides.",
    _S.OFFERED: "You and the employer agree on the details.",
}


def applicant_name(application: Application) -> str:
    """Return the name on the resume as sent, else that of the account."""
    on_resume = text(mapping(application.resume_copy or {}, "basics"), "name")
    return on_resume or application.seeker.name or f"Applicant {application.reference}"


def resume_row(application: Application) -> dict[str, Any]:
    """Return the chosen resume of a draft: its title, and whose name and address it carries."""
    resume = application.resume
    basics = mapping(resume.document, "basics") if resume else {}
    contact = ", ".join(part for part in (text(basics, "name"), text(basics, "email")) if part)
    title = resume.title if resume else ""
    value = [part for part in (title or "My resume", contact) if part]
    return {"key": "Resume", "value": value, "change_url": change_url(application, "resume")}


def summary_rows(
    application: Application,
    questions: Iterable[Question],
    *,
    change: bool = False,
    needs: bool = True,
) -> list[dict[str, Any]]:
    """Return what was or will be sent besides the resume; with ways back where it may change.

    ``needs`` adds what is needed for an interview, which employers see only when there is one.
    """
    asked = in_order(questions)
    rows = [
        {"key": key, "value": value, "field": field_name(question)}
        for question, (key, value) in zip(asked, in_words(asked, application.answers), strict=True)
    ]
    rows.append({"key": "Message", "value": application.message, "field": "message"})
    if needs:
        words = {"key": "Needed for an interview", "field": "interview_needs"}
        rows.append({**words, "value": application.interview_needs})
    return [_shown(application, row, change=change) for row in rows]


def _shown(application: Application, row: dict[str, str], *, change: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {"key": row["key"], "value": breaks(row["value"])}
    if change:
        shown["change_url"] = change_url(application, row["field"])
    return shown


def change_url(application: Application, field: str) -> str:
    """Return the address of one field of the answers page."""
    return url_for("seeker.apply", listing_id=application.listing_id, change=field, _anchor=field)


def timeline_steps(application: Application, *, next_step: bool) -> list[dict[str, Any]]:
    """Return the history of an application as ``components/timeline.html`` draws it.

    ``next_step`` adds what usually comes next, in the words for the seeker.
    """
    steps = [_step(event, application.listing.time_zone) for event in application.events]
    if steps and application.state not in END_STATES:
        steps[-1]["state"] = "now"
    if next_step and application.state in _NEXT_STEPS:
        words = _NEXT_STEPS[_S(application.state)]
        steps.append({"title": words, "when": "", "note": "", "state": "next"})
    return steps


def _step(event: ApplicationEvent, zone: str) -> dict[str, Any]:
    state = _S(event.to_state)
    return {
        "title": _EVENT_WORDS.get(state, STATE_WORDS[state]),
        "when": moment(event.at, zone),
        "note": breaks(f"“{event.note}”") if event.note else "",
        "state": "done",
    }


def usual_answer(company: Company, now: datetime) -> str:
    """Return how soon and how often a company answers; nothing where we cannot know."""
    record = reply_record(answer_times(company.id, now - WINDOW))
    if record is None:
        return ""
    days = f"{record.days} day{'' if record.days == 1 else 's'}"
    return (
        f"{company.name} usually answers within {days}. It answered {record.answered} of the "
        f"{record.sent} applications sent in the last {WINDOW.days} days."
    )
