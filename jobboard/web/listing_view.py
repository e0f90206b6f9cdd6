"""What a listing's page shows: one value for the public page, the preview and the moderator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from slugify import slugify

from jobboard.domain.listing import is_visible
from jobboard.domain.listing_rows import asked_for, needs_nothing
from jobboard.domain.matching import requirement_label
from jobboard.domain.pay import describe_pay
from jobboard.models import Company, Listing
from jobboard.services.importing import UNNAMED
from jobboard.web import listing_words as words
from jobboard.web.filters import ago, day

LONGEST_SLUG = 60
# What a row says where nobody would read an application.
SILENT = {"tags": ["No applications here"], "apply_by_text": None}
APPLIED = {"tags": ["Applied"], "apply_by_text": None}


@dataclass(frozen=True, slots=True)
class ListingView:
    """A listing in words, ready for ``components/listing_body.html``."""

    listing: Listing
    pay: str
    pay_note: str
    where: str
    glance: list[tuple[str, str | list[str]]]
    duties: list[str]
    must: list[str]
    nice: list[str]
    ended: str
    is_open: bool
    checked_on: str
    employer: str


def listing_url(listing: Listing, **query: Any) -> str:
    """Return the listing's public address, with a query where one is given."""
    return url_for("public.listing", listing_id=listing.id, slug=title_slug(listing), **query)


def title_slug(listing: Listing) -> str:
    """Return the readable part of the address."""
    return slugify(listing.title, max_length=LONGEST_SLUG, word_boundary=True) or "job"


def company_url(company: Company) -> str:
    """Return the company's address; "" where none is named, whose page would tell nothing."""
    return "" if company.name == UNNAMED else url_for("public.company", slug=company.slug)


def _employer(company: Company) -> str:
    """Return the company as it stands inside a sentence."""
    return "the employer" if company.name == UNNAMED else company.name


def listing_view(listing: Listing, now: datetime) -> ListingView:
    """Return what the page shows. ``listing.company`` must be loaded."""
    needs = [(row["need"], requirement_label(row)) for row in asked_for(listing.requirements)]
    return ListingView(
        listing=listing,
        pay=words.pay_text(listing),
        pay_note=words.pay_note(listing),
        where=words.where_text(listing, full=True),
        glance=_glance(listing),
        duties=[words.label("duty", slug) for slug in listing.duties],
        must=[text for need, text in needs if need == "must"],
        nice=[text for need, text in needs if need == "nice"],
        ended=words.ended_text(listing),
        is_open=is_visible(listing.state, listing.opens_at, listing.closes_at, now),
        checked_on=words.checked_text(listing.company),
        employer=_employer(listing.company),
    )


def _glance(listing: Listing) -> list[tuple[str, str | list[str]]]:
    facts: list[tuple[str, str | list[str]]] = [
        ("Role", words.label("role-family", listing.role_family)),
        ("Level", words.label("level", listing.level)),
        ("Type", words.type_text(listing)),
        ("Hours", words.hours_text(listing)),
        ("Schedule", words.schedule_text(listing)),
        ("Time zone", listing.time_zone_note),
        ("Channels", words.channels_text(listing)),
        ("Contacts", words.contacts_text(listing)),
        ("You serve", words.labels("customers", listing.customers)),
        ("Equipment", words.equipment_text(listing)),
        ("Training", words.training_text(listing)),
        ("Languages", _languages(listing)),
        ("Qualification", _qualification(listing)),
        ("Guaranteed pay", _guaranteed(listing)),
        ("Pay basis", words.label("pay-basis", listing.pay_basis)),
        ("Status", words.label("employment-status", listing.employment_status)),
        ("Industry", words.label("industry", listing.industry)),
        ("Employer", words.employer_text(listing)),
        ("AI at work", words.labels("ai-at-work", listing.ai_at_work)),
        ("Openings", str(listing.openings) if listing.openings else ""),
        ("Start", day(listing.starts_on)),
        ("Apply by", words.apply_by_text(listing)),
        ("Contact", listing.contact_name),
    ]
    return [(name, value) for name, value in facts if value]


def _languages(listing: Listing) -> list[str]:
    rows = [row for row in listing.requirements if row["kind"] == "language"]
    return [
        f"{requirement_label(row)} ({'needed' if row['need'] == 'must' else 'nice to have'})"
        for row in rows
    ]


def _qualification(listing: Listing) -> str:
    """Return that no qualification is needed, where the listing says so."""
    return next((requirement_label(row) for row in listing.requirements if needs_nothing(row)), "")


def _guaranteed(listing: Listing) -> str:
    amount = listing.pay_guaranteed
    if amount is None:
        return ""
    return "At least " + describe_pay(amount, None, listing.pay_currency, listing.pay_period)


def listing_card(listing: Listing, **more: Any) -> dict[str, Any]:
    """Return a result row's facts; ``more`` adds match, why, tags and the like."""
    company = listing.company
    return {
        "id": listing.id,
        "url": listing_url(listing),
        "title": listing.title,
        "company": company.name,
        "company_url": company_url(company),
        "checked": company.verified,
        "pay_text": words.pay_text(listing),
        "arrangement_text": words.where_text(listing),
        "type_text": words.type_text(listing),
        "channels_text": words.channels_text(listing),
        # Days of one zone for all rows: each in its employer's would contradict its neighbors.
        "posted_text": f"Posted {ago(listing.published_at)}",
        "apply_by_text": f"Apply by {day(listing.closes_at, listing.time_zone)}",
        "closed_text": words.ended_text(listing),
    } | more
