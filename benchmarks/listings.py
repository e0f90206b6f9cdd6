"""Generated listings: equal numbers give equal rows, in the names of ``models.Listing``."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import Any

from benchmarks import material as words
from benchmarks.material import Material, material, material_without
from jobboard.domain import vocabulary
from jobboard.models import Listing
from jobboard.search.documents import ListingDocument, document_of

NOW = datetime(2030, 3, 15, 12, tzinfo=UTC)
SEED = 20300315

# What share of listings is so; the text's shares are measured on the real postings.
REMOTE = 0.28
HYBRID = 0.16
SERVICE_IN_TEXT = 0.97
REMOTE_SAID = 0.40
PAY_STATED = 0.80
CHECKED = 0.60
PLAIN_TITLE = 0.6
SENTENCES = (4, 15)
LIVE_DAYS = 30

# Town, region, country, postcode, latitude, longitude; large towns come first.
TOWNS: tuple[tuple[str, str, str, str, float | None, float | None], ...] = (
    ("New York", "US-NY", "US", "10001", 40.71, -74.01),
    ("Los Angeles", "US-CA", "US", "90012", 34.05, -118.24),
    ("Chicago", "US-IL", "US", "60601", 41.88, -87.63),
    ("Houston", "US-TX", "US", "77002", 29.76, -95.37),
    ("Phoenix", "US-AZ", "US", "85003", 33.45, -112.07),
    ("San Antonio", "US-TX", "US", "78205", 29.42, -98.49),
    ("Austin", "US-TX", "US", "78701", 30.27, -97.74),
    ("Columbus", "US-OH", "US", "43215", 39.96, -83.00),
    ("Denver", "US-CO", "US", "80202", 39.74, -104.99),
    ("Portland", "US-OR", "US", "97204", 45.52, -122.68),
    ("Boise", "US-ID", "US", "83702", 43.62, -116.20),
    ("Albany", "US-NY", "US", "12207", 42.65, -73.75),
    ("Portland", "US-ME", "US", "04101", 43.66, -70.26),
    ("London", "", "GB", "SW1A 1AA", 51.51, -0.13),
    ("Toronto", "", "CA", "M5V 2T6", 43.65, -79.38),
    ("", "", "", "", None, None),
)
# Pay period: the usual lower ends.
_PAY = {"hour": (15, 32), "year": (32_000, 72_000), "month": (2_600, 5_200), "week": (600, 1_200)}
_PAY_PERIODS = ("hour",) * 6 + ("year",) * 3 + ("month", "week")
_REQUIREMENTS = ("skill", "skill", "skill", "tool", "tool", "language", "qualification")


def listing(number: int, **changes: Any) -> SimpleNamespace:
    """The listing of this number as a row with its company, with some columns changed."""
    chance = random.Random(SEED * 1_000_003 + number)
    row = _life(chance, number) | _terms(chance) | _where(chance) | _pay(chance)
    row |= _text(chance, row) | {"requirements": _requirements(chance)}
    return SimpleNamespace(**_empty_row() | row | changes)


def document(number: int, **changes: Any) -> ListingDocument:
    """The document of a listing."""
    return document_of(listing(number, **changes))


def documents(count: int, first: int = 1) -> Iterator[ListingDocument]:
    """Documents of consecutive listings."""
    return (document(number) for number in range(first, first + count))


@cache
def _empty_row() -> dict[str, Any]:
    """Every column without a value: rows stay whole when listings gain columns."""
    return dict.fromkeys(Listing.__table__.columns.keys())


def _life(chance: random.Random, number: int) -> dict[str, Any]:
    published = NOW - timedelta(minutes=chance.randrange(LIVE_DAYS * 24 * 60))
    company = chance.choice(material().companies)
    return {
        "id": number,
        "version": 1,
        "state": "live",
        "published_at": published,
        "opens_at": published,
        "closes_at": published + timedelta(days=LIVE_DAYS + 10),
        "company": SimpleNamespace(name=company, verified=chance.random() < CHECKED),
        "brand": "",
    }


def _text(chance: random.Random, row: dict[str, Any]) -> dict[str, Any]:
    served = chance.random() < SERVICE_IN_TEXT
    made_of = material() if served else material_without("service")
    sentences = chance.sample(made_of.sentences, chance.randrange(*SENTENCES))
    sentences.append(chance.choice(words.CUSTOMER_SENTENCES))
    if served:
        sentences.append(chance.choice(words.SERVICE_SENTENCES))
    if row["arrangement"] == "remote" and chance.random() < REMOTE_SAID:
        sentences.append(chance.choice(words.REMOTE_SENTENCES))
    program, street = (chance.choice(made_of.rare).title() for _ in "12")
    sentences.append(f"You join the {program} program near {street}.")
    chance.shuffle(sentences)
    return {"title": _title(chance, made_of), "description": "\n".join(sentences)}


def _title(chance: random.Random, made_of: Material) -> str:
    if chance.random() < PLAIN_TITLE:
        role = chance.choice(made_of.roles)
        return chance.choice(words.TITLE_LEVELS) + role + chance.choice(words.TITLE_TAILS)
    return chance.choice(made_of.titles)


@cache
def _slugs(group: str) -> tuple[str, ...]:
    return tuple(term.slug for term in vocabulary.terms(group))


def _some(chance: random.Random, group: str, most: int, least: int = 0) -> list[str]:
    """Some terms; the earlier ones of a group are the commoner ones."""
    slugs = _slugs(group)
    drawn = (slugs[int(len(slugs) * chance.random() ** 2)] for _ in range(most))
    return list(dict.fromkeys(drawn))[: chance.randint(least, most)]


def _terms(chance: random.Random) -> dict[str, Any]:
    one = ("hours", "contract", "industry", "level", "role-family", "employment-status",
           "shift-pattern", "employer-kind", "equipment-by")  # fmt: skip
    row: dict[str, Any] = {
        group.replace("-", "_"): "".join(_some(chance, group, 1)) for group in one
    }
    draw = chance.random()
    row["arrangement"] = (
        "remote" if draw < REMOTE else "hybrid" if draw < REMOTE + HYBRID else "on-site"
    )
    return row | {
        "channels": _some(chance, "channel", 3),
        "shift_bands": _some(chance, "shift-band", 2),
        "duties": _some(chance, "duty", 4),
        "customers": _some(chance, "customers", 1),
    }


def _pay(chance: random.Random) -> dict[str, Any]:
    period = chance.choice(_PAY_PERIODS)
    low, high = _PAY[period]
    lowest = Decimal(round(chance.uniform(low, high), 0))
    stated = chance.random() < PAY_STATED
    return {
        "pay_min": lowest if stated else None,
        "pay_max": lowest + lowest // 5 if stated and chance.random() < 0.7 else None,
        "pay_period": period,
        "pay_currency": chance.choice(("USD",) * 9 + ("GBP",)) if stated else "",
    }


def _requirements(chance: random.Random) -> list[dict[str, Any]]:
    kinds = chance.choices(_REQUIREMENTS, k=chance.randrange(8))
    drawn = [(kind, slug) for kind in kinds for slug in _some(chance, kind, 1)]
    return [{"kind": kind, "slug": slug, "need": "must"} for kind, slug in dict.fromkeys(drawn)]


def _where(chance: random.Random) -> dict[str, Any]:
    town, region, country, postcode, latitude, longitude = _town(chance)
    regions = ("US-NY", "US-TX", "US-CA", "US-FL", "US-OH")
    return {
        "town": town,
        "region": region,
        "country": country,
        "postcode": postcode,
        "latitude": latitude,
        "longitude": longitude,
        "remote_countries": chance.choice(([], ["US"], ["US"], ["US", "GB"], ["GB"])),
        "remote_regions": chance.choice(([], [], chance.sample(regions, 2))),
    }


def _town(chance: random.Random) -> tuple[str, str, str, str, float | None, float | None]:
    """A town; the large ones come often."""
    return TOWNS[int(len(TOWNS) * chance.random() ** 3)]
