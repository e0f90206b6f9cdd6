"""Accounts: sign-up, sign-in, and what a person may change about their account."""

from jobboard.web.account import (
    changes,
    confirming,
    passwords,
    second_factor,
    settings,
    sign_in,
    sign_up,
)
from jobboard.web.account.blueprint import blueprint

__all__ = [
    "blueprint",
    "changes",
    "confirming",
    "passwords",
    "second_factor",
    "settings",
    "sign_in",
    "sign_up",
]
