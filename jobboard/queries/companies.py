"""Reading a company as its members see it: its people and its invitations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload

from jobboard.domain.company import web_domain
from jobboard.domain.listing import ListingState
from jobboard.domain.permissions import Role
from jobboard.extensions import db
from jobboard.models import Account, Company, Invitation, Listing, Member


def slug_taken(slug: str) -> bool:
    """Say whether a company has this slug."""
    return db.session.scalar(select(Company.id).where(Company.slug == slug)) is not None


def others_with_domain(company: Company) -> bool:
    """Say whether another company, of whatever standing, names a website at the same domain."""
    domain = web_domain(company.website)
    sites = db.session.scalars(
        select(Company.website).where(
            Company.id != company.id, Company.website.icontains(domain, autoescape=True)
        )
    )
    return any(web_domain(site) == domain for site in sites)


def members_of(company_id: int) -> Sequence[Member]:
    """Return the people of a company, longest first."""
    return db.session.scalars(
        select(Member)
        .options(joinedload(Member.account))
        .where(Member.company_id == company_id)
        .order_by(Member.joined_at, Member.id)
    ).all()


def member_of(company_id: int, member_id: int) -> Member:
    """Return one of a company's people. Raises NoResultFound for another company's."""
    return db.session.scalars(
        select(Member)
        .options(joinedload(Member.account), joinedload(Member.company))
        .where(Member.company_id == company_id, Member.id == member_id)
    ).one()


def owners_of(company_id: int) -> Sequence[Account]:
    """Return the accounts of a company's owners."""
    return db.session.scalars(
        select(Account)
        .join(Member, Member.account_id == Account.id)
        .where(Member.company_id == company_id, Member.role == Role.OWNER)
        .order_by(Account.id)
    ).all()


def is_member_address(company_id: int, email: str) -> bool:
    """Say whether somebody with this address acts for the company already."""
    return (
        db.session.scalar(
            select(Member.id)
            .join(Account, Account.id == Member.account_id)
            .where(Member.company_id == company_id, Account.email == email)
        )
        is not None
    )


def _open_at(now: datetime) -> ColumnElement[bool]:
    return and_(
        Invitation.accepted_at.is_(None),
        Invitation.cancelled_at.is_(None),
        Invitation.expires_at > now,
    )


def open_invitations(company_id: int, now: datetime) -> Sequence[Invitation]:
    """Return the invitations of a company that can still be accepted, oldest first."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.company_id == company_id, _open_at(now))
        .order_by(Invitation.created_at, Invitation.id)
    ).all()


def sent_since(company_id: int, start: datetime) -> int:
    """Return how many invitations a company sent since ``start``, whatever became of them."""
    sent = select(func.count()).where(
        Invitation.company_id == company_id, Invitation.created_at > start
    )
    return db.session.scalar(sent) or 0


def open_invitation(company_id: int, invitation_id: int, now: datetime) -> Invitation:
    """Return one of a company's open invitations; NoResultFound otherwise."""
    return db.session.scalars(
        select(Invitation).where(
            Invitation.company_id == company_id, Invitation.id == invitation_id, _open_at(now)
        )
    ).one()


def invitation_by_hash(token_hash: str, now: datetime) -> Invitation | None:
    """Return the open invitation with this token's hash, its company loaded."""
    return db.session.scalar(
        select(Invitation)
        .options(joinedload(Invitation.company))
        .where(Invitation.token_hash == token_hash, _open_at(now))
    )


def live_listing_ids(company_id: int) -> Sequence[int]:
    """Return the listings that seekers can find now, whose tag follows the company's check."""
    return db.session.scalars(
        select(Listing.id).where(
            Listing.company_id == company_id, Listing.state == ListingState.LIVE
        )
    ).all()


def invitations_for(email: str, now: datetime) -> Sequence[Invitation]:
    """Return the open invitations of an address, oldest first, their companies loaded."""
    return db.session.scalars(
        select(Invitation)
        .options(joinedload(Invitation.company))
        .where(Invitation.email == email, _open_at(now))
        .order_by(Invitation.created_at, Invitation.id)
    ).all()


def invitation_for(email: str, invitation_id: int, now: datetime) -> Invitation:
    """Return one open invitation of an address. Raises NoResultFound for another's."""
    return db.session.scalars(
        select(Invitation)
        .options(joinedload(Invitation.company))
        .where(Invitation.email == email, Invitation.id == invitation_id, _open_at(now))
    ).one()
