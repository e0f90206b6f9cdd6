"""A posting's pay: from ``baseSalary``, then ``salaryRaw``, then its texts."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jobboard.domain.inference.amounts import (
    PayFound,
    bare_pay,
    believable,
    number_of,
    pays_in,
    period_of,
    read_pay,
)
from jobboard.domain.inference.reading import denied, finder, listed
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

_TEXT = (TITLE, DESCRIPTION, DUTIES, QUALIFICATIONS, BENEFITS, HOURS)
_LOOSE_BASES = listed(
    "salary, salaried, hourly, commission, ote, hourly wage, hourly rate, per call, per chat, per "
    "ticket, per minute, base salary, fixed salary, sales incentives"
)
_COMMISSION = re.compile(
    r"\b(?:plus|with|uncapped|base|salary|hourly) (?:\w+ )?commissions?\b"
    r"|\bcommission (?:only|based|structure|plan)\b"
)
_HOUR = "hour"


def pay(posting: Mapping[str, Any], country: str | None) -> PayFound | None:
    """The pay of a posting, or None when it says nothing of it.

    Fields win over text, unless the text says more of the same amounts or the fields
    are not to be believed; then their raw text is kept all the same.
    """
    field = _from_fields(posting, country)
    text = _from_texts(posting, country)
    if not field or not text:
        return field or text
    if (field.low, field.high) == (text.low, text.high):
        return _completed(field, text)
    if (field.low or field.high) and (field.period or not text.period):
        return replace(field, currency=field.currency or text.currency)
    return replace(text, raw=field.raw)


def pay_basis(source: Source, found: PayFound | None) -> Fact | None:
    """Part commission when the text says so, hourly when pay is by the hour."""
    for sentence in source.part(*_TEXT):
        said = _COMMISSION.search(sentence.folded)
        if said and "no commission" not in sentence.folded:
            return Fact("commission-share", f"text: {said.group()}")
        for match in finder("pay-basis", _LOOSE_BASES).find(sentence):
            if not denied(match):
                return by_text(match.term.slug, match)
    return Fact("hourly", found.how) if found and found.period == _HOUR else None


def _completed(field: PayFound, text: PayFound) -> PayFound:
    return replace(
        field,
        currency=field.currency or text.currency,
        period=field.period or text.period,
        how=f"{field.how}; {text.how}",
    )


def _from_fields(posting: Mapping[str, Any], country: str | None) -> PayFound | None:
    said = posting.get("salaryRaw")
    raw = said.strip() if isinstance(said, str) else ""
    base = posting.get("baseSalary")
    found = _from_base(base) if isinstance(base, Mapping) else None
    if found is None and raw:
        read = read_pay(raw, country) or bare_pay(raw)
        found = replace(read or PayFound(), how="field: salaryRaw")
    if found is None:
        return None
    checked = believable(found) or PayFound(how=f"{found.how}, not believable")
    return replace(checked, raw=raw)


def _from_base(base: Mapping[str, Any]) -> PayFound | None:
    value = base.get("value")
    parts = value if isinstance(value, Mapping) else {"value": value}
    low = number_of(parts.get("minValue", parts.get("value")))
    high = number_of(parts.get("maxValue", parts.get("value")))
    if low is None and high is None:
        return None
    currency = base.get("currency")
    return PayFound(
        low=low,
        high=high,
        currency=currency.upper() if isinstance(currency, str) and currency else None,
        period=period_of(str(parts.get("unitText") or base.get("unitText") or "")),
        how="field: baseSalary",
    )


def _from_texts(posting: Mapping[str, Any], country: str | None) -> PayFound | None:
    """The first pay with a period, else the first at all."""
    texts = (posting.get(name) for name in _TEXT)
    found = [pay for text in texts if isinstance(text, str) for pay in pays_in(text, country)]
    return min(found, key=lambda pay: pay.period is None, default=None)
