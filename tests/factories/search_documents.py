"""Listings for search tests: deterministic, of every sort, with the traps on purpose.

``listings(n)`` gives rows as ``document_of`` takes them; ``documents(n)`` the documents.
Equal numbers give equal listings.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from jobboard.domain import vocabulary
from jobboard.search.documents import ListingDocument, document_of

NOW = datetime(2030, 3, 15, 12, tzinfo=UTC)
SEED = 20300315

TITLES = (
    "Customer service representative",
    "Customer Service Agent",
    "Call center representative",
    "Contact centre advisor",
    "Live chat agent",
    "Help desk analyst",
    "Technical support specialist (tier 2)",
    "Front desk receptionist",
    "Client success manager",
    "Guest services associate",
    "Bilingual member services representative",
    "CSR – evenings",
    "Team lead, customer care",
    "Account manager",
    "Café & bar host",
)
SENTENCES = (
    "You answer customers by phone and email.",
    "Calm irate callers and keep the account.",
    "We use Zendesk and Salesforce every day.",
    "Work from home after four weeks of paid training.",
    "This is not a remote position.",
    "Inbound calls in a busy contact center.",
    "You write answers for our help center.",
    "Empathy and patience matter more than scripts.",
    "Weekend shifts are shared fairly.",
    "Refunds, returns and billing questions.",
    "Our customers' orders are shipped from two sites.",
    "Night shift premium, and parking.",
    "You speak Spanish or another language.",
    "Hospital patients and their families call us first.",
    "Organisation and attention to detail.",
    "naïve façade résumé — ünïcode ☎ 日本語",
)
PLACES = (
    ("Austin", "US-TX", "US", "78701"),
    ("San Antonio", "US-TX", "US", "78205"),
    ("New York", "US-NY", "US", "10001"),
    ("Albany", "US-NY", "US", "12207"),
    ("Round Rock", "US-TX", "US", ""),
    ("Newark", "US-NJ", "US", ""),
    ("Portland", "US-OR", "US", "97204"),
    ("Portland", "US-ME", "US", "04101"),
    ("London", "", "GB", "SW1A 1AA"),
    ("Toronto", "", "CA", "M5V 2T6"),
    ("Smallville", "", "US", ""),
    ("", "", "", ""),
)
COMPANIES = ("Brightline", "Harbor Health", "Chat & Co", "Union Telephone", "Remote Desk Ltd")
REQUIREMENT_KINDS = ("skill", "tool", "language", "qualification")


def listing(number: int, **changes: Any) -> SimpleNamespace:
    """The listing of this number as a row, with some columns changed."""
    chance = random.Random(SEED + number)
    row = {**_life(chance, number), **_text(chance), **_where(chance), **_terms(chance)}
    row |= _pay(chance) | {"requirements": _requirements(chance)} | _more(chance)
    row |= _week(chance)
    return SimpleNamespace(**row | changes)


def document(number: int, **changes: Any) -> ListingDocument:
    """The document of a listing."""
    # Every fifth belongs to somebody who reads no applications here.
    return document_of(listing(number, **changes), is_answered=number % 5 != 0)


def documents(count: int, first: int = 1) -> Iterator[ListingDocument]:
    """Documents of consecutive listings."""
    return (document(number) for number in range(first, first + count))


def _life(chance: random.Random, number: int) -> dict[str, Any]:
    # Whole days, so that many are published at the same moment and the id must decide.
    published = NOW - timedelta(days=chance.randrange(40))
    opens = published + timedelta(days=chance.choice((0, 0, 0, 0, 50)))
    return {
        "id": number,
        "version": chance.randrange(1, 5),
        "state": chance.choice(("live",) * 9 + ("paused", "suspended")),
        "published_at": published,
        "opens_at": chance.choice((opens, opens, None)),
        "closes_at": chance.choice((*(NOW + timedelta(days=20),) * 8, NOW, None)),
        "company": SimpleNamespace(name=chance.choice(COMPANIES), verified=chance.random() < 0.6),
    }


def _text(chance: random.Random) -> dict[str, Any]:
    return {
        "title": chance.choice(TITLES),
        "brand": chance.choice(("", "", "Acme")),
        "description": "\n".join(chance.choices(SENTENCES, k=chance.randrange(1, 9))),
    }


def _where(chance: random.Random) -> dict[str, Any]:
    town, region, country, postcode = chance.choice(PLACES)
    return {
        "town": town,
        "region": region,
        "country": country,
        "postcode": postcode,
        "latitude": None,
        "longitude": None,
        "remote_countries": chance.choice(([], ["US"], ["US", "GB"], ["GB"])),
        "remote_regions": chance.choice(([], [], ["US-TX"], ["US-NY", "US-OR"])),
    }


def _terms(chance: random.Random) -> dict[str, Any]:
    one = ("arrangement", "hours", "contract", "industry", "level")
    row: dict[str, Any] = {name: _some(chance, name, 1)[0] for name in one}
    row |= {
        "role_family": _some(chance, "role-family", 1)[0],
        "employment_status": _some(chance, "employment-status", 1)[0],
        "shift_pattern": _some(chance, "shift-pattern", 1)[0],
        "employer_kind": _some(chance, "employer-kind", 1)[0],
        "channels": _some(chance, "channel", chance.randrange(4)),
        "shift_bands": _some(chance, "shift-band", chance.randrange(4)),
        "duties": _some(chance, "duty", chance.randrange(4)),
        "customers": _some(chance, "customers", chance.randrange(2)),
    }
    if chance.random() < 0.1:
        row[chance.choice(one)] = ""
    return row


def _pay(chance: random.Random) -> dict[str, Any]:
    period, low = chance.choice(
        (
            ("hour", 16),
            ("hour", 18),
            ("hour", 25),
            ("year", 38_000),
            ("month", 3_000),
            ("week", 800),
        )
    )
    stated = chance.random() < 0.8
    return {
        "pay_min": Decimal(low) if stated else None,
        "pay_max": Decimal(low) * 2 if stated and chance.random() < 0.5 else None,
        "pay_period": period,
        "pay_currency": chance.choice(("USD", "USD", "USD", "GBP", "")),
    }


def _more(chance: random.Random) -> dict[str, Any]:
    return {
        "equipment_by": chance.choice(["", *_some(chance, "equipment-by", 2)]),
        "training_paid": chance.choice((None, True, True, False)),
    }


def _week(chance: random.Random) -> dict[str, Any]:
    return {
        "days": _some(chance, "weekday", chance.choice((0, 0, 2, 5))),
        "home_office": _some(chance, "home-office", chance.choice((0, 0, 1, 2))),
    }


def _requirements(chance: random.Random) -> list[dict[str, Any]]:
    found = []
    for _ in range(chance.randrange(5)):
        kind = chance.choice(REQUIREMENT_KINDS)
        found.append({"kind": kind, "slug": _some(chance, kind, 1)[0], "need": "must"})
    if chance.random() < 0.3:
        found.append({"kind": "other", "slug": "", "text": "A driving license", "need": "nice"})
    return found


def _some(chance: random.Random, group: str, count: int) -> list[str]:
    return chance.sample([term.slug for term in vocabulary.terms(group)], count)
