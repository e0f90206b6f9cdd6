"""A company's people: changing a role, removing somebody, leaving.

Rights end at once, because every request reads the membership anew. Listings stay with the
company whoever leaves.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from jobboard.domain.errors import RuleError
from jobboard.domain.permissions import Role
from jobboard.extensions import db
from jobboard.letters import company as letters
from jobboard.models import Company, Member
from jobboard.services.company_rows import locked, note_event, order_listings
from jobboard.services.invitations import cancel_invitations_by
from jobboard.services.outbox import post

LAST_OWNER = "A company needs an owner. Make somebody else an owner first."


def change_role(member: Member, role: Role, account_id: int, now: datetime) -> None:
    """Give a member another role. ``member.account`` and ``member.company`` must be loaded.

    Raises RuleError on ``role`` where the company would be left without an owner.
    """
    company = locked(member.company_id)
    if member.role == role:
        return
    _keep_an_owner(company, member, "role")
    note_event(
        company,
        "role_changed",
        account_id,
        now,
        changes={member.account.email: [member.role, role]},
    )
    if role != Role.OWNER:
        cancel_invitations_by(member.account_id, company, now)
    member.role = role
    post(letters.role_changed(company, member.account, role), now)
    order_listings(company.id, now)
    db.session.flush()


def remove_member(member: Member, account_id: int, now: datetime) -> None:
    """End a membership, one's own or another's; the one removed is told.

    Raises RuleError where the company would be left without an owner.
    """
    company = locked(member.company_id)
    _keep_an_owner(company, member)
    own = member.account_id == account_id
    note_event(company, "left" if own else "removed", account_id, now, note=member.account.email)
    cancel_invitations_by(member.account_id, company, now)
    db.session.delete(member)
    order_listings(company.id, now)
    if not own:
        post(letters.membership_ended(company, member.account), now)
    db.session.flush()


def _keep_an_owner(company: Company, member: Member, field: str | None = None) -> None:
    if member.role != Role.OWNER:
        return
    owners = db.session.scalar(
        select(func.count()).where(Member.company_id == company.id, Member.role == Role.OWNER)
    )
    if owners == 1:
        raise RuleError(LAST_OWNER, field)
