"""Signing somebody in without the page: what signing in writes, a row and a cookie.

The sign-in pages have tests of their own.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask.testing import FlaskClient

from jobboard import clock
from jobboard.extensions import db
from jobboard.models import SignIn
from jobboard.queries.accounts import hash_token

SIGNED_IN_FOR = timedelta(days=1)


def begin(account_id: int, *, half: bool = False) -> tuple[str, SignIn]:
    """Write a sign-in and return its token and row; a ``half`` one owes the second factor."""
    token, now = secrets.token_urlsafe(), clock.now()
    row = SignIn(
        account_id=account_id,
        token_hash=hash_token(token),
        created_at=now,
        expires_at=now + SIGNED_IN_FOR,
        device="Tests",
        second_factor_at=None if half else now,
    )
    db.session.add(row)
    db.session.flush()
    return token, row


def hold(client: FlaskClient, token: str) -> None:
    """Give a client the cookie of a sign-in."""
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
