"""Deciding on listings and companies: each decision names the version it was made on."""

from __future__ import annotations

from datetime import datetime

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError, StaleVersion
from jobboard.domain.listing import MOVES, Actor, ListingMove
from jobboard.domain.permissions import Permission
from jobboard.extensions import db
from jobboard.letters import moderation as letters
from jobboard.models import Company, Listing
from jobboard.models.company import Verification
from jobboard.queries.members import members_who_may
from jobboard.queries.moderation import published_listings
from jobboard.services.company_rows import locked, note_event, order_listings
from jobboard.services.listings import By, move_listing
from jobboard.services.outbox import post

BY_HAND = "moderator-check"
# Why the listings of a refused company are taken down.
NOT_WHO_IT_SAYS = "false-employer"


def decide(
    listing: Listing,
    move: ListingMove,
    moderator_id: int,
    now: datetime,
    *,
    seen_version: int,
    seen_company: int,
    reason: str = "",
    note: str = "",
) -> None:
    """Approve, ask for changes or reject, and write to the employer.

    ``listing.company`` must be loaded. Raises RuleError on ``reason`` or ``note`` where they
    are owed, and StaleVersion where listing or company is not what the moderator read:
    ``seen_version`` and ``seen_company`` are the versions of that.
    """
    # Held, so that the check cannot end, nor the name change, while this decides.
    _see_same(locked(listing.company_id), seen_company)
    group = MOVES[move].reason_group
    if group and vocabulary.resolve(group, reason) is None:
        raise RuleError("Choose a reason, so that the employer knows what to do.", "reason")
    if reason == "other" and not note.strip():
        raise RuleError("Write what is wrong and how to mend it.", "note")
    if move is ListingMove.APPROVE:
        _check_may_open(listing, now)
    by = By(Actor.MODERATOR, moderator_id)
    move_listing(listing, move, by, now, reason=reason, note=note, seen_version=seen_version)
    for member in members_who_may(Permission.EDIT_LISTINGS, listing.company_id):
        post(
            letters.decision(listing, move, member.email, member.id, reason=reason, note=note), now
        )


def _check_may_open(listing: Listing, now: datetime) -> None:
    if not listing.company.verified:
        raise RuleError("Check the company first: only checked employers may publish.")
    if listing.closes_at is None or listing.closes_at <= max(now, listing.opens_at or now):
        raise RuleError("Its closing date has passed; ask for changes.")


def verify_company(
    company: Company, moderator_id: int, now: datetime, *, seen: int, note: str
) -> None:
    """Mark a company as checked by a person; ``note`` says publicly what was checked."""
    if not note.strip():
        raise RuleError("Write what you checked. Everybody can read it.", "note")
    _take(company, seen)
    company.verification = Verification.VERIFIED
    company.verified_at = now
    company.verification_method = BY_HAND
    company.verification_note = note
    _tell(company, "verified", moderator_id, now, note)


def ask_proof(company: Company, moderator_id: int, now: datetime, *, seen: int, note: str) -> None:
    """Ask a company for more proof, which ends trust; ``note`` says which."""
    if not note.strip():
        raise RuleError("Write which proof is missing.", "note")
    _take(company, seen)
    company.verification = Verification.PROOF_ASKED
    company.trusted = False
    _tell(company, "proof_asked", moderator_id, now, note)


def refuse_company(
    company: Company, moderator_id: int, now: datetime, *, seen: int, note: str
) -> None:
    """Refuse a company and take its listings down; ``note`` says why and how to appeal."""
    if not note.strip():
        raise RuleError("Write why, so that the employer can answer.", "note")
    _take(company, seen)
    company.verification = Verification.REFUSED
    company.trusted = False
    by = By(Actor.MODERATOR, moderator_id)
    for listing in published_listings(company.id):
        move_listing(listing, ListingMove.SUSPEND, by, now, reason=NOT_WHO_IT_SAYS, note=note)
    _tell(company, "refused", moderator_id, now, note)


def set_trust(
    company: Company, moderator_id: int, now: datetime, *, seen: int, trusted: bool
) -> None:
    """Let a checked company publish without waiting, or take that back."""
    _take(company, seen)
    if trusted and not company.verified:
        raise RuleError("Check the company first: only checked employers can be trusted.")
    company.trusted = trusted
    kind = "trusted" if trusted else "trust_ended"
    note_event(company, kind, moderator_id, now, actor=Actor.MODERATOR)


def _take(company: Company, seen: int) -> None:
    """Hold the company's row, as it is now, and see that it is what the moderator read."""
    _see_same(locked(company.id), seen)
    company.version += 1


def _see_same(company: Company, seen: int) -> None:
    if company.version != seen:
        raise StaleVersion("This company changed after you opened it. Look at it again first.")


def _tell(company: Company, kind: str, moderator_id: int, now: datetime, note: str) -> None:
    note_event(company, kind, moderator_id, now, actor=Actor.MODERATOR, note=note)
    if kind != "verified":
        company.verification_note = note
    db.session.flush()
    order_listings(company.id, now)
    for member in members_who_may(Permission.EDIT_LISTINGS, company.id):
        post(letters.company_check(company, kind, member.email, member.id, note=note), now)
