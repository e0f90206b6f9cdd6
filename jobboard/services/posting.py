"""Posting a listing: a draft, its steps, sending it for checking, taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import inspect, select
from sqlalchemy.orm import joinedload

from jobboard.domain.errors import MoveNotAllowed, RuleError, StaleVersion
from jobboard.domain.listing import EDITABLE_STATES, MOST_AT_FIRST, Actor, ListingMove, ListingState
from jobboard.domain.posting import change_of, is_ready, step_named
from jobboard.domain.posting_rules import check_dates, contradictions, gaps, settled
from jobboard.domain.screening import screen, serious
from jobboard.extensions import db
from jobboard.models import Company, Finding, Listing, ListingEvent
from jobboard.models.company import Verification
from jobboard.queries.company_listings import (
    EDITED,
    count_before_readers,
    has_published,
    was_submitted,
)
from jobboard.services.company_rows import locked
from jobboard.services.listings import THE_BOARD, By, move_listing, record

CREATED = "created"
DEFAULT_CURRENCY = "USD"
MOMENTS = ("opens_at", "closes_at")
# The clock of dates that are entered before the step that asks for the time zone.
UNKNOWN_ZONE = "UTC"
STALE = "Somebody changed this listing after you opened it."
# While a company is being checked its listing may be sent too: the moderator reads both.
MAY_SUBMIT = (Verification.VERIFIED, Verification.WAITING)


def facts_of(listing: Listing) -> dict[str, Any]:
    """Return a listing's columns by name, as the rules of posting read them."""
    return {column.key: getattr(listing, column.key) for column in inspect(Listing).column_attrs}


def new_listing(company: Company, title: str, role_family: str, by: By, now: datetime) -> Listing:
    """Make a draft that knows what the company's other facts already say."""
    listing = Listing(
        company=company,
        created_by_id=by.account_id,
        title=title,
        role_family=role_family,
        industry=company.industry,
        employer_kind=company.employer_kind,
        country=company.country,
        pay_currency=DEFAULT_CURRENCY,
        state_changed_at=now,
        created_at=now,
        updated_at=now,
    )
    db.session.add(listing)
    db.session.flush()
    record(listing, CREATED, by, now)
    return listing


def step_problems(
    listing: Listing, slug: str, changes: Mapping[str, Any], now: datetime, *, finished: bool
) -> list[RuleError]:
    """Return what is wrong with a step's facts as they would be after ``changes``.

    ``finished`` demands that nothing lacks; otherwise only what cannot stand together counts.
    """
    after = _after(listing, changes)
    wrong = contradictions(slug, after)
    if finished:
        wrong += gaps(slug, after)
        wrong += check_dates(after, now) if slug == "apply" else []
    return wrong


def save_step(
    listing: Listing,
    slug: str,
    changes: Mapping[str, Any],
    by: By,
    now: datetime,
    *,
    seen_version: int,
    finished: bool,
) -> None:
    """Save a step's facts; ``finished`` marks the step done.

    Raises the first of ``step_problems``, StaleVersion and MoveNotAllowed.
    """
    open_for_editing(listing, seen_version)
    for error in step_problems(listing, slug, changes, now, finished=finished):
        raise error
    done = {*listing.steps_done} - {slug} | ({slug} if finished else set())
    after, fields = _after(listing, changes), step_named(slug).fields
    write_facts(listing, after, (*fields, *MOMENTS), sorted(done), by, now)


def _after(listing: Listing, changes: Mapping[str, Any]) -> dict[str, Any]:
    before = facts_of(listing)
    return settled(_kept_on_the_clock({**before, **changes}, before, changes))


def _kept_on_the_clock(
    facts: dict[str, Any], before: Mapping[str, Any], changes: Mapping[str, Any]
) -> dict[str, Any]:
    """Return ``facts`` with dates at the same hour on the clock of a newly chosen zone."""
    old, new = (row["time_zone"] or UNKNOWN_ZONE for row in (before, facts))
    if old == new or "closes_at" in changes:
        return facts
    for name in MOMENTS:
        if facts[name] is not None:
            on_the_wall = facts[name].astimezone(ZoneInfo(old))
            facts[name] = on_the_wall.replace(tzinfo=ZoneInfo(new))
    return facts


def open_for_editing(listing: Listing, seen_version: int) -> None:
    """Hold the row and see that it may be edited and is the one that was read."""
    db.session.scalars(
        select(Listing)
        .options(joinedload(Listing.company))
        .where(Listing.id == listing.id)
        .with_for_update(of=Listing)
        .execution_options(populate_existing=True)
    ).one()
    if listing.state not in EDITABLE_STATES:
        raise MoveNotAllowed("This listing cannot be edited as it is now.")
    if listing.version != seen_version:
        raise StaleVersion(STALE)


