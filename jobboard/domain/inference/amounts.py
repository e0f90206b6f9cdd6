"""Amounts of pay in text: number, currency and period, refusing what cannot be true.

Nothing is assumed: a currency or period that is not stated stays unknown. Only the
dollar sign is read by the posting's country, and as US dollars without one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from jobboard.domain import vocabulary
from jobboard.domain.inference.reading import parted
from jobboard.domain.pay import is_plausible

# A range wider than this is a form left at its ends, not an offer ("7200-1380000").
# No pay in any currency; beyond it arithmetic with cents would fail.
HIGHEST = Decimal(10) ** 12
WIDEST_RATIO = 5
THOUSAND = 1000
# Plausibility is known for these, whose units are near one another in worth.
COMPARABLE = frozenset({"USD", "GBP", "EUR", "CAD", "AUD", "NZD", "CHF", "SGD"})
_DOLLAR = "$"
_DOLLARS_OF = {
    "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD",
    "MX": "MXN", "CO": "COP", "CL": "CLP", "AR": "ARS", "JM": "JMD", "TT": "TTD",
}  # fmt: skip
_SIGNS = {
    "£": "GBP", "€": "EUR", "₹": "INR", "₱": "PHP", "us$": "USD", "c$": "CAD", "ca$": "CAD",
    "a$": "AUD", "au$": "AUD", "nz$": "NZD",
}  # fmt: skip
_CODES = "USD|GBP|EUR|CAD|AUD|NZD|CHF|SGD|INR|PHP|ZAR|PLN|SEK|NOK|DKK"
_SIGN = rf"(?:(?:(?<![a-z])(?:US|CA?|AU?|NZ))?\$|[£€₹₱]|\b(?:{_CODES})\b)"
_NUMBER = r"(?:\d{1,3}(?:[,.]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)(?![\d,.]*\d)"
_AMOUNT = re.compile(
    rf"(?P<up>up to |maximum(?: of)? )?(?P<sign>{_SIGN})\s?(?P<low>{_NUMBER})(?P<lowk>\s?k\b)?"
    rf"(?P<plus>\+)?(?:(?:\s?/\s?h(?:ou)?r)?\s?(?:--?|–|—|to|and)\s?{_SIGN}?\s?"
    rf"(?P<high>{_NUMBER})(?P<highk>\s?k\b)?)?(?:\s?(?P<code>(?:{_CODES})\b))?(?:\s?\+)?",
    re.IGNORECASE,
)
# A capital may follow at once where text runs together ("/HrBenefits").
_UNIT = r"(?:hour|hr|day|week|wk|month|mo|year|yr|annum)(?-i:(?![a-z]))"
_PERIOD_BEHIND = re.compile(
    r"(?:[\s,(+*/-]|\b(?:base|salary|gross|net|paid|plus|doe|or more|depending on experience)\b)*"
    rf"(?P<period>(?:per|an?|each|every|/|p)[ /.]*{_UNIT}|/ ?h\b|hourly|daily|weekly|monthly"
    r"|yearly|annual(?:ly)?|p\.?[ah]\.?(?!\w)|pcm|hour\b|hr\b)",
    re.IGNORECASE,
)
_PERIOD_AHEAD = re.compile(
    r"\b(?P<period>hourly|daily|weekly|monthly|yearly|annual)"
    r"(?= (?:base |starting |gross )?(?:pay|rate|wage|salary|income|compensation|earnings)\b)"
    rf"|\b(?P<unit>per {_UNIT})\W*$",
    re.IGNORECASE,
)
# Pay without a currency, as in "44142.0-64662.0 Annual"; the whole text must be that.
_BARE = re.compile(
    rf"(?P<low>{_NUMBER})(?P<lowk>\s?k\b)?(?:\s*(?:-|–|—|to)\s*(?P<high>{_NUMBER})"
    r"(?P<highk>\s?k\b)?)?\s*(?P<period>[a-z]+(?: [a-z]+)?)?",
    re.IGNORECASE,
)
_PERIOD_WORDS = {
    "hour": ("hour", "hourly", "hr", "ph", "h"),
    "day": ("day", "daily"),
    "week": ("week", "weekly", "wk"),
    "month": ("month", "monthly", "mo", "pcm"),
    "year": ("year", "yearly", "yr", "annum", "annual", "annually", "pa"),
}
_PAY_WORDS = re.compile(
    r"\b(?:pay|pays|paid|paying|salary|salaries|wage|wages|rate|compensation|earn|earning|earnings"
    r"|hourly|base|remuneration|income|make)\b",
    re.IGNORECASE,
)
# Money that is no pay, told by the words around the amount.
_NO_PAY = re.compile(
    r"\b(?:bonus\w*|referral\w*|referred|revenue|budget|million|billion|mm|coverage|reimburse\w*"
    r"|deductible|worth|fees?|allowance|tuition|deposit|costs?|value[ds]?|invest\w*|assets|grants?"
    r"|stipend|voucher|gift|discount|prizes?|funding|funded|sales of|turnover|raised|loans?|401k"
    r"|life insurance|fine[sd]?|penalt\w+|threshold|portfolio|incentives?|savings?)\b",
    re.IGNORECASE,
)
_REACH_AHEAD = 80
_REACH_BEHIND = 22
_CLAUSE_END = re.compile(r"[.;!?•](?:\s|$)|(?<=[a-z])(?=[A-Z])")
_NEXT_MATTER = re.compile(r"[($£€;:!?•,]|\.(?:\s|$)|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class PayFound:
    """Pay as read. Any part may be unknown; ``raw`` is the text it was read from."""

    low: Decimal | None = None
    high: Decimal | None = None
    currency: str | None = None
    period: str | None = None
    raw: str = ""
    how: str = ""


def read_pay(text: str, country: str | None = None) -> PayFound | None:
    """The first believable pay in a text with a currency sign or code, or None.

    ``country`` (ISO 3166-1) says whose dollars a dollar sign means.
    """
    return next(pays_in(text, country), None)


def pays_in(text: str, country: str | None) -> Iterator[PayFound]:
    """Every believable pay in a text: an amount with a period, or after a word for pay."""
    text = parted(text)
    for found in _AMOUNT.finditer(text):
        ahead = _CLAUSE_END.split(text[max(0, found.start() - _REACH_AHEAD) : found.start()])[-1]
        behind = text[found.end() : found.end() + _REACH_BEHIND]
        period = _PERIOD_BEHIND.match(behind) or _PERIOD_AHEAD.search(ahead)
        if not period and not _PAY_WORDS.search(ahead):
            continue
        if _NO_PAY.search(ahead) or _NO_PAY.search(_NEXT_MATTER.split(behind)[0]):
            continue
        read = believable(_as_pay(found, period, country))
        if read:
            yield read


def bare_pay(text: str) -> PayFound | None:
    """Pay written without a currency, as salary fields have it, or None."""
    found = _BARE.fullmatch(text)
    if not found:
        return None
    low, high = _ends(found)
    return PayFound(low=low, high=high, period=period_of(found["period"] or ""), raw=text)


def period_of(text: str) -> str | None:
    """The pay period a unit means: "HOUR", "per annum", "/hr", "p.a.", "Annual"."""
    words = vocabulary.fold(text)
    term = vocabulary.cues("pay-period").get(words)
    if term:
        return term.slug
    said = {words.replace(" ", ""), *words.split()[-1:]}
    return next((slug for slug, known in _PERIOD_WORDS.items() if said.intersection(known)), None)


def number_of(value: object) -> Decimal | None:
    """A number from a field or a text such as "18,500.00", "1.200" or "1.200,50"."""
    if value is None or isinstance(value, bool):
        return None
    text = str(value)
    if isinstance(value, str):
        text = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", text).replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def believable(found: PayFound) -> PayFound | None:
    """The pay with empty ends dropped, or None when it cannot be true."""
    low, high = found.low or None, found.high or None
    if low and high and (low > high or high > low * WIDEST_RATIO):
        return None
    ends = [end for end in (low, high) if end]
    if not ends or not all(_could_be(end, found) for end in ends):
        return None
    return replace(found, low=low, high=high)


def _could_be(amount: Decimal, found: PayFound) -> bool:
    if not 0 < amount < HIGHEST:
        return False
    if found.period and found.currency in COMPARABLE:
        return is_plausible(amount, found.period)
    return True


def _as_pay(found: re.Match[str], period: re.Match[str] | None, country: str | None) -> PayFound:
    low, high = _ends(found)
    if found["up"]:
        low, high = None, high or low
    elif found["plus"]:
        high = None
    said = next(filter(None, period.groupdict().values()), "") if period else ""
    raw = " ".join(found.group().split())
    return PayFound(
        low=low,
        high=high,
        currency=_currency(found["code"] or found["sign"], country),
        period=period_of(said),
        raw=raw,
        how=f"text: {raw} {said}".rstrip(),
    )


def _ends(found: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Both ends; "18-22k" and "£18k-£22k" mean thousands on both sides."""
    low, high = number_of(found["low"]), number_of(found["high"])
    if low is not None and (found["lowk"] or (found["highk"] and low < THOUSAND)):
        low *= THOUSAND
    if high is not None and found["highk"]:
        high *= THOUSAND
    return low, high if found["high"] else low


def _currency(sign: str, country: str | None) -> str | None:
    if sign == _DOLLAR:
        return _DOLLARS_OF.get(country or "US")
    return _SIGNS.get(sign.casefold()) or sign.upper()
