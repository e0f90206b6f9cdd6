"""Pay among the words of a search: "at least $15 an hour", "over 40k", "18/hr", "45,000+".

A number is pay only with something beside it that says so: a period, a currency sign, a
word about pay. Ages, shifts and house numbers are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from jobboard.domain.criteria import DEFAULT_CURRENCY

_AMOUNT = re.compile(r"(?P<number>[0-9]{1,6})(?P<thousands>k?)(?P<plus>\+?)")
_CENTS = re.compile(r"[0-9]{2}")
_THOUSAND = 1_000
_PERIODS = {
    "hour": "hour", "hr": "hour", "hourly": "hour", "ph": "hour", "week": "week",
    "weekly": "week", "wk": "week", "month": "month", "monthly": "month", "year": "year",
    "yr": "year", "yearly": "year", "annual": "year", "annually": "year", "annum": "year",
}  # fmt: skip
# "24 hour" is no pay, "24 an hour" and "24 hourly" are.
_NEEDS_LINK = frozenset({"hour", "week", "month", "year"})
_LINKS = frozenset({"a", "an", "per", "each"})
_ABOUT_PAY = frozenset({
    "salary", "pay", "pays", "paying", "paid", "wage", "wages", "earn", "earning", "make",
    "making",
})  # fmt: skip
_FLOORS = frozenset({"least", "over", "above", "minimum", "min", "plus", "than", "up", "more"})
_BEFORE = _ABOUT_PAY | _FLOORS | frozenset({"at", "of", "from", "starting", "around", "usd"})
_AFTER = (_ABOUT_PAY - {"make", "making"}) | frozenset({"plus", "or", "and", "up", "more"})
_ENDS_OPEN = frozenset({"or", "and"})
_CURRENCIES = {
    "usd": "USD", "dollar": "USD", "dollars": "USD", "bucks": "USD", "gbp": "GBP",
    "pound": "GBP", "pounds": "GBP", "eur": "EUR", "euro": "EUR", "euros": "EUR",
}  # fmt: skip
# A retirement plan.
_PLANS = frozenset({"401k"})
_BOUNDS = {
    "hour": (7, 200),
    "week": (100, 9_999),
    "month": (500, 30_000),
    "year": (10_000, 500_000),
}
"""What people are paid; a number outside is something else."""


class PayFound(NamedTuple):
    """``length`` words from ``start`` ask for at least ``amount`` of ``currency``."""

    start: int
    length: int
    amount: Decimal
    period: str
    currency: str

    @property
    def value(self) -> str:
        """Its one spelling, such as "15 hour USD"."""
        return f"{self.amount} {self.period} {self.currency}"


def read(value: str) -> tuple[Decimal, str, str]:
    """(amount, period, currency) of a ``PayFound.value``."""
    amount, period, currency = value.split()
    return Decimal(amount), period, currency


def find(words: Sequence[str], raw: str) -> PayFound | None:
    """The first pay among the words of ``typed.pieces``; ``raw`` is the text as typed."""
    for at, word in enumerate(words):
        if word[:1].isdigit():
            found = _pay_at(words, at, raw)
            if found:
                return found
    return None


def _pay_at(words: Sequence[str], at: int, raw: str) -> PayFound | None:
    said_as = _AMOUNT.fullmatch(words[at])
    if not said_as or words[at] in _PLANS:
        return None
    amount, stop = Decimal(said_as["number"]), at + 1
    if said_as["thousands"]:
        amount *= _THOUSAND
    if _with_cents(words, at, raw):
        amount, stop = Decimal(f"{words[at]}.{words[stop]}"), stop + 1
    start = _start(words, at)
    currency = _CURRENCIES.get(words[stop], "") if stop < len(words) else ""
    said, stop = _period(words, stop + bool(currency))
    stop = _stop(words, stop)
    beside = {*words[start:at], *words[at + 1 : stop]}
    period = said or _usual_period(amount)
    open_ended = period == "year" and bool(said_as["plus"] or beside & _FLOORS)
    is_pay = said or currency or said_as["thousands"] or beside & _ABOUT_PAY or open_ended
    least, most = _BOUNDS[period]
    if not is_pay or not least <= amount <= most:
        return None
    return PayFound(start, stop - start, amount, period, currency or DEFAULT_CURRENCY)


def _with_cents(words: Sequence[str], at: int, raw: str) -> bool:
    after = words[at + 1] if at + 1 < len(words) else ""
    return bool(_CENTS.fullmatch(after)) and f"{words[at]}.{after}" in raw


def _start(words: Sequence[str], at: int) -> int:
    while at and words[at - 1] in _BEFORE:
        at -= 1
    return at


def _period(words: Sequence[str], at: int) -> tuple[str, int]:
    """The period said from this word on, "" if none, and where what follows begins."""
    # Of "15/hour" and "15 + an hour" the signs are gone already.
    linked = at < len(words) and words[at] in _LINKS
    named = at + linked
    word = words[named] if named < len(words) else ""
    if word in _PERIODS and (linked or word not in _NEEDS_LINK):
        return _PERIODS[word], named + 1
    return "", at


def _stop(words: Sequence[str], at: int) -> int:
    first = at
    while at < len(words) and words[at] in _AFTER:
        at += 1
    while at > first and words[at - 1] in _ENDS_OPEN:
        at -= 1
    return at


def _usual_period(amount: Decimal) -> str:
    return "hour" if amount <= _BOUNDS["hour"][1] else "year"
