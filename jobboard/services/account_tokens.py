"""Links sent by letter: made, looked at, and used once."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from jobboard.database import rows_changed
from jobboard.domain.sign_in import TOKEN_LIFETIMES, LinkExpired, TokenPurpose
from jobboard.extensions import db
from jobboard.models import Account, AccountToken
from jobboard.queries.accounts import hash_token

TOKEN_BYTES = 32
RUN_OUT = "This link has been used already or has run out."


def new_token() -> str:
    """Return a token nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def issue(account: Account, purpose: TokenPurpose, now: datetime, *, email: str = "") -> str:
    """Make a link's token for ``account`` and return it; only its hash is kept."""
    token = new_token()
    db.session.add(
        AccountToken(
            account_id=account.id,
            purpose=purpose,
            token_hash=hash_token(token),
            email=email,
            created_at=now,
            expires_at=now + TOKEN_LIFETIMES[purpose],
        )
    )
    db.session.flush()
    return token


def find(purpose: TokenPurpose, token: str) -> AccountToken | None:
    """Return the row of a token, good or not any more, with its account."""
    return db.session.scalar(
        select(AccountToken)
        .options(joinedload(AccountToken.account))
        .where(AccountToken.purpose == purpose, AccountToken.token_hash == hash_token(token))
    )


def open_token(purpose: TokenPurpose, token: str, now: datetime) -> AccountToken:
    """Return the row of a token that may still be used; raise LinkExpired otherwise."""
    row = find(purpose, token)
    if row is None or row.used_at is not None or row.expires_at <= now:
        raise LinkExpired(RUN_OUT)
    return row


def take(purpose: TokenPurpose, token: str, now: datetime) -> AccountToken:
    """Use a token up and return its row; raise LinkExpired where somebody was faster."""
    row = open_token(purpose, token, now)
    taken = db.session.execute(
        update(AccountToken)
        .where(AccountToken.id == row.id, AccountToken.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(taken) != 1:
        raise LinkExpired(RUN_OUT)
    return row


def void(account_id: int, now: datetime, *purposes: TokenPurpose) -> None:
    """End every open link of an account for these purposes, or for all."""
    db.session.execute(
        update(AccountToken)
        .where(
            AccountToken.account_id == account_id,
            AccountToken.purpose.in_(purposes or tuple(TokenPurpose)),
            AccountToken.used_at.is_(None),
            AccountToken.expires_at > now,
        )
        .values(expires_at=now)
        .execution_options(synchronize_session=False)
    )
