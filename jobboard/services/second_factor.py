"""The second factor: codes from an app, each good once, and recovery codes for a lost phone."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

import pyotp
from sqlalchemy import delete, update

from jobboard import settings
from jobboard.database import rows_changed
from jobboard.domain.errors import RuleError
from jobboard.domain.sign_in import SecurityAct
from jobboard.extensions import db
from jobboard.letters import account as letters
from jobboard.models import Account, RecoveryCode, SignIn
from jobboard.queries.accounts import hash_token, recovery_codes_left
from jobboard.services.account_changes import prove_password
from jobboard.services.outbox import post
from jobboard.services.security_log import note
from jobboard.services.sign_in import complete_sign_in

STEP_SECONDS = 30
CODE_DIGITS = 6
# Phones' clocks differ a little: the step before and the one after count too.
STEPS_AROUND = (-1, 0, 1)
RECOVERY_CODES = 10
# No letters or figures that look alike. 16 of 31 make 79 bits, so that a plain hash will do.
RECOVERY_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
RECOVERY_GROUPS, RECOVERY_GROUP_LENGTH = 4, 4
WRONG_CODE = (
    "That code does not match. Wait for the next one in your app, then enter its 6 figures."
)


class WrongCode(RuleError):
    """A code was asked for and is another one, or was used before."""


def begin_set_up(account: Account) -> None:
    """Make the secret for an app. It does not count before a first code confirms it."""
    if account.totp_confirmed_at is None:
        account.totp_secret = pyotp.random_base32()
        account.totp_last_step = 0
        db.session.flush()


def app_address(account: Account) -> str:
    """Return the otpauth: address that an app reads from the picture."""
    totp = pyotp.TOTP(account.totp_secret, name=account.email, issuer=settings.current().site_name)
    return totp.provisioning_uri()


def confirm_set_up(
    account: Account, row: SignIn, present: str, code: str, now: datetime
) -> tuple[str, list[str]]:
    """Switch the second factor on by the password and a first code.

    Without the password, whoever finds a page left open could lock its owner out. Returns the
    sign-in's new token and the recovery codes, which are never shown again. Raises
    WrongPassword about "present" and WrongCode about "code".
    """
    if account.totp_confirmed_at is not None or not account.totp_secret:
        raise RuleError("Start the set-up again.")
    prove_password(account, present, "present", now)
    _use_app_code(account, code, now)
    account.totp_confirmed_at = now
    codes = _new_recovery_codes(account)
    post(letters.second_factor_set(account), now)
    note(SecurityAct.SECOND_FACTOR_SET, account.id, now)
    return complete_sign_in(row, now), codes


def give_code(account: Account, row: SignIn, code: str, now: datetime) -> str:
    """Complete a sign-in by an app's code or a recovery code; return its new token.

    Raises WrongCode about "code".
    """
    if _looks_like_app_code(code):
        _use_app_code(account, code, now)
    else:
        _use_recovery_code(account, code, now)
    return complete_sign_in(row, now)


def renew_recovery_codes(account: Account, present: str, code: str, now: datetime) -> list[str]:
    """Replace the recovery codes and return the new ones. Raises WrongPassword and WrongCode."""
    prove_password(account, present, "present", now)
    _use_app_code(account, code, now)
    note(SecurityAct.RECOVERY_CODES_RENEWED, account.id, now)
    return _new_recovery_codes(account)


def remove(account: Account, present: str, code: str, now: datetime) -> None:
    """Switch the second factor off. Raises WrongPassword and WrongCode."""
    prove_password(account, present, "present", now)
    if _looks_like_app_code(code):
        _use_app_code(account, code, now)
    else:
        _use_recovery_code(account, code, now)
    account.totp_secret, account.totp_confirmed_at = "", None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    post(letters.second_factor_removed(account), now)
    note(SecurityAct.SECOND_FACTOR_REMOVED, account.id, now)


def _looks_like_app_code(code: str) -> bool:
    return _bare(code).isdecimal() and len(_bare(code)) == CODE_DIGITS


def _bare(code: str) -> str:
    return "".join(char for char in code.lower() if char.isalnum())


def _use_app_code(account: Account, code: str, now: datetime) -> None:
    """Use up one code of the app: its time step must be later than the last one used."""
    step = _step_of(account.totp_secret, _bare(code), now)
    taken = db.session.execute(
        update(Account)
        .where(Account.id == account.id, Account.totp_last_step < step)
        .values(totp_last_step=step)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(taken) != 1:
        _refuse(account, now)
    db.session.refresh(account, ["totp_last_step"])


def _step_of(secret: str, code: str, now: datetime) -> int:
    """Return the time step that ``code`` belongs to; 0 for none near ``now``."""
    totp = pyotp.TOTP(secret, digits=CODE_DIGITS, interval=STEP_SECONDS)
    present = int(now.timestamp()) // STEP_SECONDS
    for step in (present + around for around in STEPS_AROUND):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return 0


def _use_recovery_code(account: Account, code: str, now: datetime) -> None:
    taken = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account.id,
            RecoveryCode.code_hash == hash_token(_bare(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(taken) != 1:
        _refuse(account, now)
    post(letters.recovery_code_used(account, recovery_codes_left(account.id)), now)
    note(SecurityAct.RECOVERY_CODE_USED, account.id, now)


def _refuse(account: Account, now: datetime) -> None:
    note(SecurityAct.SECOND_FACTOR_REFUSED, account.id, now)
    raise WrongCode(WRONG_CODE, "code")


def _new_recovery_codes(account: Account) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    db.session.add_all(
        RecoveryCode(account_id=account.id, code_hash=hash_token(_bare(code))) for code in codes
    )
    db.session.flush()
    return codes


def _recovery_code() -> str:
    groups = (
        "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_GROUP_LENGTH))
        for _ in range(RECOVERY_GROUPS)
    )
    return "-".join(groups)
