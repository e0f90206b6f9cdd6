"""What a person wants of their next job, made from what a form holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError

MOST_PLACES = 20
# Above every plausible pay for a year, in any of the currencies we know.
HIGHEST_PAY = Decimal(100_000_000)
_CENT = Decimal("0.01")
_BETWEEN = re.compile(r"[,;\n]")


def listed(typed: str) -> list[str]:
    """Return what was typed with commas between, each once and in order."""
    parts = (" ".join(part.split()) for part in _BETWEEN.split(typed))
    return list(dict.fromkeys(part for part in parts if part))


def live_in_codes(typed: str) -> list[str]:
    """Return states and countries, as codes, from names with commas between.

    Raises RuleError that names what is no state or country.
    """
    names = listed(typed)
    if len(names) > MOST_PLACES:
        raise RuleError(f"Name at most {MOST_PLACES} places.", "live_in")
    return list(dict.fromkeys(_code(name) for name in names))


def pay_floor(typed: str) -> str:
    """Return an amount like "18.50", or "" where none was typed. Raises RuleError."""
    bare = typed.strip().lstrip("$€£").replace(",", "").strip()
    if not bare:
        return ""
    try:
        amount = Decimal(bare)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 < amount < HIGHEST_PAY:
        raise RuleError("Enter the lowest pay you would take, like 18.50.", "pay_min")
    if amount == amount.to_integral_value():
        return str(amount.quantize(Decimal(1)))
    return str(amount.quantize(_CENT))


def _code(name: str) -> str:
    code = _codes().get(vocabulary.fold(name))
    if code is None:
        raise RuleError(
            f"We do not know “{name}”. Enter U.S. states or countries with commas between, "
            "like Texas, Oklahoma, Canada.",
            "live_in",
        )
    return code


@cache
def _codes() -> Mapping[str, str]:
    """Names to codes. States come first: whoever types Georgia here means the state."""
    codes: dict[str, str] = {}
    for key, code in (*_named("us-state"), *_abbreviations(), *_named("country")):
        codes.setdefault(key, code)
    return codes


def _named(group: str) -> Iterable[tuple[str, str]]:
    return ((alias, term.slug) for alias, term in vocabulary.aliases(group).items())


def _abbreviations() -> Iterable[tuple[str, str]]:
    return (
        (vocabulary.fold(term.extra["abbr"]), term.slug) for term in vocabulary.terms("us-state")
    )
