"""Letters about a person's account.

None of them repeats a name or any other text that whoever asked for it has typed: some go to
people who have asked for nothing.
"""

from __future__ import annotations

from jobboard import settings
from jobboard.domain.sign_in import TOKEN_LIFETIMES, TokenPurpose, door_for
from jobboard.letters.message import Action, Message, Paragraph, Part
from jobboard.models import Account

NOT_YOU = "If this was not you, do nothing: nothing happens without the link."
ALARM = (
    "If this was not you, reset your password now. That signs out everybody who uses your account."
)


def confirm_path(token: str) -> str:
    """Return the path of the page that confirms an address."""
    return f"/confirm-address?token={token}"


def reset_path(token: str) -> str:
    """Return the path of the page that takes a new password."""
    return f"/reset-password/new?token={token}"


def confirm_address(account: Account, token: str) -> Message:
    """Ask a new person to confirm that the address is theirs."""
    return _message(
        "confirm_address",
        account.email,
        f"Confirm your email address for {_site()}",
        Paragraph(f"Somebody signed up at {_site()} with this address. If it was you, confirm it."),
        Action("Confirm this address", confirm_path(token)),
        Paragraph(f"The link works for {_hours(TokenPurpose.CONFIRM_ADDRESS)}. {NOT_YOU}"),
        account=account,
    )


def already_registered(account: Account) -> Message:
    """Tell a person who signs up again that there is an account."""
    return _message(
        "already_registered",
        account.email,
        f"You already have an account at {_site()}",
        Paragraph(
            f"Somebody signed up at {_site()} with this address. You have an account already, "
            "so nothing was changed."
        ),
        Action("Sign in", f"/sign-in/{door_for(account.kind).slug}"),
        Paragraph("If you do not know your password any more, choose a new one."),
        Action("Reset your password", "/reset-password"),
        Paragraph("If this was not you, you need not do anything."),
        account=account,
    )


def reset_password(account: Account, token: str) -> Message:
    """Send the link that takes a new password."""
    return _message(
        "reset_password",
        account.email,
        f"Choose a new password for {_site()}",
        Paragraph(f"Somebody asked for a new password for your account at {_site()}."),
        Action("Choose a new password", reset_path(token)),
        Paragraph(f"The link works once, for {_hours(TokenPurpose.RESET_PASSWORD)}. {NOT_YOU}"),
        account=account,
    )


def password_changed(account: Account) -> Message:
    """Tell a person that their password is another one now."""
    return _message(
        "password_changed",
        account.email,
        f"Your password at {_site()} was changed",
        Paragraph("Your password was changed, and you were signed out on your other devices."),
        Paragraph(ALARM),
        Action("Reset your password", "/reset-password"),
        account=account,
    )


def confirm_new_address(account: Account, new_email: str, token: str) -> Message:
    """Ask at the new address whether it is theirs."""
    return _message(
        "confirm_new_address",
        new_email,
        f"Confirm your new email address for {_site()}",
        Paragraph(f"You asked to use this address for your account at {_site()}."),
        Action("Use this address", f"/confirm-new-address?token={token}"),
        Paragraph(f"The link works for {_hours(TokenPurpose.CHANGE_ADDRESS)}. {NOT_YOU}"),
        account=account,
    )


def address_in_use(owner: Account) -> Message:
    """Tell the owner of an account that somebody wanted its address for another one."""
    return _message(
        "address_in_use",
        owner.email,
        f"This address already has an account at {_site()}",
        Paragraph(
            "Somebody asked to use this address for another account. It belongs to yours, so "
            "nothing was changed."
        ),
        Action("Sign in", f"/sign-in/{door_for(owner.kind).slug}"),
        account=owner,
    )


def address_change_asked(account: Account) -> Message:
    """Tell the present address that another one is wanted."""
    return _message(
        "address_change_asked",
        account.email,
        f"Somebody asked to change your email address at {_site()}",
        Paragraph(
            "We sent a link to the new address. Your account uses this one until the link is used."
        ),
        Paragraph(ALARM),
        Action("Reset your password", "/reset-password"),
        account=account,
    )


def address_changed(account: Account, old_email: str) -> Message:
    """Tell the old address that the account has left it."""
    return _message(
        "address_changed",
        old_email,
        f"Your email address at {_site()} was changed",
        Paragraph("Your account uses another address from now on. You sign in with that one."),
        Paragraph("If this was not you, write to us at once."),
        Action("Get help", "/help"),
        account=account,
    )


def second_factor_set(account: Account) -> Message:
    """Tell a person that a code is asked for from now on."""
    return _message(
        "second_factor_set",
        account.email,
        f"Two-step sign-in is on at {_site()}",
        Paragraph("From now on we ask for a code from your app when you sign in."),
        Paragraph("Keep your recovery codes where you find them without your phone."),
        *_alarm(),
        account=account,
    )


def second_factor_removed(account: Account) -> Message:
    """Tell a person that the password alone is enough again."""
    return _message(
        "second_factor_removed",
        account.email,
        f"Two-step sign-in is off at {_site()}",
        Paragraph("From now on your password alone signs you in."),
        *_alarm(),
        account=account,
    )


def recovery_code_used(account: Account, left: int) -> Message:
    """Tell a person that a recovery code was used, and how many are left."""
    return _message(
        "recovery_code_used",
        account.email,
        f"A recovery code was used at {_site()}",
        Paragraph(f"Somebody signed in with one of your recovery codes. You have {left} left."),
        *_alarm(),
        account=account,
    )


def _message(kind: str, to_email: str, subject: str, *parts: Part, account: Account) -> Message:
    return Message(kind, to_email, subject, parts, account.id)


def _alarm() -> tuple[Part, ...]:
    return (Paragraph(ALARM), Action("Reset your password", "/reset-password"))


def _site() -> str:
    return settings.current().site_name


def _hours(purpose: TokenPurpose) -> str:
    hours = int(TOKEN_LIFETIMES[purpose].total_seconds()) // 3600
    return "1 hour" if hours == 1 else f"{hours} hours"
