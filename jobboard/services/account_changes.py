"""What a person changes about their own account. Most of it asks for the present password."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from jobboard.domain.errors import RuleError
from jobboard.domain.sign_in import SecurityAct, TokenPurpose, normal_address
from jobboard.extensions import db
from jobboard.letters import account as letters
from jobboard.models import Account
from jobboard.queries.accounts import account_by_email
from jobboard.services import account_tokens
from jobboard.services.account_letters import post_capped, seem_to_post
from jobboard.services.alerts import move_alerts
from jobboard.services.outbox import post
from jobboard.services.passwords import check_new_password, hash_password, matches
from jobboard.services.security_log import note
from jobboard.services.sign_in import end_all_sign_ins

NOT_THE_PASSWORD = "That is not your present password. Try again."
TAKEN = "This address belongs to another account by now. Choose another one."


class WrongPassword(RuleError):
    """The present password was asked for and is another one. The try is to be remembered."""


def prove_password(account: Account, password: str, field: str, now: datetime) -> None:
    """Raise WrongPassword, about ``field``, unless ``password`` is the account's."""
    if not matches(password, account.password_hash):
        note(SecurityAct.PASSWORD_REFUSED, account.id, now)
        raise WrongPassword(NOT_THE_PASSWORD, field)


def change_name(account: Account, name: str) -> None:
    """Give the account another name."""
    account.name = name
    db.session.flush()


def change_password(
    account: Account, present: str, password: str, now: datetime, *, sign_in_id: int
) -> None:
    """Set another password and sign out everywhere but at ``sign_in_id``.

    Raises WrongPassword about "present", RuleError about "password".
    """
    prove_password(account, present, "present", now)
    check_new_password(password, (account.email, account.name))
    _set_password(account, password, now, sign_in_id=sign_in_id)
    note(SecurityAct.PASSWORD_CHANGED, account.id, now)


def ask_reset(email: str, now: datetime) -> None:
    """Send a reset link to an address that has an account. What is said is the same for all."""
    account = account_by_email(email)
    note(SecurityAct.RESET_ASKED, account.id if account else None, now)
    if account is None:
        nobody = Account(email=normal_address(email))
        seem_to_post(letters.reset_password(nobody, account_tokens.new_token()), now)
        return
    token = account_tokens.issue(account, TokenPurpose.RESET_PASSWORD, now)
    post_capped(letters.reset_password(account, token), now)


def reset_password(token: str, password: str, now: datetime) -> Account:
    """Set the password by a letter's link, and sign out everywhere.

    Whoever has the letter has the address, so it counts as confirmed. Raises LinkExpired, and
    RuleError about "password"; the link then stays good.
    """
    account = account_tokens.open_token(TokenPurpose.RESET_PASSWORD, token, now).account
    check_new_password(password, (account.email, account.name))
    account_tokens.take(TokenPurpose.RESET_PASSWORD, token, now)
    account.email_confirmed_at = account.email_confirmed_at or now
    _set_password(account, password, now)
    note(SecurityAct.PASSWORD_RESET, account.id, now)
    return account


def _set_password(
    account: Account, password: str, now: datetime, *, sign_in_id: int | None = None
) -> None:
    account.password_hash = hash_password(password)
    account_tokens.void(account.id, now)
    end_all_sign_ins(account.id, now, but=sign_in_id)
    post(letters.password_changed(account), now)


def ask_address_change(account: Account, email: str, present: str, now: datetime) -> None:
    """Send a link to the new address and a notice to the old one; nothing changes before.

    Raises WrongPassword about "present", RuleError about "email". A new address that has an
    account is told so by letter; the page says the same as ever.
    """
    prove_password(account, present, "present", now)
    new = normal_address(email)
    if new == account.email:
        raise RuleError("This is your address already. Enter the new one.", "email")
    account_tokens.void(account.id, now, TokenPurpose.CHANGE_ADDRESS)
    owner = account_by_email(new)
    if owner is not None:
        post_capped(letters.address_in_use(owner), now)
    else:
        token = account_tokens.issue(account, TokenPurpose.CHANGE_ADDRESS, now, email=new)
        post_capped(letters.confirm_new_address(account, new, token), now)
    post(letters.address_change_asked(account), now)
    note(SecurityAct.ADDRESS_CHANGE_ASKED, account.id, now)


def change_address(token: str, now: datetime) -> Account:
    """Move an account to the address that the link was sent to; tell the old one.

    Raises LinkExpired, and RuleError where the address has an account by now.
    """
    row = account_tokens.take(TokenPurpose.CHANGE_ADDRESS, token, now)
    account, old = row.account, row.account.email
    try:
        with db.session.begin_nested():
            account.email = row.email
    except IntegrityError:
        raise RuleError(TAKEN) from None
    move_alerts(account, old)
    # Links that went to the old address must not open the account any more.
    account_tokens.void(account.id, now)
    post(letters.address_changed(account, old), now)
    note(SecurityAct.ADDRESS_CHANGED, account.id, now)
    return account
