"""Companies: signing up, changing details, answering what a moderator asked.

What moderators decide about a company stands in ``services.moderation``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slugify import slugify
from sqlalchemy.exc import IntegrityError

from jobboard.domain import vocabulary
from jobboard.domain.company import (
    RECHECKED_FIELDS,
    is_work_mail,
    phone,
    web_domain,
    website,
)
from jobboard.domain.errors import AlreadyDone, MoveNotAllowed, RuleError, StaleVersion
from jobboard.domain.permissions import Role
from jobboard.domain.screening import screen_about, serious
from jobboard.extensions import db
from jobboard.letters import company as letters
from jobboard.models import Account, Company, Member
from jobboard.models.company import Verification
from jobboard.queries.accounts import membership
from jobboard.queries.companies import (
    others_with_domain,
    owners_of,
    slug_taken,
)
from jobboard.queries.company_listings import count_before_readers
from jobboard.services.company_rows import locked, note_event, order_listings
from jobboard.services.outbox import post

BY_WORK_MAIL = "work-mail-domain"
LONGEST_SLUG = 72
MOST_TRIES = 5
# What a member may fill in about the company.
DETAILS = (
    "name", "website", "phone", "industry", "employer_kind", "town", "region", "country", "about",
)  # fmt: skip
# Whoever reads a job relies on who is behind it, so that these stand still meanwhile.
FIXED_MEANWHILE = (
    "This cannot change while a job of yours is published or being checked. Ask a moderator."
)
# From these a company can ask (again) to be checked.
MAY_ASK = (Verification.UNCHECKED, Verification.PROOF_ASKED, Verification.REFUSED)


def sign_up_company(account: Account, details: Mapping[str, Any], now: datetime) -> Company:
    """Make a company with ``account`` as its owner, and check it as far as mail can.

    A confirmed address at the company's own web domain verifies it at once; everything else
    waits for a moderator. Raises RuleError on website or phone, and AlreadyDone where the
    person acts for a company.
    """
    if membership(account.id) is not None:
        raise AlreadyDone("You act for a company already.")
    facts = checked_details(details)
    company = _new_company(facts, now)
    db.session.add(
        Member(company_id=company.id, account_id=account.id, role=Role.OWNER, joined_at=now)
    )
    note_event(company, "signed_up", account.id, now)
    _first_check(company, account, now)
    db.session.flush()
    return company


def _new_company(facts: Mapping[str, Any], now: datetime) -> Company:
    """Save a company under a slug that nobody has, not even somebody who signs up meanwhile."""
    for _ in range(MOST_TRIES):
        company = Company(slug=_free_slug(facts["name"]), created_at=now, **facts)
        try:
            with db.session.begin_nested():
                db.session.add(company)
        except IntegrityError:
            continue  # Somebody took this slug since we looked.
        return company
    raise AlreadyDone("Companies of this name are signing up right now. Try again in a moment.")


def checked_details(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return the details as they are stored; raise RuleError where one cannot be."""
    facts = {field: details.get(field) or "" for field in DETAILS}
    facts["website"] = website(facts["website"])
    facts["phone"] = phone(facts["phone"])
    if facts["country"] != "US":
        facts["region"] = ""
    return facts


def _free_slug(name: str) -> str:
    """Return a slug nobody has: the name, or the name with the first free number."""
    stem = slugify(name, max_length=LONGEST_SLUG, word_boundary=True) or "company"
    slug, number = stem, 1
    while slug_taken(slug):
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _first_check(company: Company, owner: Account, now: datetime) -> None:
    proven = owner.email_confirmed_at is not None and is_work_mail(owner.email, company.website)
    # Two companies at one domain: a person finds out which of them is meant, or whether both are.
    if not proven or others_with_domain(company):
        company.verification = Verification.WAITING
        post(letters.company_received(company, owner), now)
        return
    company.verification = Verification.VERIFIED
    company.verified_at = now
    company.verification_method = BY_WORK_MAIL
    company.verification_note = _mail_note(company)
    note_event(company, "verified", None, now, note=company.verification_note)
    post(letters.company_confirmed_by_mail(company, owner), now)


def _mail_note(company: Company) -> str:
    """Return what was checked, in the words of the public page."""
    said = vocabulary.term("verification-method", BY_WORK_MAIL).extra["note"]
    return f"{said} The domain is {web_domain(company.website)}."


def update_company(
    company: Company,
    details: Mapping[str, Any],
    account_id: int,
    now: datetime,
    *,
    seen_version: int,
) -> bool:
    """Change a company's details; return whether its check became void by that.

    Name and website stay while listings are read under them. Raises StaleVersion where the
    company changed since it was read, RuleError as at sign-up and on what must stay.
    """
    company = locked(company.id)
    if company.version != seen_version:
        raise StaleVersion("Somebody changed these details after you opened them.")
    before = {field: getattr(company, field) for field in DETAILS}
    after = checked_details(details)
    changed = {
        field: [before[field], after[field]] for field in DETAILS if before[field] != after[field]
    }
    if not changed:
        return False
    _check_change(company, changed)
    for field, (_, value) in changed.items():
        setattr(company, field, value)
    company.version += 1
    note_event(company, "edited", account_id, now, changes=changed)
    why = _why_void(company, changed)
    if why:
        _void_check(company, account_id, now, why)
    order_listings(company.id, now)
    db.session.flush()
    return bool(why)


def _check_change(company: Company, changed: Mapping[str, Any]) -> None:
    fixed = next((field for field in RECHECKED_FIELDS if field in changed), None)
    if fixed and count_before_readers(company.id):
        raise RuleError(FIXED_MEANWHILE, fixed)


def _why_void(company: Company, changed: Mapping[str, Any]) -> str:
    """Return in words why a change makes the check void; nothing if it does not."""
    if not company.verified:
        return ""
    if any(field in changed for field in RECHECKED_FIELDS):
        return "The name or website was changed."
    found = serious(screen_about(company.about)) if "about" in changed else []
    if found and count_before_readers(company.id):
        return f"What it says about itself was changed to “{found[0].matched}”. {found[0].why}"
    return ""


def _void_check(company: Company, account_id: int, now: datetime, why: str) -> None:
    """Take the check back at once: a moderator looks at what is new.

    Never given by mail again: else a checked company could take any other's name.
    """
    company.verification = Verification.WAITING
    company.verified_at = None
    company.verification_method = company.verification_note = ""
    company.trusted = False
    note_event(company, "check_void", account_id, now, note=why)
    for owner in owners_of(company.id):
        post(letters.company_check_ended(company, owner, why), now)


def ask_for_check(company: Company, text: str, account_id: int, now: datetime) -> None:
    """Answer what a moderator asked, or appeal: the company waits for a check again.

    Raises RuleError on ``answer`` where nothing is said, MoveNotAllowed where none is due.
    """
    company = locked(company.id)
    if company.verification not in MAY_ASK:
        raise MoveNotAllowed("This company is checked, or being checked, already.")
    if not text.strip():
        raise RuleError("Write what you want the moderator to know.", "answer")
    company.verification = Verification.WAITING
    company.version += 1
    note_event(company, "answered", account_id, now, note=text)
    db.session.flush()
