"""Letters about applications: the receipt, the notice to the employer, and every answer.

Each takes an application loaded with its listing, company and seeker. Letters to employers
name no applicant: they outlive a withdrawal, after which the employer may know no more.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from jobboard.domain.answers import in_words
from jobboard.letters.message import Action, Facts, Message, Paragraph, Part, Quote
from jobboard.models import Account, Application


def application_sent(application: Application) -> Message:
    """The receipt for the seeker: the reference and a copy of what was sent."""
    return _to_seeker(
        "application_sent",
        application,
        f"Application sent: {application.listing.title}",
        Paragraph(
            f"We sent your application to {_employer(application)}. "
            "They see your resume as it was when you sent it."
        ),
        Facts(_receipt_facts(application)),
        *_what_was_sent(application),
        Paragraph(
            "We write to you when they answer, whatever the answer is. "
            "You can withdraw at any time."
        ),
    )


def application_arrived(application: Application, member: Account) -> Message:
    """The notice to somebody at the company that an application came in."""
    listing = application.listing
    return Message(
        kind="application_arrived",
        to_email=member.email,
        account_id=member.id,
        subject=f"New application: {listing.title}",
        parts=(
            Paragraph(f"Somebody applied for “{listing.title}”."),
            Facts((("Reference", application.reference),)),
            Action("Open the application", _applicant_path(application)),
        ),
    )


def application_left(application: Application, member: Account) -> Message:
    """The notice to somebody at the company that a seeker withdrew or declined."""
    title = application.listing.title
    return Message(
        kind="application_left",
        to_email=member.email,
        account_id=member.id,
        subject=f"An applicant stepped back: {title}",
        parts=(
            Paragraph(f"An applicant for “{title}” withdrew or declined. Nothing is left to do."),
            Facts((("Reference", application.reference),)),
            Action("See the applicants", f"/employer/listings/{application.listing_id}/applicants"),
        ),
    )


def application_reviewed(application: Application, note: str) -> Message:
    """A note from the employer with the news that the application was read."""
    return _answer(
        "application_reviewed",
        application,
        note,
        f"Your application was read: {application.listing.title}",
        f"{_employer(application)} has read your application.",
    )


def application_shortlisted(application: Application, note: str) -> Message:
    """The seeker is on the shortlist."""
    return _answer(
        "application_shortlisted",
        application,
        note,
        f"You are shortlisted: {application.listing.title}",
        f"{_employer(application)} has put your application on its shortlist.",
        "The usual next step is an interview. You need to do nothing now.",
    )


def application_interviewing(application: Application, note: str) -> Message:
    """The employer wants to talk with the seeker."""
    return _answer(
        "application_interviewing",
        application,
        note,
        f"Interview: {application.listing.title}",
        f"{_employer(application)} would like to interview you.",
        "If the time and place are not in their note, they will get in touch with you.",
    )


def application_offered(application: Application, note: str) -> Message:
    """The employer offers the job."""
    return _answer(
        "application_offered",
        application,
        note,
        f"You have an offer: {application.listing.title}",
        f"{_employer(application)} offers you this job.",
        "Talk with them about the details. You can decline the offer on your application page.",
    )


def application_hired(application: Application, note: str) -> Message:
    """The employer has hired the seeker."""
    return _answer(
        "application_hired",
        application,
        note,
        f"You are hired: {application.listing.title}",
        f"{_employer(application)} has marked you as hired. We wish you a good start.",
    )


def application_unsuccessful(application: Application, note: str) -> Message:
    """The employer does not take the application further."""
    return _answer(
        "application_unsuccessful",
        application,
        note,
        f"About your application: {application.listing.title}",
        f"{_employer(application)} is not taking your application further.",
        "Your resume stays with you. You can use it for other jobs.",
        action=_similar_jobs(application),
    )


def application_unanswered(application: Application, note: str) -> Message:
    """The listing ended and the employer did not; the board closes the application.

    It says nothing of how far the application came: it may have been read or even talked about.
    """
    return _answer(
        "application_unanswered",
        application,
        note,
        f"We closed your application: {application.listing.title}",
        f"This job has ended, and {_employer(application)} did not tell us how it went for you. "
        "We have closed your application, so that you need not wait.",
        "If you are in touch with them, nothing changes between you: ask them where you stand.",
        action=_similar_jobs(application),
    )


def offer_declined(application: Application, note: str) -> Message:
    """The offer was declined, by either side's entry."""
    return _answer(
        "offer_declined",
        application,
        note,
        f"Offer declined: {application.listing.title}",
        f"The offer from {_employer(application)} is recorded as declined.",
        "If that is a mistake, get in touch with the employer.",
    )


def application_withdrawn(application: Application, note: str) -> Message:
    """The seeker's own withdrawal, confirmed."""
    return _answer(
        "application_withdrawn",
        application,
        note,
        f"Application withdrawn: {application.listing.title}",
        f"You withdrew your application to {_employer(application)}. "
        "They can no longer see your resume.",
    )


def _answer(
    kind: str,
    application: Application,
    note: str,
    subject: str,
    *sentences: str,
    action: Action | None = None,
) -> Message:
    said: tuple[Part, ...] = (Paragraph("Their note:"), Quote(note)) if note else ()
    first, rest = sentences[0], sentences[1:]
    return _to_seeker(
        kind,
        application,
        subject,
        Paragraph(first),
        *said,
        *(Paragraph(text) for text in rest),
        Facts((("Reference", application.reference),)),
        *((action,) if action else ()),
    )


def _to_seeker(kind: str, application: Application, subject: str, *parts: Part) -> Message:
    return Message(
        kind=kind,
        to_email=application.seeker.email,
        account_id=application.seeker_id,
        subject=subject,
        parts=(*parts, Action("See your application", f"/my/applications/{application.reference}")),
    )


def _receipt_facts(application: Application) -> tuple[tuple[str, str], ...]:
    listing = application.listing
    sent = _day(application.submitted_at, listing.time_zone)
    return (
        ("Reference", application.reference),
        ("Job", listing.title),
        ("Employer", listing.company.name),
        *((("Sent", sent),) if sent else ()),
    )


def _what_was_sent(application: Application) -> list[Part]:
    answers = in_words(application.questions_copy or [], application.answers)
    parts: list[Part] = [Facts(tuple(answers))] if answers else []
    for label, text in (
        ("Your message:", application.message),
        ("What you need for an interview:", application.interview_needs),
    ):
        if text:
            parts += [Paragraph(label), Quote(text)]
    return parts


def _similar_jobs(application: Application) -> Action:
    listing = application.listing
    facts = {"role_family": listing.role_family, "arrangement": listing.arrangement}
    query = urlencode({name: slug for name, slug in facts.items() if slug})
    return Action("Jobs like this one", f"/jobs?{query}" if query else "/jobs")


def _employer(application: Application) -> str:
    return application.listing.company.name


def _applicant_path(application: Application) -> str:
    return f"/employer/listings/{application.listing_id}/applicants/{application.reference}"


def _day(moment: datetime | None, zone: str) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(zone or "UTC"))
    return f"{local.day} {local:%B %Y}"
