"""People. All of them have confirmed their address and share one password."""

from __future__ import annotations

from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from jobboard import clock
from jobboard.domain.permissions import AccountKind, Role
from jobboard.models import Account, Company, Member
from tests.factories.companies import company as make_company
from tests.factories.rows import number, save

PASSWORD = "correct staple, battery horse"
_HASH = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)).hash(PASSWORD)


def seeker(**facts: Any) -> Account:
    """Make a person who looks for work."""
    return _account(AccountKind.SEEKER, **facts)


def moderator(**facts: Any) -> Account:
    """Make a person who looks after the board."""
    return _account(AccountKind.MODERATOR, **facts)


def member(company: Company | None = None, role: Role = Role.OWNER, **facts: Any) -> Account:
    """Make a person who acts for a company: ``company``, or a new one."""
    account = _account(AccountKind.MEMBER, **facts)
    save(
        Member(
            company=company or make_company(),
            account_id=account.id,
            role=role,
            joined_at=clock.now(),
        )
    )
    return account


def _account(kind: AccountKind, **facts: Any) -> Account:
    count = number()
    defaults = {
        "email": f"{kind}{count}@example.org",
        "name": f"{kind.capitalize()} {count}",
        "password_hash": _HASH,
        "created_at": clock.now(),
        "email_confirmed_at": clock.now(),
    }
    return save(Account(kind=kind, **(defaults | facts)))
