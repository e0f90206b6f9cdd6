"""Reading who acts for a company: the people who hold a permission there and can sign in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from jobboard.domain.permissions import Permission, Role, can
from jobboard.extensions import db
from jobboard.models import Account, Member


def _may(permission: Permission) -> ColumnElement[bool]:
    # No IN, which SQLAlchemy writes out anew each time a statement runs.
    roles = or_(*(Member.role == role for role in Role if can(role, permission)))
    return and_(roles, Account.suspended_at.is_(None))


def members_who_may(permission: Permission, company_id: int) -> Sequence[Account]:
    """Return the people of a company who hold ``permission`` and are not locked out."""
    return db.session.scalars(
        select(Account)
        .join(Member, Member.account_id == Account.id)
        .where(Member.company_id == company_id, _may(permission))
        .order_by(Account.id)
    ).all()


def held_in(permission: Permission, company_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Return, as a condition, whether anybody holds ``permission`` in a company."""
    return exists().where(
        Member.company_id == company_id, Account.id == Member.account_id, _may(permission)
    )


def companies_without(permission: Permission, company_ids: set[int]) -> set[int]:
    """Return those of these companies in which nobody holds ``permission``."""
    if not company_ids:
        return set()
    held = db.session.scalars(
        select(Member.company_id)
        .join(Account, Account.id == Member.account_id)
        .where(Member.company_id.in_(company_ids), _may(permission))
        .distinct()
    )
    return company_ids - set(held)
