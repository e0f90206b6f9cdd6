"""Importing: a posting found elsewhere becomes a listing of a company.

An imported listing is not posted by anybody: no member made a draft and sent it. So its row is
made in the state it is imported to, and its history begins with "imported", by the board; every
later move goes through ``move_listing`` like any other. It is never attached to a company that
signed up here, whatever its name: nobody may post for somebody else. The posting stays in
``raw``, and how each fact was found in ``inferred``; source and id within it make a second
import of the same posting a no-op.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from slugify import slugify
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from jobboard.domain import company as company_rules
from jobboard.domain.errors import RuleError
from jobboard.domain.found_dates import DateRule, Dates, dates_of
from jobboard.domain.found_posting import (
    LICENCE,
    SOURCE,
    FoundListing,
    Posting,
    employer,
    employer_id,
    read_posting,
    source_id,
    words,
)
from jobboard.domain.found_text import as_markdown, calm_case, shortened
from jobboard.domain.inference import is_customer_service
from jobboard.domain.listing import ListingState
from jobboard.domain.text import LONGEST_LINE, LONGEST_TEXT
from jobboard.extensions import db
from jobboard.models import Company, Listing
from jobboard.models.company import Verification
from jobboard.services.alert_news import note_shown
from jobboard.services.company_rows import note_event
from jobboard.services.listings import THE_BOARD, record
from jobboard.services.moderation import BY_HAND
from jobboard.services.outbox import order_index
from jobboard.services.posting import keep_findings

IMPORTED = "imported"
UNNAMED = "Employer not named"
LONGEST_SOURCE = 80
LONGEST_NAME = 120
LONGEST_SLUG = 60
_DIGEST = 8
DATES_MOVED = "Dates moved to be current"


class Outcome(StrEnum):
    """What became of a posting."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportRules:
    """What an operator chose for an import.

    ``state`` is live or in_review. ``source`` names postings that do not name theirs.
    ``checked`` says publicly what was checked about the companies; empty: they are not checked.
    """

    state: ListingState = ListingState.IN_REVIEW
    dates: DateRule = DateRule.KEEP
    customer_service_only: bool = True
    include_fraudulent: bool = False
    source: str = "Import"
    checked: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one posting and why, for the operator."""

    source_id: str
    outcome: Outcome
    reason: str = ""
    title: str = ""
    listing_id: int | None = None
    took: tuple[str, ...] = ()
    inferred: Mapping[str, str] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    unused: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def import_posting(posting: Posting, rules: ImportRules, now: datetime) -> RowReport:
    """Take one posting, or say why not. Flushes; repeating it changes nothing."""
    ident = source_id(posting)
    source = _source(posting, rules)
    if _is_known(source, ident):
        return RowReport(ident, Outcome.KNOWN, "It was imported before.")
    try:
        belongs = _check_wanted(posting, rules)
        dates = dates_of(posting, ident, rules.dates, rules.state, now)
        found = read_posting(posting, rules.place)
    except RuleError as refusal:
        return RowReport(ident, Outcome.REFUSED, refusal.message, words(posting, "title"))
    try:
        with db.session.begin_nested():
            company = _company(posting, source, found, rules, now)
            listing = _listing(posting, found, dates, company, (source, ident), now)
    except IntegrityError:
        return RowReport(ident, Outcome.KNOWN, "Somebody imported it at the same moment.")
    return _taken(listing, ident, belongs, found, dates)


def _taken(
    listing: Listing, ident: str, belongs: str, found: FoundListing, dates: Dates
) -> RowReport:
    return RowReport(
        ident,
        Outcome.TAKEN,
        belongs,
        listing.title,
        listing.id,
        took=found.took,
        inferred=found.inferred,
        changed=(*found.changed, *([dates.note] if dates.note else [])),
        unused=found.unused,
        missing=found.missing,
    )


def _source(posting: Posting, rules: ImportRules) -> str:
    return shortened(words(posting, SOURCE).strip() or rules.source, LONGEST_SOURCE)


def _is_known(source: str, ident: str) -> bool:
    known = select(Listing.id).where(Listing.source == source, Listing.source_id == ident)
    return db.session.scalar(known) is not None


def _check_wanted(posting: Posting, rules: ImportRules) -> str:
    """Return why the posting belongs on the board; raise RuleError where it does not."""
    if posting.get("fraudulent") is True and not rules.include_fraudulent:
        raise RuleError("Its source marks it as fraudulent.")
    belongs, why = is_customer_service(posting)
    if rules.customer_service_only and not belongs:
        raise RuleError(f"It is not customer service: {why}.")
    return why


def _company(
    posting: Posting, source: str, found: FoundListing, rules: ImportRules, now: datetime
) -> Company:
    """Return the employer's company from this source, made if it is new."""
    ident = employer_id(posting)
    known = select(Company).where(Company.source == source, Company.source_id == ident)
    company = db.session.scalars(known).one_or_none()
    if company is None:
        company = _new_company(posting, (source, ident), found, rules, now)
        db.session.add(company)
        db.session.flush()
        note_event(company, IMPORTED, None, now, note=f"From {source}.")
    return company


