"""What a password must be (SAFETY.md rule 10): long enough, and no rules of composition.

Whether a password is a common one needs word lists, so that is asked in the services.
"""

from __future__ import annotations

import unicodedata

from jobboard.domain.errors import RuleError

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
FIELD = "password"


def normal_password(password: str) -> str:
    """Return ``password`` in NFC: keyboards differ in how they send the same letters.

    Nothing is trimmed, since any character may be part of a password.
    """
    return unicodedata.normalize("NFC", password)


def is_hashable(password: str) -> bool:
    """Say whether ``password`` may be hashed at all; absurd lengths cost us, not the sender."""
    return 0 < len(password) <= LONGEST_PASSWORD


def check_length(password: str, field: str = FIELD) -> None:
    """Raise RuleError, about ``field``, where a new password is too short or too long."""
    if not password:
        raise RuleError("Enter a password.", field)
    if len(password) < SHORTEST_PASSWORD:
        raise RuleError(f"Use at least {SHORTEST_PASSWORD} characters.", field)
    if len(password) > LONGEST_PASSWORD:
        raise RuleError(f"Use at most {LONGEST_PASSWORD} characters.", field)
