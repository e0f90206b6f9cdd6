"""Reading an address's arguments one allowed shape at a time (SAFETY.md rule 6).

Nothing here fails: what does not have the shape asked for counts as not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any, Protocol

from jobboard.domain import vocabulary
from jobboard.domain.text import clean, has_control_characters

YES = "yes"
MOST_MONEY = Decimal(10_000_000)
MOST_READINGS = 16
LONGEST_READING = 120

_AMOUNT = re.compile(r"[0-9]{1,8}(\.[0-9]{1,2})?")
_AMOUNT_DRESS = re.compile(r"[$,\s]")
# "18,50" as much of the world writes it; "18,000" and "1,234.50" keep commas between thousands.
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}\s*$)")
_CURRENCY = re.compile(r"[A-Z]{3}")
_CENT = Decimal("0.01")


class MultiArgs(Protocol):
    """What a web framework hands over: several values under one name."""

    def getlist(self, key: str, /) -> list[str]:
        """All values under ``key``, in order."""


Args = MultiArgs | Mapping[str, Any] | Iterable[tuple[str, str]]


class Arguments:
    """Named values: a multi-dict, a mapping of names to a value or a list, or pairs."""

    def __init__(self, args: Args) -> None:
        self._values = _getter(args)

    def first(self, name: str) -> str:
        """The first value without surrounding space, or ""."""
        return next(iter(self._values(name)), "").strip()

    def text(self, name: str, longest: int) -> str:
        """One line of cleaned text of at most ``longest`` characters."""
        # Cut before cleaning, too, so that a huge value costs nothing.
        return _one_line(self.first(name)[: longest * 2])[:longest].strip()

    def slugs(self, name: str, group: str) -> tuple[str, ...]:
        """Live slugs of a group, each once, in page order; retired ones as their heirs."""
        given = self._values(name)
        if not given:
            return ()  # As nearly always; a group may have dozens of terms.
        live = {vocabulary.resolve(group, value.strip()) for value in given}
        return tuple(term.slug for term in vocabulary.terms(group) if term.slug in live)

    def readings(self, name: str) -> tuple[str, ...]:
        """Values such as "arrangement/remote", each once, a few of them, of sane length."""
        given = (_one_line(value[: 2 * LONGEST_READING]) for value in self._values(name))
        shaped = (text for text in given if "/" in text and len(text) <= LONGEST_READING)
        return tuple(islice(dict.fromkeys(shaped), MOST_READINGS))

    def slug(self, name: str, group: str) -> str | None:
        """One live slug of a group."""
        return vocabulary.resolve(group, self.first(name))

    def one_of(self, name: str, allowed: Iterable[str], default: str) -> str:
        """The value if it is allowed, else ``default``."""
        value = self.first(name)
        return value if value in allowed else default

    def amount(self, name: str) -> Decimal | None:
        """Money above zero in whole cents; "$18,000" and "18,50" are read as people write them."""
        given = self.first(name)
        if "." not in given:
            given = _DECIMAL_COMMA.sub(".", given)
        text = _AMOUNT_DRESS.sub("", given)
        if not _AMOUNT.fullmatch(text):
            return None
        amount = Decimal(text).quantize(_CENT)
        return amount if 0 < amount <= MOST_MONEY else None

    def currency(self, name: str, default: str) -> str:
        """Three letters as ISO 4217 writes them."""
        text = self.first(name).upper()
        return text if _CURRENCY.fullmatch(text) else default

    def yes(self, name: str) -> bool:
        """Whether a box was ticked."""
        return self.first(name).casefold() in (YES, "1", "on", "true")


def _getter(args: Args) -> Any:
    """A function from a name to its values as text."""
    if hasattr(args, "getlist"):
        return args.getlist
    grouped: dict[str, list[str]] = {}
    for name, value in args.items() if isinstance(args, Mapping) else args:
        several = value if isinstance(value, (list, tuple)) else [value]
        grouped.setdefault(name, []).extend(str(item) for item in several)
    return lambda name: grouped.get(name, [])


def _one_line(text: str) -> str:
    """Cleaned text on one line, hidden and control characters as spaces."""
    text = clean(text)
    if text.isascii() and text.isprintable():
        return " ".join(text.split())  # As nearly always.
    seen = "".join(" " if has_control_characters(char) else char for char in text)
    return " ".join(seen.split())
