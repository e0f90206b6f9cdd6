"""Letters of alerts: new jobs, and the questions whether an alert is wanted, and still wanted.

The one that asks an address nobody has confirmed says what the alert is for in words of the
board alone, and repeats nothing of what was typed: it may go to somebody who has asked for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jobboard import settings
from jobboard.domain import vocabulary
from jobboard.domain.alerts import (
    FREQUENCY_WORDS,
    Frequency,
    board_words,
    criteria_words,
    kept_criteria,
)
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.retention import ALERT_UNANSWERED, ALERT_UNCONFIRMED
from jobboard.letters.listing_words import hours_text, pay_text, type_text, where_text
from jobboard.letters.message import Action, Entry, Facts, Message, Paragraph, Part
from jobboard.models import Alert, Listing

# Titles that begin with a name keep its capital inside a sentence.
NAMED = ("language", "tool", "us-state", "country")
END_IT = "End this alert"


def confirm_alert(email: str, criteria: SearchCriteria, frequency: str, token: str) -> Message:
    """Ask whether the owner of an address wants the jobs somebody asked for."""
    return Message(
        "confirm_alert",
        email,
        f"Confirm your job alert at {_site()}",
        (
            Paragraph(
                f"Somebody asked {_site()} to email new jobs to this address. If it was you, "
                "confirm it: we write to nobody who has not."
            ),
            Facts(
                (
                    ("New jobs for", board_words(criteria)),
                    ("How often", FREQUENCY_WORDS[Frequency(frequency)]),
                )
            ),
            Action("See the alert and confirm it", f"/alerts/confirm?token={token}"),
            Paragraph(
                f"The link works for at most {ALERT_UNCONFIRMED.days} days. If this was not "
                "you, do nothing: no jobs are sent without the link."
            ),
        ),
    )


def alert_exists(email: str, token: str) -> Message:
    """Tell the owner of an alert that somebody asked for the same one."""
    return Message(
        "alert_exists",
        email,
        f"You already have this job alert at {_site()}",
        (
            Paragraph(
                "Somebody asked for an alert that this address already has, so nothing was changed."
            ),
            Action("See your alerts", list_path(token)),
        ),
    )


def alerts_link(email: str, token: str) -> Message:
    """Send the link to the alerts of an address."""
    return Message(
        "alerts_link",
        email,
        f"Your job alerts at {_site()}",
        (
            Paragraph(
                "This link shows the job alerts of this address. You can change, pause or end them."
            ),
            Action("See your alerts", list_path(token)),
            Paragraph("If you did not ask for it, you need not do anything."),
        ),
    )


def alert_jobs(alert: Alert, jobs: Sequence[Listing], more: int, ends: str, lists: str) -> Message:
    """Send new jobs, the best first; ``more`` is how many there are beyond ``jobs``.

    ``ends`` is the token of the link that ends the alert, ``lists`` that of the list.
    """
    others = len(jobs) + more - 1
    first = jobs[0]
    rest = f", and {others} other{'' if others == 1 else 's'}" if others else ""
    return Message(
        "alert_jobs",
        alert.email,
        f"{first.company.name} is hiring: {_in_sentence(first.title)}{rest}",
        (
            Paragraph(f"New for your alert: {_asked(alert)}."),
            *map(_job, jobs),
            *_beyond(alert, more),
            Paragraph(
                f"You get this letter {FREQUENCY_WORDS[Frequency(alert.frequency)].lower()} when "
                f"there is something new. “{END_IT}” ends it, without signing in."
            ),
            Action("Change or pause this alert", f"/alerts/{alert.id}/edit?token={lists}"),
            Action(END_IT, _end_path(ends)),
        ),
        alert.account_id,
        _ending_headers(ends),
    )


def review_alert(alert: Alert, keeps: str, ends: str) -> Message:
    """Ask whether an alert that nobody has changed for long is still wanted."""
    return Message(
        "review_alert",
        alert.email,
        f"Do you still want this job alert from {_site()}?",
        (
            Paragraph(f"For a year you have had this alert without a change: {_asked(alert)}."),
            Action("Keep it", f"/alerts/keep?token={keeps}"),
            Action(END_IT, _end_path(ends)),
            Paragraph(
                f"If we hear nothing within {ALERT_UNANSWERED.days} days, we end it for you."
            ),
        ),
        alert.account_id,
        _ending_headers(ends),
    )


def list_path(token: str) -> str:
    """Return the path of the page with the alerts of the address that ``token`` names."""
    return f"/alerts?token={token}"


def _end_path(token: str) -> str:
    return f"/alerts/end?token={token}"


def _ending_headers(token: str) -> dict[str, str]:
    """Return what mail programs make their own "Unsubscribe" button of (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{settings.current().base_url}{_end_path(token)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _job(job: Listing) -> Entry:
    facts = (
        ("Employer", job.company.name),
        ("Place", where_text(job)),
        ("Pay", pay_text(job) or "Not stated"),
        ("Hours", ", ".join(filter(None, (type_text(job), hours_text(job))))),
    )
    return Entry(
        job.title, f"/jobs/{job.id}", tuple((name, value) for name, value in facts if value)
    )


def _beyond(alert: Alert, more: int) -> tuple[Part, ...]:
    if not more:
        return ()
    label = f"See {more} other new job{'' if more == 1 else 's'}, and all the rest"
    return (Action(label, f"/jobs?{alert.criteria}&sort=newest"),)


def _asked(alert: Alert) -> str:
    return criteria_words(kept_criteria(alert.criteria))


def _in_sentence(title: str) -> str:
    """Return a title as it stands inside a sentence: "customer service representative"."""
    first, *others = title.split() or [""]
    is_title_case = any(word[:1].isupper() for word in others)
    if is_title_case or not first[1:].islower() or first.casefold() in _first_words():
        return title
    return title[0].lower() + title[1:]


@cache
def _first_words() -> frozenset[str]:
    labels = (term.label for group in NAMED for term in vocabulary.terms(group))
    return frozenset(label.split()[0].casefold() for label in labels)


def _site() -> str:
    return settings.current().site_name
