"""One clean() for every text a person types (SAFETY.md rule 6)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Bidirectional overrides and isolates, zero-width marks and the byte-order mark can make a
# text read differently from what is stored.
_HIDDEN = frozenset(
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
LONGEST_LINE = 200
LONGEST_TEXT = 10_000


def has_control_characters(text: str) -> bool:
    """Say whether ``text`` holds control or direction-override characters."""
    return any(
        (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t\r") or char in _HIDDEN
        for char in text
    )


def clean(text: str) -> str:
    """Return ``text`` in NFC, with line ends as LF and without surrounding white space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip()


def joined(words: Iterable[object], last: str = "and") -> str:
    """Return "a, b and c"."""
    listed = [str(word) for word in words]
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"
