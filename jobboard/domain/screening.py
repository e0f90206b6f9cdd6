"""What a careful reader would stop at in a listing: findings, each with its reason.

A finding names the rule, the field, the words and why they matter. It orders the moderators'
queue and advises the employer; it never refuses anything by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jobboard.domain import vocabulary
from jobboard.domain.pay import is_plausible

LONGEST_MATCH = 80
# Shorter words in capitals are abbreviations: CSR, HVAC, HIPAA.
SHORTEST_SHOUT = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen: ``rule`` is a slug, ``field`` a fact of the listing."""

    rule: str
    field: str
    matched: str
    why: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    rule: str
    pattern: re.Pattern[str]
    why: str


def _pattern(rule: str, pattern: str, why: str) -> _Pattern:
    return _Pattern(rule, re.compile(pattern, re.IGNORECASE), why)


_IN_TITLE = (
    _pattern(
        "title-pay",
        r"[$€£]\s?\d[\d,.]*(?:k\b)?|\b\d[\d,.]*k?\s?(?:/|per|an?)\s?(?:hr|hour|year|week)\b",
        "Pay has its own place, where people can filter by it. Leave it out of the title.",
    ),
    _pattern(
        "title-place",
        r"\b(?:remote|hybrid|on[- ]?site|work from home|wfh|home[- ]based|telecommute)\b",
        "Where the work is done has its own place. Leave it out of the title.",
    ),
)
_IN_ANY_TEXT = (
    _pattern(
        "hype-word",
        r"\b(?:rock ?stars?|ninjas?|gurus?|superstars?|wizards?|jedi|unicorns?|hustlers?)\b",
        "Say what the person does. Many good people do not apply to words like this.",
    ),
    _pattern(
        "age-word",
        r"\b(?:young(?: and)? (?:dynamic|energetic|enthusiastic|team|people)|youthful"
        r"|recent (?:college |high school )?graduates?|digital natives?|fresh graduates?"
        r"|(?:under|below|up to|maximum) (?:the )?age(?: of)? \d\d"
        r"|age[ds]? (?:between )?\d\d ?(?:-|–|to|and) ?\d\d|mature (?:person|individual|lady)"
        r"|\d\d ?(?:-|–|to) ?\d\d[- ]years?[- ]olds?|(?:how old|your age|date of birth|birth ?date)"
        r"|(?:are(?: you)?|be|being|applicants?|candidates?|people|anyone|aged?) (?:(?:under|below)"
        r" (?:the age of )?[1-9]|(?:over|above) (?:the age of )?[3-9])\d"
        r"(?! ?(?:%|percent|lb|pound|hour|minute|second|call|contact|mile|people"
        r"|year|month|day|week|wpm|words|\d|[.,]\d))"
        r"|are you (?:still )?young|young(?:er)? (?:candidates?|applicants?|persons?|men|women))\b",
        "Asking for an age shuts people out, and in most places it is not allowed.",
    ),
    # Statements of equal opportunity name all of these, so a bare noun is no finding.
    _pattern(
        "health-word",
        r"\b(?:(?:any|your|have|an?) (?:(?:current|known|serious|chronic|existing|mental|good)"
        r" )*(?:health (?:problems?|conditions?|issues?|history)|illness(?:es)?"
        r"|medical (?:history|conditions?))|(?:have|have any|have a|your) disabilit(?:y|ies)"
        r"|(?:be|being|are you) in (?:good|perfect|excellent) health|are you"
        r" (?:healthy|disabled|sick)|able-bodied|how many sick days)\b",
        "Health is private. Ask instead whether people can do what the work needs.",
    ),
    _pattern(
        "family-word",
        r"\b(?:(?:are you|not|currently) (?:married|single|engaged|pregnant)"
        r"|your marital status|married or single"
        r"|(?:you|your|have|any|no|without) (?:(?:got|any|have|small|young) )*"
        r"(?:children|kids|husband|wife|spouse)|plan(?:ning)? (?:a family|to have"
        r" (?:children|kids|a baby))|unmarried|childless)\b",
        "Marriage and children are private, and to choose people by them is not allowed.",
    ),
    _pattern(
        "origin-word",
        r"\b(?:where (?:were|are) you (?:born|originally|from)|your (?:country|place) of birth"
        r"|your (?:country of origin|national origin|nationality|citizenship|ethnicity|race"
        r"|religion)|native[- ](?:english )?speakers?|(?:US|U\.S\.|American)[- ]citizens?(?:hip)?"
        r"|citizens? only|are you (?:a|an) (?:citizen|immigrant|foreigner)|mother tongue)\b",
        "Asking for origin or citizenship shuts people out. Ask for the right to work, or for a"
        " language and its level.",
    ),
    _pattern(
        "asks-for-money",
        r"\b(?:(?:registration|training|application|starter|onboarding|processing|background"
        r"(?: check)?) (?:fee|deposit)|(?:pay|paying|send|wire) (?:a |us |the )?(?:small )?"
        r"(?:fee|deposit)|refundable deposit|(?:buy|purchase|pay for) (?:your|a|the|our) (?:own )?"
        r"(?:[a-z]+ ){0,2}(?:equipment|headset|laptop|computer|kit|training|software|licen[cs]e)"
        r"|gift cards?|western union|money ?gram|cashier'?s che(?:ck|que))\b",
        "People must not be asked to pay or to buy equipment to get a job.",
    ),
    _pattern(
        "outside-contact",
        r"\b(?:whats ?app|telegram|signal app|wechat|line id)\b"
        r"|\b(?:text|call|message|e-?mail) (?:us|me|him|her)? ?(?:at|on|to) ?\+?[\d(]"
        r"|[\w.+-]+@[\w-]+\.[a-z]{2,}|\+?\d{1,2}?[ .-]?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b"
        r"|\b(?:https?://|www\.)\S+",
        "Applications arrive here, where people can see what became of them. Leave contacts out.",
    ),
)
TEXT_FIELDS = (
    "title", "description", "pay_extras", "schedule_note", "equipment_note", "time_zone_note",
    "brand", "requirements", "questions",
)  # fmt: skip
# What can cost somebody money: a person looks before it goes on standing there.
SERIOUS_RULES = frozenset({"asks-for-money", "outside-contact"})


