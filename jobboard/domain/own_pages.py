"""Which address a person may be sent on to: a page of this site, and nothing else.

An address from outside is not to be trusted (SAFETY.md rule 9). Looking at the host alone lets
``javascript:`` and ``/\\evil.example`` through, so the whole text has to have the right shape.
"""

from __future__ import annotations

from jobboard.domain.text import has_control_characters

LONGEST_PATH = 1_000


def own_path(text: str | None) -> str | None:
    """Return ``text`` if it is a path of ours, with or without a query; None if it is not."""
    if not text or len(text) > LONGEST_PATH or not text.startswith("/"):
        return None
    if "\\" in text or has_control_characters(text) or any(char.isspace() for char in text):
        return None
    path = text.partition("?")[0].partition("#")[0]
    # A second slash at the start names a host; further on, some readers collapse the parts before.
    return None if "//" in path else text