def write_facts(
    listing: Listing,
    after: Mapping[str, Any],
    fields: Iterable[str],
    done: list[str],
    by: By,
    now: datetime,
) -> None:
    """Store what changed of ``fields``, raise the version and write before and after down.

    Where nothing is new nothing is done.
    """
    before = facts_of(listing)
    changed = [name for name in dict.fromkeys(fields) if after[name] != before[name]]
    if not changed and done == listing.steps_done:
        return
    changes = {name: change_of(before[name], after[name]) for name in changed}
    for name in changed:
        setattr(listing, name, after[name])
    listing.steps_done = done
    listing.version += 1
    listing.updated_at = now
    record(listing, EDITED, by, now, changes=changes)
    db.session.flush()


def submit_listing(listing: Listing, by: By, now: datetime, *, seen_version: int) -> bool:
    """Send a listing for checking; return whether it is published without, by trust.

    ``listing.company`` must be loaded. Raises RuleError where a step or the company is not
    ready, StaleVersion, and MoveNotAllowed.
    """
    # The company first, as moderators do: two locks in two orders would wait for each other.
    locked(listing.company_id)
    open_for_editing(listing, seen_version)
    facts = facts_of(listing)
    if not is_ready(facts, listing.steps_done):
        raise RuleError("Some steps are not complete. Complete them first.")
    for error in check_dates(facts, now):
        raise RuleError(f"{error.message} Change it in How people apply.")
    check_company_may_submit(listing.company)
    check_quota(listing.company)
    move_listing(listing, ListingMove.SUBMIT, by, now)
    published = publishes_at_once(listing.company, facts)
    if published:
        move_listing(listing, ListingMove.APPROVE, THE_BOARD, now)
    keep_findings(listing, facts)
    return published


def publishes_at_once(company: Company, facts: Mapping[str, Any]) -> bool:
    """Say whether a listing with these facts needs no moderator: by trust, and nothing serious."""
    return company.trusted and company.verified and not serious(screen(facts))


def check_quota(company: Company) -> None:
    """Raise RuleError where a company that nobody knows yet has as many listings as it may."""
    if not has_published(company.id) and count_before_readers(company.id) >= MOST_AT_FIRST:
        raise RuleError(
            f"Until your first job is published, {MOST_AT_FIRST} can be sent at a time. "
            "Wait for a decision, or take one back."
        )


def check_company_may_submit(company: Company) -> None:
    """Raise RuleError, saying what is missing, unless a company may send listings."""
    if company.verification in MAY_SUBMIT:
        return
    if company.verification == Verification.PROOF_ASKED:
        raise RuleError("We asked for more proof about your company. Answer that first.")
    if company.verification == Verification.REFUSED:
        raise RuleError("We could not approve your company, so it cannot post jobs.")
    raise RuleError("Ask us to check your company first.")


def keep_findings(listing: Listing, facts: Mapping[str, Any]) -> None:
    """Keep what screening sees in the version that was sent, beside that of earlier ones."""
    db.session.add_all(
        Finding(
            listing_id=listing.id,
            version=listing.version,
            rule=found.rule,
            field=found.field,
            matched=found.matched,
            why=found.why,
        )
        for found in screen(facts)
    )
    db.session.flush()


def withdraw_listing(listing: Listing, by: By, now: datetime) -> ListingEvent:
    """Take a listing back from checking, to edit it. Raises MoveNotAllowed."""
    return move_listing(listing, ListingMove.WITHDRAW, by, now)


def why_kept(listing: Listing) -> str:
    """Return why a listing cannot be deleted; nothing for a draft that nobody else has read."""
    if listing.state != ListingState.DRAFT or listing.first_published_at is not None:
        return "Only a draft can be deleted."
    if was_submitted(listing.id):
        return "It was sent for checking before, so it is kept with its history."
    return ""


def delete_draft(listing: Listing, *, seen_version: int) -> None:
    """Delete a draft for good. Raises MoveNotAllowed, saying why not, and StaleVersion."""
    open_for_editing(listing, seen_version)
    if why := why_kept(listing):
        raise MoveNotAllowed(why)
    db.session.delete(listing)
    db.session.flush()


def by_member(account_id: int) -> By:
    """Return a member as the one who does something."""
    return By(Actor.MEMBER, account_id)
