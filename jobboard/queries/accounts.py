"""Reading accounts and sign-ins."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobboard.extensions import db
from jobboard.models import Account, Member, SignIn


def hash_token(token: str) -> str:
    """Return what is stored of a token: tokens are random and long, so one hash will do."""
    return hashlib.sha256(token.encode()).hexdigest()


def account_by_email(email: str) -> Account | None:
    """Return the account with this address, however it was typed."""
    return db.session.scalar(select(Account).where(Account.email == email.strip().lower()))


def sign_in_by_token(token: str, now: datetime) -> tuple[SignIn, Member | None] | tuple[None, None]:
    """Return the running sign-in that ``token`` opens, with the person's membership."""
    sign_in = db.session.scalar(
        select(SignIn)
        .options(joinedload(SignIn.account))
        .where(SignIn.token_hash == hash_token(token), SignIn.expires_at > now)
    )
    if sign_in is None or sign_in.account.suspended_at is not None:
        return None, None
    member = db.session.scalar(
        select(Member)
        .options(joinedload(Member.company))
        .where(Member.account_id == sign_in.account_id)
    )
    return sign_in, member
