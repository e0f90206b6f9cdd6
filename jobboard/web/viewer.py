"""Who is asking: the person behind the request, from the sign-in that the cookie names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import session
from flask_login import UserMixin, current_user

from jobboard import clock
from jobboard.domain.permissions import AccountKind, Permission, can
from jobboard.extensions import login_manager
from jobboard.models import Account, Company, Member, SignIn
from jobboard.queries.accounts import sign_in_by_token

# Where Flask-Login keeps the token; there are no other ways to be signed in.
SIGNED_IN = "_user_id"


@dataclass(frozen=True)
class Viewer(UserMixin):
    """A signed-in person, the sign-in itself, and the company they act for, if any."""

    token: str
    account: Account
    sign_in: SignIn
    member: Member | None

    def get_id(self) -> str:
        """Return what the cookie holds: the token of this sign-in, not the account's id."""
        return self.token

    @property
    def id(self) -> int:
        """The account's id."""
        return self.account.id

    @property
    def kind(self) -> AccountKind:
        """What this person uses the board for."""
        return AccountKind(self.account.kind)

    @property
    def name(self) -> str:
        """The name on the account, or the address where none was given."""
        return self.account.name or self.account.email

    @property
    def company(self) -> Company:
        """The company this member acts for; only for members of one."""
        return cast(Member, self.member).company

    @property
    def owes_code(self) -> bool:
        """Whether the password was given but the second factor was not yet."""
        return bool(self.account.totp_confirmed_at and not self.sign_in.second_factor_at)

    def can(self, permission: Permission) -> bool:
        """Say whether this person may do that for their company."""
        return self.member is not None and can(self.member.role, permission)


def viewer() -> Viewer | None:
    """Return who is asking, or None for a visitor and for who still owes a second factor."""
    person = half_signed_in()
    return None if person is None or person.owes_code else person


def half_signed_in() -> Viewer | None:
    """Return who has given a password, whatever else they owe; None for a visitor."""
    if SIGNED_IN not in session:
        return None  # Most visitors; to ask the extension costs more.
    return (
        cast(Viewer, current_user._get_current_object()) if current_user.is_authenticated else None
    )


def signed_in() -> Viewer:
    """Return who is asking, in views that only signed-in people reach."""
    return cast(Viewer, current_user)


@login_manager.user_loader
def load_viewer(token: str) -> Viewer | None:
    """Return the viewer whose cookie holds ``token``; None if it was ended or has expired."""
    sign_in, member = sign_in_by_token(token, clock.now())
    return Viewer(token, sign_in.account, sign_in, member) if sign_in else None
