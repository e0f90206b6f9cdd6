"""Accounts: sign-up, sign-in, and what a person may change about their account."""

from jobboard.web.account import pages
from jobboard.web.account.blueprint import blueprint

__all__ = ["blueprint", "pages"]
