"""Inferring a listing's facts from a found posting, by the vocabulary and by evidence only.

``infer`` takes a posting shaped as schema.org JobPosting and returns what its fields and
words show. What nothing shows stays None. Every value carries how it was found: "field: name"
or "text: the words matched".
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from jobboard.domain.inference import contacts, money, requirements, role, schedule, setting
from jobboard.domain.inference.amounts import PayFound, read_pay
from jobboard.domain.inference.home import home_office
from jobboard.domain.inference.industry import industry
from jobboard.domain.inference.location import Place, place
from jobboard.domain.inference.role import is_customer_service
from jobboard.domain.inference.source import Fact, read

__all__ = ["Inferred", "PayFound", "Place", "infer", "is_customer_service", "place", "read_pay"]


@dataclass(frozen=True, slots=True)
class Inferred:
    """Facts by the names of the listing's columns; None where nothing shows them.

    ``how`` gives the evidence by field name. ``pay_raw`` keeps the pay as it was written,
    also where it could not be believed.
    """

    how: Mapping[str, str]
    role_family: str | None = None
    level: str | None = None
    industry: str | None = None
    employer_kind: str | None = None
    arrangement: str | None = None
    home_office: tuple[str, ...] | None = None
    country: str | None = None
    region: str | None = None
    contract: str | None = None
    hours: str | None = None
    employment_status: str | None = None
    hours_week_min: Decimal | None = None
    hours_week_max: Decimal | None = None
    shift_bands: tuple[str, ...] | None = None
    shift_pattern: str | None = None
    channels: tuple[str, ...] | None = None
    main_channel: str | None = None
    customers: tuple[str, ...] | None = None
    duties: tuple[str, ...] | None = None
    requirements: tuple[Mapping[str, str], ...] | None = None
    training_weeks: int | None = None
    training_paid: bool | None = None
    pay_min: Decimal | None = None
    pay_max: Decimal | None = None
    pay_currency: str | None = None
    pay_period: str | None = None
    pay_basis: str | None = None
    pay_raw: str | None = None

    def values(self) -> dict[str, Any]:
        """The facts that were found, by column name."""
        named = ((item.name, getattr(self, item.name)) for item in fields(self))
        return {name: value for name, value in named if name != "how" and value is not None}


def infer(posting: Mapping[str, Any]) -> Inferred:
    """What a posting shows of itself. Never raises on missing or odd fields."""
    source = read(posting)
    where = place(posting)
    paid = money.pay(posting, where.country or None)
    low, high = schedule.hours_a_week(source)
    facts: dict[str, Fact | None] = {
        "role_family": role.role_family(source),
        "level": role.level(source),
        "industry": industry(source),
        "employer_kind": setting.employer_kind(source),
        "arrangement": setting.arrangement(source),
        "home_office": home_office(source),
        "contract": setting.contract(source),
        "hours": setting.hours(source),
        "employment_status": setting.employment_status(source),
        "hours_week_min": low,
        "hours_week_max": high,
        "shift_bands": schedule.shift_bands(source),
        "shift_pattern": schedule.shift_pattern(source),
        "channels": contacts.channels(source),
        "main_channel": contacts.main_channel(source),
        "customers": contacts.customers(source),
        "duties": contacts.duties(source),
        "requirements": requirements.requirements(source),
        "training_weeks": schedule.training_weeks(source),
        "training_paid": schedule.training_paid(source),
        "pay_basis": money.pay_basis(source, paid),
        **_place_facts(where),
        **_pay_facts(paid),
    }
    found = {name: fact for name, fact in facts.items() if fact is not None}
    return Inferred(
        how={name: fact.how for name, fact in found.items()},
        **{name: fact.value for name, fact in found.items()},
    )


def _place_facts(where: Place) -> dict[str, Fact | None]:
    how = "field: jobLocation"
    return {
        "country": Fact(where.country, how) if where.country else None,
        "region": Fact(where.region, how) if where.region else None,
    }


def _pay_facts(paid: PayFound | None) -> dict[str, Fact | None]:
    if paid is None:
        return {}
    values = {
        "pay_min": paid.low,
        "pay_max": paid.high,
        "pay_currency": paid.currency,
        "pay_period": paid.period,
        "pay_raw": paid.raw or None,
    }
    return {name: Fact(value, paid.how) for name, value in values.items() if value is not None}
