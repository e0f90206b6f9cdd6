"""Reading pay: amounts, currency and period from fields and text, refusing what cannot be true.

Nothing is assumed: a currency or period that is not stated stays unknown. Only the
dollar sign is read by the posting's country, and as US dollars without one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from jobboard.domain import vocabulary
from jobboard.domain.inference.reading import Match, denied, finder, listed
from jobboard.domain.inference.source import (
    BENEFITS,
    DESCRIPTION,
    DUTIES,
    HOURS,
    QUALIFICATIONS,
    TITLE,
    Fact,
    Source,
    by_text,
)
from jobboard.domain.pay import is_plausible

# A range wider than this is a form left at its ends, not an offer ("7200-1380000").
WIDEST_RATIO = 5
THOUSAND = 1000
USD = "USD"
# Plausibility is known for these, whose units are near one another in worth.
COMPARABLE = listed("USD, GBP, EUR, CAD, AUD, NZD, CHF, SGD")
_DOLLARS_OF = {
    "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD",
    "MX": "MXN", "CO": "COP", "CL": "CLP", "AR": "ARS", "JM": "JMD", "TT": "TTD",
}  # fmt: skip
_SIGNS = {"£": "GBP", "€": "EUR", "₹": "INR", "₱": "PHP"}
_PREFIXED_DOLLARS = {
    "us$": "USD",
    "c$": "CAD",
    "ca$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
}
_CODES = "USD|GBP|EUR|CAD|AUD|NZD|CHF|SGD|INR|PHP|ZAR|PLN|SEK|NOK|DKK"

_SIGN = rf"(?:US|CA?|AU?|NZ)?\$|[£€₹₱]|\b(?:{_CODES})\b"
_NUMBER = r"\d{1,3}(?:[,.]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_PERIOD = (
    r"(?P<period>(?:per|an?|each|every|/|p)[ /.]*(?:hour|hr|day|week|wk|month|mo|year|yr|annum)\b"
    r"|/ ?h\b|hourly|daily|weekly|monthly|yearly|annual(?:ly)?|p\.?[ah]\.?(?!\w)|pcm|hour\b|hr\b)"
)
_PAY = re.compile(
    rf"(?P<up>up to |maximum(?: of)? )?(?P<sign>{_SIGN}) ?(?P<low>{_NUMBER})(?P<lowk> ?[kK]\b)?"
    rf"(?P<plus>\+)?(?: ?(?P<code>{_CODES})\b)?"
    rf"(?:(?: ?/ ?h(?:r|our))? ?(?:-|–|—|to|and) ?(?:{_SIGN})? ?(?P<high>{_NUMBER})(?P<highk> ?[kK]\b)?)?"
    rf"(?: ?(?P<code2>{_CODES})\b)?"
    rf"(?:\+|\*|(?:[ ,(]| ?-)*(?:base|salary|gross|net|paid|is|DOE|plus|or more|depending on experience)?)*[ (-]*{_PERIOD}?",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"^\D*(?P<low>{_NUMBER})(?P<lowk> ?[kK]\b)?(?:\s*(?:-|–|—|to)\s*(?P<high>{_NUMBER})"
    rf"(?P<highk> ?[kK]\b)?)?\s*(?P<period>\w+(?: \w+)?)?",
)
_PERIOD_WORDS = {
    "hour": ("hour", "hr", "ph", "h"),
    "day": ("day", "daily"),
    "week": ("week", "wk"),
    "month": ("month", "mo", "pcm"),
    "year": ("year", "yr", "annum", "annual", "pa"),
}
_PAY_WORDS = re.compile(
    r"\b(?:pay|pays|paid|paying|salary|salaries|wage|wages|rate|compensation|earn|earning|earnings"
    r"|hourly|base|remuneration|income|make)\b",
    re.IGNORECASE,
)
# Money that is no pay. Checked in the words around an amount.
_NO_PAY = re.compile(
    r"\b(?:bonus\w*|referral\w*|referred|revenue|budget|million|billion|mm|coverage|reimburse\w*"
    r"|deductible|worth|fees?|allowance|tuition|deposit|cost|costs|value[ds]?|invest\w*|assets|grants?"
    r"|stipend|voucher|gift|discount|prizes?|funding|funded|sales of|turnover|raised|loans?|401k"
    r"|life insurance|fine[sd]?|penalt\w+|threshold|portfolio|contracts?|incentives?|savings?)\b",
    re.IGNORECASE,
)
_NO_PAY_REACH_BEFORE = 45
_NO_PAY_REACH_AFTER = 22
_COMMISSION = listed("per minute, commission, ote, hourly wage, hourly rate, per call")
_COMMISSION_TEXT = re.compile(
    r"\b(?:plus|and|\+|with|uncapped|base|salary|hourly) (?:\w+ )?commissions?\b|\bcommission (?:only|based|structure|plan)\b"
)
_TEXT = (TITLE, DESCRIPTION, DUTIES, QUALIFICATIONS, BENEFITS, HOURS)


@dataclass(frozen=True, slots=True)
class PayFound:
    """Pay as read. Any part may be unknown; ``raw`` is the text it was read from."""

    low: Decimal | None = None
    high: Decimal | None = None
    currency: str | None = None
    period: str | None = None
    raw: str = ""
    how: str = ""


def pay(posting: Mapping[str, Any], country: str | None) -> PayFound | None:
    """Pay from ``baseSalary``, then ``salaryRaw``, then the texts.

    A posting whose fields say nothing believable keeps only the raw text.
    """
    field = _from_fields(posting, country)
    text = next(_from_texts(posting, country), None)
    if field and text and _same_amounts(field, text):
        return replace(
            field,
            currency=field.currency or text.currency,
            period=field.period or text.period,
            how=f"{field.how}; {text.how}",
        )
    if field and (field.low or field.high) and (field.period or not text):
        return field
    return replace(text, raw=field.raw or text.raw) if field and text else text or field


def pay_basis(source: Source, found: PayFound | None) -> Fact | None:
    """Part commission when the text says so, hourly when pay is by the hour."""
    for sentence in source.part(*_TEXT):
        said = _COMMISSION_TEXT.search(sentence.folded)
        if said and "no commission" not in sentence.folded:
            return Fact("commission-share", f"text: {said.group()}")
        for match in finder("pay-basis", _COMMISSION).find(sentence):
            if match.term.slug not in ("salary", "hourly") and not denied(match):
                return _basis(match)
    if found and found.period == "hour":
        return Fact("hourly", found.how)
    return None


def _basis(match: Match) -> Fact:
    return by_text(match.term.slug, match)


def read_pay(text: str, country: str | None = None) -> PayFound | None:
    """The first believable pay in a text with a currency sign or code, or None."""
    return next(_in_text(text, country), None)


def _from_fields(posting: Mapping[str, Any], country: str | None) -> PayFound | None:
    raw = posting.get("salaryRaw")
    raw = raw.strip() if isinstance(raw, str) else ""
    base = posting.get("baseSalary")
    found = _from_base(base) if isinstance(base, Mapping) else None
    if found is None and raw:
        found = read_pay(raw, country) or _bare(raw)
        found = replace(found, how="field: salaryRaw") if found else None
    if found is None:
        return PayFound(raw=raw, how="field: salaryRaw, not believable") if raw else None
    checked = _believable(replace(found, raw=raw))
    return checked or PayFound(raw=raw, how=f"{found.how}, not believable")


def _from_base(base: Mapping[str, Any]) -> PayFound | None:
    value = base.get("value")
    parts = value if isinstance(value, Mapping) else {"value": value}
    low = _decimal(parts.get("minValue", parts.get("value")))
    high = _decimal(parts.get("maxValue", parts.get("value")))
    if low is None and high is None:
        return None
    currency = base.get("currency")
    return PayFound(
        low=low,
        high=high,
        currency=currency.upper() if isinstance(currency, str) and currency else None,
        period=_period(str(parts.get("unitText") or "")),
        how="field: baseSalary",
    )


def _bare(raw: str) -> PayFound | None:
    """Pay written without a currency, as in "44142.0-64662.0 Annual"."""
    found = _BARE.match(raw)
    if not found:
        return None
    low, high = _amounts(found)
    return PayFound(low=low, high=high, period=_period(found["period"] or ""))


def _from_texts(posting: Mapping[str, Any], country: str | None) -> Iterator[PayFound]:
    texts = (posting.get(name) for name in _TEXT)
    spoken = [text for text in texts if isinstance(text, str)]
    found = [pay for text in spoken for pay in _in_text(text, country)]
    yield from sorted(found, key=lambda pay: pay.period is None)


def _in_text(text: str, country: str | None) -> Iterator[PayFound]:
    for found in _PAY.finditer(text):
        around = text[max(0, found.start() - _NO_PAY_REACH_BEFORE) : found.start()]
        behind = text[found.end() : found.end() + _NO_PAY_REACH_AFTER]
        if _NO_PAY.search(_last_clause(around)) or _NO_PAY.search(_first_clause(behind)):
            continue
        if not found["period"] and not _PAY_WORDS.search(around):
            continue
        read = _believable(_as_pay(found, country))
        if read:
            yield read


def _last_clause(text: str) -> str:
    return re.split(r"[.;!?•](?:\s|$)|(?<=[a-z])(?=[A-Z])", text)[-1]


def _first_clause(text: str) -> str:
    return re.split(r"[.;!?•,](?:\s|$)|(?<=[a-z])(?=[A-Z])", text)[0]


def _as_pay(found: re.Match[str], country: str | None) -> PayFound:
    low, high = _amounts(found)
    if found["up"]:
        low, high = None, high or low
    elif found["plus"]:
        high = None
    raw = found.group().strip(" -(,")
    return PayFound(
        low=low,
        high=high,
        currency=_currency(found["code"] or found["code2"] or found["sign"], country),
        period=_period(found["period"] or ""),
        raw=raw,
        how=f"text: {raw}",
    )


def _amounts(found: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Both ends; "18-22k" and "£18-£22k" mean thousands on both sides."""
    low, high = _decimal(found["low"]), _decimal(found["high"])
    thousands = bool(found["highk"])
    if low is not None and (found["lowk"] or (thousands and low < THOUSAND)):
        low *= THOUSAND
    if high is not None and thousands:
        high *= THOUSAND
    return low, high if found["high"] else low


