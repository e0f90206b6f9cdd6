"""Signing in and out: who may, and the rows that say where somebody is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from jobboard.database import rows_changed
from jobboard.domain.permissions import AccountKind
from jobboard.domain.sign_in import (
    HALF_SIGNED_IN_FOR,
    SIGNED_IN_FOR,
    Refusal,
    SecurityAct,
    SignInRefused,
)
from jobboard.extensions import db
from jobboard.models import Account, SignIn
from jobboard.queries.accounts import account_by_email, hash_token
from jobboard.services.account_tokens import new_token
from jobboard.services.passwords import hash_password, is_outdated, matches
from jobboard.services.security_log import note


@dataclass(frozen=True, slots=True)
class NewSignIn:
    """A sign-in just begun: the token for the cookie, and the row that knows only its hash."""

    token: str
    row: SignIn
    account: Account


def sign_in(kind: AccountKind, email: str, password: str, device: str, now: datetime) -> NewSignIn:
    """Sign a person in at the door for ``kind``.

    Raises SignInRefused. Whether the address has an account shows neither in the answer nor in
    the time it takes; which door is the right one is told only after the right password.
    """
    account = account_by_email(email)
    right = matches(password, account.password_hash if account else None)
    if account is None or not right:
        note(SecurityAct.SIGN_IN_REFUSED, account.id if account else None, now, Refusal.NO_MATCH)
        raise SignInRefused(Refusal.NO_MATCH)
    reason = _refusal(account, kind)
    if reason is not None:
        note(SecurityAct.SIGN_IN_REFUSED, account.id, now, reason)
        raise SignInRefused(reason, account.kind)
    if is_outdated(account.password_hash):
        account.password_hash = hash_password(password)
    return begin_sign_in(account, device, now)


def _refusal(account: Account, kind: AccountKind) -> Refusal | None:
    if account.kind != kind:
        return Refusal.OTHER_DOOR
    if account.suspended_at is not None:
        return Refusal.STOPPED
    return Refusal.UNCONFIRMED if account.email_confirmed_at is None else None


def begin_sign_in(account: Account, device: str, now: datetime) -> NewSignIn:
    """Write where ``account`` is signed in from now on; short-lived while a code is owed."""
    _forget_expired(account.id, now)
    token = new_token()
    owed = account.totp_confirmed_at is not None
    row = SignIn(
        account_id=account.id,
        token_hash=hash_token(token),
        created_at=now,
        expires_at=now + (HALF_SIGNED_IN_FOR if owed else SIGNED_IN_FOR),
        device=device,
    )
    db.session.add(row)
    note(SecurityAct.SIGNED_IN, account.id, now, "code_owed" if owed else "")
    db.session.flush()
    return NewSignIn(token, row, account)


def complete_sign_in(row: SignIn, now: datetime) -> str:
    """Note that the second factor was given; return the new token, the old one being dead."""
    token = new_token()
    row.token_hash = hash_token(token)
    row.second_factor_at = now
    row.expires_at = now + SIGNED_IN_FOR
    db.session.flush()
    return token


def sign_out(row: SignIn, now: datetime) -> None:
    """End the sign-in behind the present request."""
    note(SecurityAct.SIGNED_OUT, row.account_id, now)
    db.session.delete(row)
    db.session.flush()


def end_sign_in(account_id: int, sign_in_id: int, now: datetime) -> None:
    """End one sign-in of an account; raise NoResultFound where it has none of that id."""
    row = db.session.scalars(
        select(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == account_id)
    ).one()
    note(SecurityAct.SIGN_IN_ENDED, account_id, now)
    db.session.delete(row)
    db.session.flush()


def end_all_sign_ins(account_id: int, now: datetime, *, but: int | None = None) -> int:
    """Sign a person out everywhere, except at the sign-in ``but``; return how many ended."""
    gone = db.session.execute(
        delete(SignIn)
        .where(SignIn.account_id == account_id, SignIn.id != (but or 0))
        .execution_options(synchronize_session=False)
    )
    ended = rows_changed(gone)
    note(SecurityAct.SIGNED_OUT_EVERYWHERE, account_id, now, f"{ended} ended")
    return ended


def _forget_expired(account_id: int, now: datetime) -> None:
    db.session.execute(
        delete(SignIn)
        .where(SignIn.account_id == account_id, SignIn.expires_at <= now)
        .execution_options(synchronize_session=False)
    )
