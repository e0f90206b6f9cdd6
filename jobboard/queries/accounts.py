"""Reading accounts and sign-ins."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jobboard.domain.sign_in import normal_address
from jobboard.extensions import db
from jobboard.models import Account, Member, RecoveryCode, SignIn


def hash_token(token: str) -> str:
    """Return what is stored of a token: tokens are random and long, so one hash will do."""
    return hashlib.sha256(token.encode()).hexdigest()


def account_by_email(email: str) -> Account | None:
    """Return the account with this address, however it was typed."""
    return db.session.scalar(select(Account).where(Account.email == normal_address(email)))


def sign_in_by_token(token: str, now: datetime) -> tuple[SignIn, Member | None] | tuple[None, None]:
    """Return the running sign-in that ``token`` opens, with the person's membership."""
    sign_in = db.session.scalar(
        select(SignIn)
        .options(joinedload(SignIn.account))
        .where(SignIn.token_hash == hash_token(token), SignIn.expires_at > now)
    )
    if sign_in is None or sign_in.account.suspended_at is not None:
        return None, None
    return sign_in, membership(sign_in.account_id)


def membership(account_id: int) -> Member | None:
    """Return what a person may do for which company; None if for none."""
    return db.session.scalar(
        select(Member).options(joinedload(Member.company)).where(Member.account_id == account_id)
    )


def sign_ins_of(account_id: int, now: datetime) -> list[SignIn]:
    """Return where a person is signed in, the newest first."""
    return list(
        db.session.scalars(
            select(SignIn)
            .where(SignIn.account_id == account_id, SignIn.expires_at > now)
            .order_by(SignIn.created_at.desc(), SignIn.id.desc())
        )
    )


def recovery_codes_left(account_id: int) -> int:
    """Return how many recovery codes a person can still use."""
    left = select(func.count()).where(
        RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(left) or 0
