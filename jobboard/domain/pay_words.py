"""Pay among the words of a search: "at least $15 an hour", "over 40k", "18/hr", "45,000+".

A number is pay only with something beside it that says so: a period, a currency sign, a
word about pay. Ages, shifts and house numbers are none. What asks for less than an amount,
"under $20 an hour", asks for no pay that a search could look for.
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
_OPEN_ENDS = frozenset({"more", "up", "over", "above", "better"})
# The nearest of these before an amount says on which side of it; a "no" before turns it round.
_MORE = frozenset({"least", "over", "above", "minimum", "min", "more", "higher", "greater"})
_LESS = frozenset({"under", "below", "less", "lower", "max", "maximum", "most", "up", "upto"})
_NOT = frozenset({"no", "not", "nothing", "never"})
_OR_LESS = frozenset({"less", "lower", "under", "below"})
_CEILINGS = frozenset({"max", "maximum", "tops"})
_CURRENCIES = {
    "usd": "USD", "dollar": "USD", "dollars": "USD", "bucks": "USD", "gbp": "GBP",
    "pound": "GBP", "pounds": "GBP", "eur": "EUR", "euro": "EUR", "euros": "EUR",
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_IN_WORDS = _TENS | _TEENS
_BETWEEN = frozenset({"to", "or", "and"})
# A retirement plan.
_PLANS = frozenset({"401k"})
_BOUNDS = {
    "hour": (7, 200),
    "week": (100, 9_999),
    "month": (500, 30_000),
    "year": (10_000, 500_000),
}
"""What people are paid; a number outside is something else."""


class _Amount(NamedTuple):
    """An amount that ends before the word at ``stop``."""

    value: Decimal
    stop: int
    thousands: bool = False
    plus: bool = False


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
        if word[:1].isdigit() or word in _IN_WORDS:
            found = _pay_at(words, at, raw)
            if found:
                return found
    return None


def _pay_at(words: Sequence[str], at: int, raw: str) -> PayFound | None:
    first = _amount_at(words, at, raw)
    if not first or words[at] in _PLANS:
        return None
    start, is_most = _lead(words, at)
    amount = first.value
    more, stop = _range(words, first, raw)
    if more.thousands and not first.thousands:
        amount *= _THOUSAND
    currency = _currency(words, first.stop) or _currency(words, stop)
    end = stop + bool(_currency(words, stop))
    said, stop = _period(words, end)
    if not said:
        said, stop = _period(words, _open_end(words, end))
    is_most |= more is first and (_is_ceiling(words, end) or _is_ceiling(words, stop))
    stop = _stop(words, stop)
    beside = {*words[start:at], *words[at + 1 : stop]}
    period = said or _usual_period(amount)
    open_ended = period == "year" and bool(more.plus or beside & _FLOORS)
    is_pay = said or currency or more.thousands or beside & _ABOUT_PAY or open_ended
    least, most = _BOUNDS[period]
    if is_most or not is_pay or not least <= amount <= most:
        return None
    return PayFound(start, stop - start, amount, period, currency or DEFAULT_CURRENCY)


def _amount_at(words: Sequence[str], at: int, raw: str) -> _Amount | None:
    """The amount that begins with this word: "18.50", "40k", "twenty five"."""
    word = words[at] if at < len(words) else ""
    if word in _IN_WORDS:
        one = _ONES.get(words[at + 1], 0) if word in _TENS and at + 1 < len(words) else 0
        return _Amount(Decimal(_IN_WORDS[word] + one), at + 1 + bool(one))
    said_as = _AMOUNT.fullmatch(word)
    if not said_as:
        return None
    thousands, plus = bool(said_as["thousands"]), bool(said_as["plus"])
    if _with_cents(words, at, raw):
        return _Amount(Decimal(f"{word}.{words[at + 1]}"), at + 2)
    number = Decimal(said_as["number"])
    return _Amount(number * _THOUSAND if thousands else number, at + 1, thousands, plus)


def _range(words: Sequence[str], first: _Amount, raw: str) -> tuple[_Amount, int]:
    """The higher end of "18 to 22" and where it stops; without one the amount itself."""
    at = first.stop + bool(_currency(words, first.stop))
    at += at < len(words) and words[at] in _BETWEEN
    higher = _amount_at(words, at, raw)
    if higher is None or higher.value < first.value:
        return first, first.stop
    return higher, higher.stop


def _currency(words: Sequence[str], at: int) -> str:
    return _CURRENCIES.get(words[at], "") if at < len(words) else ""


def _with_cents(words: Sequence[str], at: int, raw: str) -> bool:
    after = words[at + 1] if at + 1 < len(words) else ""
    return bool(_CENTS.fullmatch(after)) and f"{words[at]}.{after}" in raw


def _lead(words: Sequence[str], at: int) -> tuple[int, bool]:
    """Where the words before an amount begin, and whether they make it the most: "up to"."""
    start = at
    while start and words[start - 1] in _BEFORE:
        start -= 1
    for back in range(at - 1, -1, -1):
        word = words[back]
        if word in _MORE or word in _LESS:
            turned = back > 0 and words[back - 1] in _NOT
            is_most = (word in _LESS) != turned
            return (min(start, back - 1) if turned else start), is_most
        # The other end of "up to 15 or 20" stands between, too.
        if word not in _BEFORE | _BETWEEN and not _AMOUNT.fullmatch(word):
            break
    return start, False


def _is_ceiling(words: Sequence[str], at: int) -> bool:
    """Whether the words from here on make the amount before the most: "or less", "max"."""
    this, then = (*words[at : at + 2], "", "")[:2]
    if this in _CEILINGS:
        return not then[:1].isdigit()
    return (this, then) == ("at", "most") or (this == "or" and then in _OR_LESS)


def _open_end(words: Sequence[str], at: int) -> int:
    """Where what follows an "or more" begins; without one here."""
    this, then = (*words[at : at + 2], "", "")[:2]
    if this in _ENDS_OPEN and then in _OPEN_ENDS:
        return at + 2
    # "$15 plus monthly bonus" names no month.
    return at + (this == "plus" and then in _LINKS)


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
