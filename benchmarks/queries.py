"""The searches that are measured, class by class, the same for every engine."""

from __future__ import annotations

import random
from typing import NamedTuple

from benchmarks.listings import SEED
from jobboard.domain.criteria import SearchCriteria


class Asked(NamedTuple):
    """One search: ``text`` is what a program without our reading of words gets for it."""

    criteria: SearchCriteria
    page: int = 1


PAGE = "whole page"
"""Words, filters, recency, every count and 20 hits: what somebody who searches causes."""

TEXTS = (
    "customer service", "customer service representative", "call center", "live chat agent",
    "technical support", "help desk analyst", "front desk", "billing questions",
    "inbound calls", "bilingual customer care", "zendesk", "salesforce", "data entry",
    "account manager", "claims", "receptionist", "member services", "retention specialist",
    "customer success manager", "night shift customer service", "phone email chat",
    "problem solving communication skills", "team lead", "supervisor", "dispatch coordinator",
    "customer support healthcare", "insurance claims customer", "high school diploma",
    "paid training benefits", "refunds returns orders", "guest services", "csr",
)  # fmt: skip
FILTERS = (
    {"arrangement": "remote"}, {"arrangement": ["remote", "hybrid"], "hours": "full-time"},
    {"channel": "phone"}, {"channel": ["live-chat", "email"]}, {"pay_min": "18"},
    {"posted_within": "7"}, {"checked_only": "yes"}, {"hours": "part-time", "checked_only": "yes"},
    {"arrangement": "on-site", "posted_within": "30", "pay_min": "40000", "pay_period": "year"},
    {"industry": "healthcare"}, {"contract": "permanent", "arrangement": "remote"},
)  # fmt: skip
PLACES = ("", "", "Austin, TX", "Chicago", "TX", "10001", "Portland, OR", "London, UK")
PHRASES = (
    '"customer service"', '"call center"', '"data entry"', '"high school"', '"phone calls"',
    '"problem solving"', '"technical support" email', '"front desk" guests', '"help desk"',
    '"our customers"',
)  # fmt: skip
TYPOS = (
    "custmer", "servise", "recptionist", "zendesc", "salesfroce", "tecnical suport", "biling",
    "supervsor", "reprsentative", "insurence", "comunication", "healtcare", "cordinator",
)  # fmt: skip
PREFIXES = (
    "c", "cu", "cust", "customer s", "ca", "call", "te", "tech", "su", "supp", "re", "rep",
    "m", "man", "b", "bil", "ze", "sal", "he", "help d", "live c", "ac", "acc", "in",
)  # fmt: skip
DEEP_PAGE = 50
_PAGES = 60


def classes() -> dict[str, list[Asked]]:
    """Every class of searches by name; always the same."""
    texts = [_asked(words=text) for text in TEXTS]
    filters = [_asked(filters) for filters in FILTERS]
    return {
        PAGE: list(_pages()),
        "text": texts,
        "filtered": [
            _asked(filters, words=text) for filters, text in zip(FILTERS * 3, TEXTS, strict=False)
        ],
        "newest, counts": [_asked(sort="newest"), *(_asked(f, sort="newest") for f in FILTERS)],
        "pay": [_asked(sort="pay"), *(_asked(f, sort="pay") for f in FILTERS)],
        "counts alone": filters,
        "page 50": [found._replace(page=DEEP_PAGE) for found in texts[:12]],
        "phrase": [_asked(words=phrase) for phrase in PHRASES],
        "typo": [_asked(words=typo) for typo in TYPOS],
    }


def _pages() -> list[Asked]:
    """Searches as they come: mostly words, often a filter, at times a place."""
    chance = random.Random(SEED)
    return [
        _asked(
            chance.choice(({}, *FILTERS)),
            words=chance.choice(TEXTS),
            place=chance.choice(PLACES),
            sort=chance.choice(("match", "match", "match", "newest")),
        )
        for _ in range(_PAGES)
    ]


def _asked(filters: dict[str, object] | None = None, **more: str) -> Asked:
    return Asked(SearchCriteria.from_args({**(filters or {}), **more}))
