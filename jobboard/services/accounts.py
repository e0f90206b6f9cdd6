"""Accounts: making them, and confirming that their address is theirs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from jobboard.domain.errors import AlreadyDone
from jobboard.domain.permissions import AccountKind
from jobboard.domain.sign_in import SecurityAct, TokenPurpose, normal_address
from jobboard.extensions import db
from jobboard.letters import account as letters
from jobboard.models import Account
from jobboard.queries.accounts import account_by_email
from jobboard.services import account_tokens
from jobboard.services.account_letters import post_capped, seem_to_post
from jobboard.services.passwords import check_new_password, hash_password
from jobboard.services.security_log import note


def create_confirmed_account(
    kind: AccountKind, email: str, password: str, name: str, now: datetime
) -> Account:
    """Make an account whose address counts as confirmed, and send no letter.

    For the demo, operator commands and tests; an empty ``password`` opens nothing until one is
    chosen by a reset link. Raises AlreadyDone where the address has an account.
    """
    account = _new_account(kind, email, hash_password(password) if password else "", name, now)
    if account is None:
        raise AlreadyDone("This address has an account already.", "email")
    account.email_confirmed_at = now
    db.session.flush()
    return account


def sign_up(kind: AccountKind, email: str, password: str, name: str, now: datetime) -> str:
    """Make an account, or tell its owner by letter that there is one; return a link's token.

    Nothing that comes back says which of both it was: where the address is taken, the token
    is as long and opens nothing. Raises RuleError where the password will not do.
    """
    check_new_password(password, (email, name))
    # Before anything is looked up, so that it takes as long for addresses that are taken.
    hashed = hash_password(password)
    account = _new_account(kind, email, hashed, name, now) or account_by_email(email)
    if account is None or account.email_confirmed_at is not None:
        if account is not None:
            post_capped(letters.already_registered(account), now)
        return account_tokens.new_token()
    # Whoever signs up last for an address that nobody has confirmed sets the password, and links
    # that were sent for another password end: nobody can plant theirs in somebody's account.
    account.kind, account.name, account.password_hash = kind, name, hashed
    account_tokens.void(account.id, now)
    note(SecurityAct.SIGNED_UP, account.id, now)
    return send_confirmation(account, now)


def _new_account(
    kind: AccountKind, email: str, hashed: str, name: str, now: datetime
) -> Account | None:
    """Add an account and return it; None where the address has one."""
    account = Account(
        kind=kind,
        email=normal_address(email),
        name=name,
        password_hash=hashed,
        created_at=now,
    )
    if account_by_email(email) is not None:
        return None
    try:
        with db.session.begin_nested():
            db.session.add(account)
    except IntegrityError:
        return None  # Somebody signed up with the same address a moment ago.
    return account


def send_confirmation(account: Account, now: datetime) -> str:
    """Write the letter that confirms an address; return the token of its link."""
    token = account_tokens.issue(account, TokenPurpose.CONFIRM_ADDRESS, now)
    post_capped(letters.confirm_address(account, token), now)
    return token


def confirm_again(email: str, now: datetime) -> None:
    """Send a fresh link to an address that waits to be confirmed; to others, nothing."""
    account = account_by_email(email)
    if account is not None and account.email_confirmed_at is None:
        send_confirmation(account, now)
        return
    nobody = Account(email=normal_address(email))
    seem_to_post(letters.confirm_address(nobody, account_tokens.new_token()), now)


def confirm_address(token: str, now: datetime) -> Account:
    """Confirm the address that a letter's link was sent to; raise LinkExpired."""
    account = account_tokens.take(TokenPurpose.CONFIRM_ADDRESS, token, now).account
    if account.email_confirmed_at is None:
        account.email_confirmed_at = now
        note(SecurityAct.ADDRESS_CONFIRMED, account.id, now)
        db.session.flush()
    return account