def _new_company(
    posting: Posting,
    origin: tuple[str, str],
    found: FoundListing,
    rules: ImportRules,
    now: datetime,
) -> Company:
    said, about, site = employer(posting)
    source, ident = origin
    name = calm_case(said) or UNNAMED
    return Company(
        name=shortened(name, LONGEST_NAME),
        slug=_slug(name, origin),
        website=_website(site),
        about=as_markdown(about)[:LONGEST_TEXT],
        industry=found.facts.get("industry", ""),
        employer_kind=found.facts.get("employer_kind", ""),
        country=found.facts.get("country", ""),
        region=found.facts.get("region", ""),
        source=source,
        source_id=ident,
        created_at=now,
        **_check(rules, now),
    )


def _slug(name: str, origin: tuple[str, str]) -> str:
    """Return a slug nobody has: the name, and a few signs that stand for the origin."""
    digest = hashlib.sha256("\n".join(origin).encode()).hexdigest()[:_DIGEST]
    stem = slugify(name, max_length=LONGEST_SLUG, word_boundary=True)
    return f"{stem}-{digest}".lstrip("-")


def _website(site: str) -> str:
    try:
        return company_rules.website(site)[: company_rules.LONGEST_WEBSITE] if site else ""
    except RuleError:
        return ""


def _check(rules: ImportRules, now: datetime) -> dict[str, Any]:
    """Return the check of a new company: the operator's, or none, asked for where one is due."""
    if rules.checked:
        return {
            "verification": Verification.VERIFIED,
            "verified_at": now,
            "verification_method": BY_HAND,
            "verification_note": rules.checked,
        }
    waits = rules.state is ListingState.IN_REVIEW
    return {"verification": Verification.WAITING if waits else Verification.UNCHECKED}


def _listing(
    posting: Posting,
    found: FoundListing,
    dates: Dates,
    company: Company,
    origin: tuple[str, str],
    now: datetime,
) -> Listing:
    listing = Listing(
        company=company,
        state=dates.state,
        state_changed_at=dates.published_at or now,
        published_at=dates.published_at,
        first_published_at=dates.published_at,
        opens_at=dates.published_at,
        closes_at=dates.closes_at,
        closed_at=dates.closed_at,
        created_at=now,
        updated_at=now,
        source=origin[0],
        source_id=origin[1],
        source_licence=_licence(posting, dates),
        raw=dict(posting),
        inferred=found.inferred,
        **found.facts,
    )
    db.session.add(listing)
    db.session.flush()
    record(listing, IMPORTED, THE_BOARD, now, note=f"From {origin[0]}.")
    keep_findings(listing, found.facts)
    if dates.state is ListingState.LIVE:
        note_shown(listing.id, published=True)
    order_index(listing.id, now)
    return listing


def _licence(posting: Posting, dates: Dates) -> str:
    """Return what the listing's page says of the posting's licence and dates."""
    said = next((words(posting, name).strip() for name in LICENCE if words(posting, name)), "")
    parts = [said[:1].upper() + said[1:], DATES_MOVED if dates.moved else ""]
    room = LONGEST_LINE - len(DATES_MOVED) - 4
    return ". ".join(shortened(part, room).rstrip(".") for part in parts if part) + "."