def screen(facts: Mapping[str, Any]) -> list[Finding]:
    """Return what a reader would stop at in a listing's facts, in the order of the fields."""
    found = title_findings(str(facts.get("title") or ""), str(facts.get("town") or ""))
    for field in TEXT_FIELDS:
        for text in _texts(facts.get(field)):
            found.extend(_matches(_IN_ANY_TEXT, field, text))
    return [*found, *_pay_findings(facts)]


def screen_about(text: str) -> list[Finding]:
    """Return what a reader would stop at in what a company says about itself."""
    return list(_matches(_IN_ANY_TEXT, "about", text))


def serious(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that a person must look at first."""
    return [found for found in findings if found.rule in SERIOUS_RULES]


def title_findings(title: str, town: str = "") -> list[Finding]:
    """Return what stands in a title that should not; ``town`` is the listing's own."""
    return [*_loud(title), *_matches(_IN_TITLE, "title", title), *_named_place(title, town)]


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of a fact: itself, or those of its rows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (str(row.get("text") or "") for row in value)


def _matches(patterns: tuple[_Pattern, ...], field: str, text: str) -> Iterator[Finding]:
    for rule in patterns:
        match = rule.pattern.search(text)
        if match:
            yield Finding(rule.rule, field, match.group()[:LONGEST_MATCH], rule.why)


def _loud(title: str) -> Iterator[Finding]:
    shouted = [w for w in title.split() if w.isupper() and len(w) >= SHORTEST_SHOUT]
    if any(word.isalpha() for word in shouted):
        why = "Capitals are hard to read, and screen readers may spell them out."
        yield Finding("title-capitals", "title", " ".join(shouted)[:LONGEST_MATCH], why)
    marks = "".join(char for char in title if _is_picture(char))
    if marks:
        why = "Use words only: small pictures and stars read badly aloud and in lists."
        yield Finding("title-emoji", "title", marks[:LONGEST_MATCH], why)


def _is_picture(char: str) -> bool:
    return ord(char) >= 0x1F000 or 0x2600 <= ord(char) <= 0x27BF or char in "★☆!*"


def _named_place(title: str, town: str) -> Iterator[Finding]:
    """Yield the town, or a state by name or after a comma, where it stands in the title."""
    folded = f" {vocabulary.fold(title)} "
    names = [town, *(term.label for term in vocabulary.terms("us-state"))]
    named = [name for name in names if name and f" {vocabulary.fold(name)} " in folded]
    short = re.search(r",\s*([A-Z]{2})\b", title)
    if short and vocabulary.resolve("us-state", f"US-{short.group(1)}"):
        named.append(short.group(1))
    if named:
        why = "The place has its own line. Leave it out of the title."
        yield Finding("title-place", "title", named[0], why)


def _pay_findings(facts: Mapping[str, Any]) -> Iterator[Finding]:
    period = facts.get("pay_period")
    ends = [end for end in (facts.get("pay_min"), facts.get("pay_max")) if end is not None]
    if not period or not ends:
        return
    hours: Decimal | None = facts.get("hours_week_max") or None
    unlikely = [end for end in ends if not is_plausible(end, period, hours)]
    if unlikely:
        why = "This is far from what such work pays. Perhaps the amount or the period is wrong."
        matched = f"{unlikely[0]:,.2f} per {period}"
        yield Finding("pay-out-of-range", "pay_min", matched, why)
