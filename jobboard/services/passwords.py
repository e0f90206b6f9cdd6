"""Hashing passwords, comparing them in even time, and refusing common ones."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from jobboard import settings
from jobboard.domain.errors import RuleError
from jobboard.domain.passwords import FIELD, check_length, is_hashable, normal_password

# OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane.
NORMAL_COST = Argon2Hasher(memory_cost=19_456, time_cost=2, parallelism=1)
# For tests and the demo's many made-up people; production refuses it.
CHEAP_COST = Argon2Hasher(memory_cost=8, time_cost=1, parallelism=1)
# zxcvbn raises above this length.
LONGEST_ASKED = 72
# zxcvbn's scale is 0 to 4; from 3 on, guessing takes more than 10^8 tries.
LOWEST_SCORE = 3
# zxcvbn tries every way to read signs as letters: 8 ms for each at full length, measured.
MOST_READINGS = 8
_SIGNS_FOR_LETTERS = ("4@", "8", "({[<", "3", "69", "1!|", "1|7", "0", "$5", "+7", "%", "2")
TOO_COMMON = (
    "This password is easy to guess. Use one that is longer or less usual; "
    "three or four words that do not belong together work well."
)


def hash_password(password: str) -> str:
    """Return what is stored of ``password``, at the cost the settings name."""
    return _hasher(settings.current().password_cost).hash(normal_password(password))


def matches(password: str, stored: str | None) -> bool:
    """Say whether ``password`` is the one ``stored`` was made from.

    Takes as long where there is no account, or one without a password, as where there is one.
    """
    if not is_hashable(password):
        return False
    hasher = _hasher(settings.current().password_cost)
    right = hasher.verify(normal_password(password), stored or _dummy(hasher))
    return right and bool(stored)


def is_outdated(stored: str) -> bool:
    """Say whether ``stored`` was made at another cost than the present one."""
    hasher = _hasher(settings.current().password_cost)
    return hasher.current_hasher.check_needs_rehash(stored)


def check_new_password(password: str, about: Iterable[str], field: str = FIELD) -> None:
    """Raise RuleError, about ``field``, where ``password`` is too short, long or common.

    ``about`` are words that a stranger would try first: the person's address and name.
    """
    check_length(password, field)
    known = [settings.current().site_name, *about]
    words = [word for text in known for word in (text, *text.replace("@", ".").split(".")) if word]
    if _score(normal_password(password), words) < LOWEST_SCORE:
        raise RuleError(TOO_COMMON, field)


def _score(password: str, words: list[str]) -> int:
    # The word lists take a while to load, and few requests need them.
    from zxcvbn import zxcvbn

    return int(zxcvbn(_askable(password), user_inputs=words)["score"])


def _askable(password: str) -> str:
    """Return what zxcvbn can judge in good time: shortened, and not a puzzle of signs."""
    asked = password[:LONGEST_ASKED]
    present = set(asked)
    readings = math.prod(len(present & set(signs)) or 1 for signs in _SIGNS_FOR_LETTERS)
    if readings <= MOST_READINGS:
        return asked
    return "".join(char for char in asked if char.isalnum())


@cache
def _hasher(cost: str) -> PasswordHash:
    chosen = CHEAP_COST if cost == "cheap" else NORMAL_COST
    return PasswordHash((chosen,))


@cache
def _dummy(hasher: PasswordHash) -> str:
    return hasher.hash("nobody's password")
