"""What a step of the posting form still lacks, and what cannot stand together in it.

``contradictions`` are refused at every save, because such facts cannot stand together;
``gaps`` only when somebody says that a step is finished. Both speak of form fields, which bear
the names of the listing's facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError
from jobboard.domain.listing import check_closing
from jobboard.domain.pay import is_wide

Facts = Mapping[str, Any]
Problems = Iterator[RuleError]

FEWEST_DESCRIPTION = 100
HOURS_A_DAY = 24
WITHOUT_FIXED_DAYS = ("self-scheduled", "on-call")
# Contracts that can say how many months they last.
WITH_AN_END = ("fixed-term", "temporary-or-seasonal", "internship")


def problems(slug: str, facts: Facts) -> list[RuleError]:
    """Return everything that keeps a step from being done."""
    return [*contradictions(slug, facts), *gaps(slug, facts)]


def contradictions(slug: str, facts: Facts) -> list[RuleError]:
    """Return what cannot stand together in a step, finished or not."""
    rule = _CONTRADICTIONS.get(slug)
    return list(rule(facts)) if rule else []


def gaps(slug: str, facts: Facts) -> list[RuleError]:
    """Return what a step still lacks. Raises KeyError for a slug that is no step."""
    return list(_GAPS[slug](facts))


def settled(facts: Facts) -> dict[str, Any]:
    """Return the facts without those that other answers made meaningless."""
    kept = dict(facts)
    arrangement = kept.get("arrangement")
    if arrangement != "hybrid":
        kept["hybrid_days"] = None
    if arrangement == "on-site":
        kept["home_office"] = []
    if arrangement != "remote":
        kept["remote_countries"] = []
    if "US" not in (kept.get("remote_countries") or []):
        kept["remote_regions"] = []
    if kept.get("contract") not in WITH_AN_END:
        kept["contract_months"] = None
    if not asks_brand(kept.get("employer_kind") or ""):
        kept["brand"] = ""
    if not kept.get("training_weeks"):
        kept["training_paid"], kept["training_place"] = None, ""
    channels = kept.get("channels") or []
    if len(channels) == 1:
        kept["main_channel"] = channels[0]
    return kept


def asks_brand(employer_kind: str) -> bool:
    """Say whether this kind of employer works for a brand that can be named."""
    kind = vocabulary.resolve("employer-kind", employer_kind)
    return bool(kind and vocabulary.term("employer-kind", kind).extra.get("asks_brand"))


def needs_guarantee(basis: str) -> bool:
    """Say whether pay on this basis owes a guaranteed minimum."""
    known = vocabulary.resolve("pay-basis", basis)
    return bool(known and vocabulary.term("pay-basis", known).extra.get("needs_guarantee"))


def has_wide_pay(facts: Facts) -> bool:
    """Say whether the pay range is wide enough to ask about it."""
    low, high = facts.get("pay_min"), facts.get("pay_max")
    return low is not None and high is not None and is_wide(low, high)


def check_dates(facts: Facts, now: datetime) -> list[RuleError]:
    """Return what is wrong with the dates of a listing that is to be sent at ``now``."""
    found = []
    try:
        if facts.get("closes_at") is not None:
            check_closing(facts["closes_at"], facts.get("opens_at") or now, now)
    except RuleError as error:
        found.append(error)
    starts_on = facts.get("starts_on")
    if starts_on is not None and starts_on < _today(facts, now):
        message = "Choose a start of work that is not in the past, or leave it empty."
        found.append(RuleError(message, "starts_on"))
    return found


def _today(facts: Facts, now: datetime) -> date:
    """Return the day it is where the shifts are."""
    return now.astimezone(ZoneInfo(facts.get("time_zone") or "UTC")).date()


def _owed(facts: Facts, wanted: Mapping[str, str]) -> Problems:
    """Yield a gap for each field of ``wanted`` (field: what to do) that is empty."""
    for field, message in wanted.items():
        if facts.get(field) in (None, "", []):
            yield RuleError(message, field)


def _job_gaps(facts: Facts) -> Problems:
    yield from _owed(
        facts,
        {
            "title": "Enter the job title, like Customer support representative",
            "role_family": "Choose the kind of work",
            "level": "Choose the level",
            "industry": "Choose the industry",
            "employer_kind": "Choose what kind of employer you are",
            "customers": "Choose whom the person serves",
            "duties": "Choose at least one duty",
            "description": "Describe the job: what the day looks like, and with whom",
        },
    )
    if 0 < len(facts.get("description") or "") < FEWEST_DESCRIPTION:
        message = f"Write a little more: at least {FEWEST_DESCRIPTION} characters"
        yield RuleError(message, "description")


def _pay_gaps(facts: Facts) -> Problems:
    yield from _owed(
        facts,
        {
            "pay_min": "Enter the lowest pay, like 18.50",
            "pay_max": "Enter the highest pay, like 21.00. For one fixed amount, enter it twice",
            "pay_currency": "Choose the currency",
            "pay_period": "Choose what the pay is for: an hour, a month, a year",
            "pay_basis": "Choose how pay is worked out",
            "contract": "Choose the contract",
            "hours": "Choose full time, part time or per diem",
            "employment_status": "Choose whether this is employment",
            "shift_bands": "Choose at least one time of day",
            "shift_pattern": "Choose how shifts change",
        },
    )
    if needs_guarantee(facts.get("pay_basis") or ""):
        yield from _owed(facts, {"pay_guaranteed": "Enter the pay that is guaranteed, like 15.00"})
    if facts.get("contract") == "fixed-term":
        yield from _owed(facts, {"contract_months": "Enter how many months, like 6"})
    if facts.get("hours") != "per-diem":
        yield from _owed(
            facts,
            {
                "hours_week_min": "Enter the fewest hours a week, like 30",
                "hours_week_max": "Enter the most hours a week, like 40",
            },
        )
    if facts.get("shift_pattern") not in WITHOUT_FIXED_DAYS:
        yield from _owed(facts, {"days": "Choose the days of work"})


# What nobody pays and nobody works: such a number was only typed to get past the form.
_MORE_THAN_NOTHING = {
    "pay_min": "Enter a pay above zero, like 18.50",
    "pay_max": "Enter a pay above zero, like 21.00",
    "pay_guaranteed": "Enter a pay above zero, like 15.00",
    "hours_week_max": "Enter more hours than none, like 40",
}


def _pay_contradictions(facts: Facts) -> Problems:
    for field, message in _MORE_THAN_NOTHING.items():
        amount = facts.get(field)
        if amount is not None and amount <= 0:
            yield RuleError(message, field)
    low, high = facts.get("pay_min"), facts.get("pay_max")
    if high is not None and low is None:
        yield RuleError("Enter the lowest pay too, like 18.50", "pay_min")
    if low is not None and high is not None and high < low:
        yield RuleError("Enter a highest pay that is not below the lowest", "pay_max")
    guaranteed = facts.get("pay_guaranteed")
    if guaranteed is not None and high is not None and guaranteed > high:
        yield RuleError("Enter a guaranteed pay that is not above the highest", "pay_guaranteed")
    fewest, most = facts.get("hours_week_min"), facts.get("hours_week_max")
    if fewest is not None and most is not None and most < fewest:
        yield RuleError("The fewest hours cannot be more than the most", "hours_week_max")
    room = HOURS_A_DAY * len(facts.get("days") or ())
    if room and max(fewest or 0, most or 0) > room:
        message = f"The days you chose have {room} hours. Enter fewer hours, or choose more days"
        yield RuleError(message, "hours_week_max" if most is not None else "hours_week_min")


def _place_gaps(facts: Facts) -> Problems:
    yield from _owed(
        facts,
        {
            "arrangement": "Choose where the work is done",
            "time_zone": "Choose the time zone of the shifts",
            "channels": "Choose at least one channel",
            "equipment_by": "Choose who supplies the equipment",
            "training_weeks": "Enter how many weeks of training there are; 0 for none",
            "ai_at_work": "Say how software takes part, or choose No AI in this job",
        },
    )
    yield from _whereabouts_gaps(facts)
    if len(facts.get("channels") or []) > 1:
        yield from _owed(facts, {"main_channel": "Choose the main channel"})
    if facts.get("training_weeks"):
        yield from _owed(
            facts,
            {
                "training_paid": "Choose whether training is paid",
                "training_place": "Choose where training happens",
            },
        )


def _whereabouts_gaps(facts: Facts) -> Problems:
    arrangement = facts.get("arrangement")
    if arrangement == "remote":
        wanted = {"remote_countries": "Choose the countries people may live in"}
    elif arrangement in ("on-site", "hybrid"):
        wanted = {
            "town": "Enter the town, like Austin",
            "country": "Choose the country of the workplace",
        }
        if facts.get("country") == "US":
            wanted["region"] = "Choose the state of the workplace"
    else:
        return
    if arrangement == "hybrid":
        wanted["hybrid_days"] = "Enter how many days a week are on site, like 2"
    yield from _owed(facts, wanted)


def _place_contradictions(facts: Facts) -> Problems:
    main, channels = facts.get("main_channel"), facts.get("channels") or []
    if main and channels and main not in channels:
        yield RuleError("Choose a main channel from the channels you ticked", "main_channel")
    at_work = facts.get("ai_at_work") or []
    if "no-ai" in at_work and len(at_work) > 1:
        yield RuleError("Choose No AI in this job, or what applies, but not both", "ai_at_work")
    region, country = facts.get("region"), facts.get("country")
    if region and country and country != "US":
        yield RuleError("Choose a state only for the United States", "region")


def _requirements_gaps(facts: Facts) -> Problems:
    if not facts.get("requirements"):
        message = "Add at least one thing that people need, or say that no qualification is needed"
        yield RuleError(message, "requirements")


def _apply_gaps(facts: Facts) -> Problems:
    yield from _owed(
        facts,
        {
            "closes_at": "Enter the closing date",
            "contact_name": "Enter whom applicants may ask for, like Dana in hiring",
        },
    )


_GAPS: dict[str, Callable[[Facts], Problems]] = {
    "job": _job_gaps,
    "pay": _pay_gaps,
    "place": _place_gaps,
    "requirements": _requirements_gaps,
    "apply": _apply_gaps,
}
_CONTRADICTIONS: dict[str, Callable[[Facts], Problems]] = {
    "pay": _pay_contradictions,
    "place": _place_contradictions,
}
