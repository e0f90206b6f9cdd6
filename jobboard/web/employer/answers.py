"""Every answer of a listing in words, with the way to change it: what the check page shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from jobboard.domain.listing_rows import NO_NEED
from jobboard.domain.matching import requirement_label
from jobboard.domain.posting import STEPS
from jobboard.models import Listing
from jobboard.web import listing_words as words
from jobboard.web.employer.listing_access import CHECK_PAGE
from jobboard.web.employer.steps.views import step_address
from jobboard.web.filters import day, markdown, moment

Say = Callable[[Listing], Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """One line: what was asked, the id of the field it was typed in, and how it reads."""

    key: str
    field: str
    say: Say


def _term(key: str, field: str, group: str) -> Answer:
    return Answer(key, field, lambda listing: words.label(group, getattr(listing, field)))


def _terms(key: str, field: str, group: str) -> Answer:
    return Answer(key, field, lambda listing: words.labels(group, getattr(listing, field)))


def _text(key: str, field: str) -> Answer:
    return Answer(key, field, lambda listing: getattr(listing, field))


def _address(listing: Listing) -> str:
    if listing.arrangement == "remote" and not listing.town:
        return ""
    parts = (listing.street, words.place_text(listing), listing.postcode)
    return ", ".join(part for part in parts if part)


def _opens(listing: Listing) -> str:
    if listing.opens_at is None:
        return "As soon as it is approved"
    return day(listing.opens_at, listing.time_zone)


def _guaranteed(listing: Listing) -> str:
    return "" if listing.pay_guaranteed is None else f"{listing.pay_guaranteed:,.2f}"


ANSWERS: dict[str, tuple[Answer, ...]] = {
    "job": (
        _text("Title", "title"),
        _term("Kind of work", "role_family", "role-family"),
        _term("Level", "level", "level"),
        _term("Industry", "industry", "industry"),
        Answer("Employer", "employer_kind", words.employer_text),
        _text("Openings", "openings"),
        _terms("Customers", "customers", "customers"),
        _terms("Duties", "duties", "duty"),
        Answer("Description", "description", lambda listing: markdown(listing.description)),
    ),
    "pay": (
        Answer("Pay", "pay_min", words.pay_text),
        _term("Worked out", "pay_basis", "pay-basis"),
        Answer("Guaranteed", "pay_guaranteed", _guaranteed),
        Answer("Contract", "contract", words.type_text),
        _term("Status", "employment_status", "employment-status"),
        Answer("Hours a week", "hours_week_min", words.hours_text),
        Answer("Days", "days", words.days_text),
        _terms("Times of day", "shift_bands", "shift-band"),
        _term("Shifts", "shift_pattern", "shift-pattern"),
        _text("More on the schedule", "schedule_note"),
    ),
    "place": (
        Answer("Where", "arrangement", lambda listing: words.where_text(listing, full=True)),
        Answer("Workplace", "street", _address),
        _term("Time zone", "time_zone", "time-zone"),
        _text("Shared hours", "time_zone_note"),
        _terms("Home office", "home_office", "home-office"),
        Answer("Channels", "channels", words.channels_text),
        _text("Contacts a day", "contacts_a_day"),
        _term("Equipment", "equipment_by", "equipment-by"),
        _text("More on equipment", "equipment_note"),
        Answer("Training", "training_weeks", words.training_text),
        _terms("Software", "ai_at_work", "ai-at-work"),
    ),
    "apply": (
        Answer("Published", "publish", _opens),
        Answer("Apply by", "closes_on", lambda one: moment(one.closes_at, one.time_zone)),
        Answer("Start of work", "starts_on", lambda listing: day(listing.starts_on)),
        _text("Contact", "contact_name"),
        _text("Your reference", "internal_reference"),
    ),
}
# Lines that say nothing where they are empty are left out: their question was optional.
_ALWAYS = frozenset({"title", "pay_min", "description", "channels", "closes_on", "arrangement"})


def sections(listing: Listing) -> list[dict[str, Any]]:
    """Return each step with its answers as rows of a summary list."""
    return [{"step": step, "rows": _rows(listing, step.slug)} for step in STEPS]


def _rows(listing: Listing, slug: str) -> list[dict[str, Any]]:
    if slug == "requirements":
        return _requirement_rows(listing)
    rows = [_row(listing, slug, answer) for answer in ANSWERS[slug]]
    return [row for row in rows if row["value"] or row["always"]]


def _row(listing: Listing, slug: str, answer: Answer) -> dict[str, Any]:
    said = answer.say(listing)
    return {
        "key": answer.key,
        "value": said if isinstance(said, Markup) else str(said or ""),
        "always": answer.field in _ALWAYS,
        "change_url": step_address(listing, slug, back=CHECK_PAGE, _anchor=answer.field),
    }


def _requirement_rows(listing: Listing) -> list[dict[str, Any]]:
    address = step_address(listing, "requirements", back=CHECK_PAGE)
    named = (("Must-haves", "must"), ("Nice to have", "nice"), ("Also", NO_NEED))
    rows = [
        {
            "key": key,
            "value": [
                requirement_label(row) for row in listing.requirements if row["need"] == need
            ],
            "change_url": address,
        }
        for key, need in named
    ]
    return [row for row in rows if row["value"] or row["key"] != "Also"]
