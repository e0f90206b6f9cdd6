"""Inviting colleagues to a company: by letter, for one address, for two weeks."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, update

from jobboard.domain.company import (
    INVITATION_LASTS,
    INVITATIONS_A_DAY,
    MOST_OPEN_INVITATIONS,
)
from jobboard.domain.errors import AlreadyDone, RuleError
from jobboard.domain.permissions import AccountKind, Role
from jobboard.extensions import db
from jobboard.letters import company as letters
from jobboard.models import Account, Company, Invitation, Member
from jobboard.models.company import Verification
from jobboard.queries.accounts import hash_token, membership
from jobboard.queries.companies import is_member_address, open_invitations, sent_since
from jobboard.services.account_letters import post_capped
from jobboard.services.company_rows import locked, note_event, order_listings

TOKEN_BYTES = 24
A_DAY = timedelta(days=1)
# Nobody writes to strangers in the name of a company that we refused or know nothing of.
MAY_INVITE = (Verification.VERIFIED, Verification.WAITING)


def invite(company: Company, email: str, role: Role, inviter: Account, now: datetime) -> Invitation:
    """Invite ``email`` to act for a company; an earlier invitation of the address ends.

    An address that got its share of invitations today is sent no more letters. Raises RuleError
    on ``email`` where the address acts for the company, or the company may not invite (more).
    """
    company = locked(company.id)
    email = email.strip().lower()
    if is_member_address(company.id, email):
        raise RuleError("This person is with your company already.", "email")
    waiting = open_invitations(company.id, now)
    _check_may_invite(company, len(waiting), now)
    for earlier in waiting:
        if earlier.email == email:
            earlier.cancelled_at = now
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = Invitation(
        company_id=company.id,
        email=email,
        role=role,
        token_hash=hash_token(token),
        invited_by_id=inviter.id,
        created_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    db.session.add(made)
    note_event(company, "invited", inviter.id, now, note=email)
    name = inviter.name or inviter.email
    post_capped(letters.invitation(company, email, role, name, token, made.expires_at), now)
    db.session.flush()
    return made


def _check_may_invite(company: Company, waiting: int, now: datetime) -> None:
    """Keep invitations from being used to write to strangers."""
    if company.verification not in MAY_INVITE:
        raise RuleError("You can invite colleagues once we are checking your company.", "email")
    if waiting >= MOST_OPEN_INVITATIONS:
        raise RuleError("Many invitations wait for an answer. Cancel some of them first.", "email")
    if sent_since(company.id, now - A_DAY) >= INVITATIONS_A_DAY:
        raise RuleError("You have invited many people today. Invite more tomorrow.", "email")


def cancel_invitation(invitation: Invitation, account_id: int, now: datetime) -> None:
    """Take an invitation back: its link opens nothing from now on."""
    invitation.cancelled_at = now
    company = locked(invitation.company_id)
    note_event(company, "invitation_cancelled", account_id, now, note=invitation.email)
    db.session.flush()


def cancel_invitations_by(account_id: int, company: Company, now: datetime) -> None:
    """Take back the open invitations of somebody who may invite no more, with their own links."""
    for open_one in open_invitations(company.id, now):
        if open_one.invited_by_id == account_id:
            open_one.cancelled_at = now
            note_event(company, "invitation_cancelled", None, now, note=open_one.email)


def check_acceptance(invitation: Invitation, account: Account) -> None:
    """Raise RuleError, saying what to do, unless ``account`` may accept ``invitation``."""
    if account.email != invitation.email or account.email_confirmed_at is None:
        raise RuleError(
            f"This invitation is for {invitation.email}. Sign in with that address to accept it."
        )
    if account.kind != AccountKind.MEMBER:
        raise RuleError(
            "Your account is not an employer account. Ask to be invited with another address."
        )
    present = membership(account.id)
    if present is not None:
        raise RuleError(
            f"You act for {present.company.name}, and one person acts for one company at a time. "
            "Leave it first, then open this invitation again."
        )


def accept_invitation(invitation: Invitation, account: Account, now: datetime) -> Member:
    """Make ``account`` a member, as the invitation says. Raises RuleError or AlreadyDone."""
    check_acceptance(invitation, account)
    taken = db.session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation.id,
            Invitation.accepted_at.is_(None),
            Invitation.cancelled_at.is_(None),
        )
        .values(accepted_at=now)
    )
    if cast(CursorResult[Any], taken).rowcount != 1:
        raise AlreadyDone("This invitation was used or taken back a moment ago.")
    made = Member(
        company_id=invitation.company_id,
        account_id=account.id,
        role=invitation.role,
        joined_at=now,
    )
    db.session.add(made)
    note_event(locked(invitation.company_id), "joined", account.id, now, note=account.email)
    order_listings(invitation.company_id, now)
    db.session.flush()
    return made