def _currency(sign: str, country: str | None) -> str | None:
    low = sign.casefold()
    if low == "$":
        return _DOLLARS_OF.get(country) if country else USD
    return _PREFIXED_DOLLARS.get(low) or _SIGNS.get(low) or sign.upper()


def _period(text: str) -> str | None:
    words = vocabulary.fold(text)
    term = vocabulary.cues("pay-period").get(words)
    if term:
        return term.slug
    bare = words.split()[-1] if words else ""
    letters = words.replace(" ", "")
    for slug, spellings in _PERIOD_WORDS.items():
        if bare.startswith(spellings[:2]) or letters in spellings or bare in spellings:
            return slug
    return None


def _believable(found: PayFound) -> PayFound | None:
    """The pay with hopeless ends dropped, or None when nothing is left to believe."""
    low, high = found.low or None, found.high or None
    if low and high and (low > high or high > low * WIDEST_RATIO):
        return None
    ends = [end for end in (low, high) if end]
    if not ends or not all(_could_be(end, found) for end in ends):
        return None
    return replace(found, low=low, high=high)


def _could_be(amount: Decimal, found: PayFound) -> bool:
    if amount <= 0:
        return False
    if found.period and found.currency in COMPARABLE:
        return is_plausible(amount, found.period)
    return True


def _same_amounts(one: PayFound, other: PayFound) -> bool:
    return (one.low, one.high) == (other.low, other.high) and one.low is not None


def _decimal(value: Any) -> Decimal | None:
    """A number from a field or from text such as "18,500.00", "1.200" or "1.200,50"."""
    if value is None or isinstance(value, bool):
        return None
    text = str(value)
    if isinstance(value, str):
        text = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", text).replace(",", ".")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
