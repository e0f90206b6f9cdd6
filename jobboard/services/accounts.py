"""Accounts: making them, confirming their address, and changing what they hold."""

from __future__ import annotations

from datetime import datetime

from jobboard.domain.errors import AlreadyDone
from jobboard.domain.permissions import AccountKind
from jobboard.extensions import db
from jobboard.models import Account
from jobboard.queries.accounts import account_by_email
from jobboard.services.passwords import hash_password


def create_confirmed_account(
    kind: AccountKind, email: str, password: str, name: str, now: datetime
) -> Account:
    """Make an account whose address counts as confirmed, and send no letter.

    For the demo, operator commands and tests; an empty ``password`` opens nothing until one is
    chosen by a reset link. Raises AlreadyDone where the address has an account.
    """
    if account_by_email(email) is not None:
        raise AlreadyDone("This address has an account already.", "email")
    account = Account(
        kind=kind,
        email=email.strip().lower(),
        name=name,
        password_hash=hash_password(password) if password else "",
        created_at=now,
        email_confirmed_at=now,
    )
    db.session.add(account)
    db.session.flush()
    return account
