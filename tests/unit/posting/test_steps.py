"""What each step of posting needs, and when it is done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from jobboard.domain.errors import RuleError
from jobboard.domain.listing_rows import check_new_requirement, with_question
from jobboard.domain.posting import STEPS, StepState, is_ready, states, step_after, step_named
from jobboard.domain.posting_rules import (
    check_dates,
    contradictions,
    gaps,
    has_wide_pay,
    problems,
    settled,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FULL = {
    "title": "Chat agent",
    "role_family": "contact-centre",
    "level": "associate",
    "industry": "retail",
    "employer_kind": "in-house",
    "customers": ["consumers"],
    "duties": ["answer-inquiries"],
    "description": "You answer by chat. " * 10,
    "pay_min": Decimal(18),
    "pay_max": Decimal(20),
    "pay_currency": "USD",
    "pay_period": "hour",
    "pay_basis": "hourly",
    "contract": "permanent",
    "hours": "full-time",
    "employment_status": "employee",
    "hours_week_min": Decimal(18),
    "hours_week_max": Decimal(24),
    "days": ["mon"],
    "shift_bands": ["day"],
    "shift_pattern": "fixed",
    "arrangement": "remote",
    "remote_countries": ["US"],
    "remote_regions": ["US-TX"],
    "time_zone": "America/Chicago",
    "channels": ["live-chat"],
    "main_channel": "live-chat",
    "equipment_by": "employer",
    "training_weeks": 0,
    "ai_at_work": ["no-ai"],
    "requirements": [{"kind": "skill", "slug": "empathy", "text": "", "level": "", "need": "must"}],
    "closes_at": NOW + timedelta(days=20),
    "contact_name": "Dana",
}
ALL = tuple(step.slug for step in STEPS)


def fields(found):
    return {error.field for error in found}


@pytest.mark.parametrize("slug", ALL)
def test_a_full_step_lacks_nothing(slug):
    assert problems(slug, FULL) == []


@pytest.mark.parametrize("slug", ALL)
def test_an_empty_step_says_what_to_do(slug):
    found = gaps(slug, {})
    assert found
    assert all(error.message and "invalid" not in error.message.lower() for error in found)


@pytest.mark.parametrize(
    ("slug", "change", "field"),
    [
        ("job", {"description": "Short."}, "description"),
        ("pay", {"pay_max": None}, "pay_max"),
        ("pay", {"pay_basis": "per-contact"}, "pay_guaranteed"),
        ("pay", {"pay_basis": "commission-share"}, "pay_guaranteed"),
        ("pay", {"contract": "fixed-term"}, "contract_months"),
        ("pay", {"hours_week_min": None}, "hours_week_min"),
        ("pay", {"days": []}, "days"),
        ("place", {"arrangement": "on-site"}, "town"),
        ("place", {"arrangement": "hybrid", "town": "Austin", "country": "US"}, "hybrid_days"),
        ("place", {"arrangement": "on-site", "town": "Austin", "country": "US"}, "region"),
        ("place", {"remote_countries": []}, "remote_countries"),
        ("place", {"channels": ["phone", "sms"], "main_channel": ""}, "main_channel"),
        ("place", {"training_weeks": None}, "training_weeks"),
        ("place", {"training_weeks": 2}, "training_paid"),
        ("place", {"ai_at_work": []}, "ai_at_work"),
        ("apply", {"closes_at": None}, "closes_at"),
        ("requirements", {"requirements": []}, "requirements"),
    ],
)
def test_what_one_answer_makes_owed(slug, change, field):
    assert field in fields(gaps(slug, {**FULL, **change}))


@pytest.mark.parametrize(
    ("slug", "change"),
    [
        ("pay", {"hours": "per-diem", "hours_week_min": None, "hours_week_max": None}),
        ("pay", {"shift_pattern": "self-scheduled", "days": []}),
        ("pay", {"pay_basis": "per-contact", "pay_guaranteed": Decimal(15)}),
        ("place", {"arrangement": "on-site", "town": "Athens", "country": "GR", "region": ""}),
    ],
)
def test_what_one_answer_makes_unneeded(slug, change):
    assert problems(slug, {**FULL, **change}) == []


@pytest.mark.parametrize(
    ("slug", "change", "field"),
    [
        ("pay", {"pay_min": Decimal(21)}, "pay_max"),
        ("pay", {"pay_min": None}, "pay_min"),
        ("pay", {"pay_guaranteed": Decimal(50)}, "pay_guaranteed"),
        ("pay", {"hours_week_min": Decimal(41)}, "hours_week_max"),
        ("pay", {"days": ["mon"], "hours_week_max": Decimal(25)}, "hours_week_max"),
        ("pay", {"hours_week_max": None, "hours_week_min": Decimal(25)}, "hours_week_min"),
        ("pay", {"pay_min": Decimal(0)}, "pay_min"),
        ("pay", {"pay_max": Decimal(0), "pay_min": None}, "pay_max"),
        ("pay", {"pay_guaranteed": Decimal(0)}, "pay_guaranteed"),
        ("pay", {"hours_week_max": Decimal(0), "hours_week_min": Decimal(0)}, "hours_week_max"),
        ("place", {"main_channel": "phone"}, "main_channel"),
        ("place", {"ai_at_work": ["no-ai", "agent-assist"]}, "ai_at_work"),
        ("place", {"country": "GR", "region": "US-TX"}, "region"),
    ],
)
def test_what_cannot_stand_together_is_refused_even_unfinished(slug, change, field):
    assert field in fields(contradictions(slug, {**FULL, **change}))
    assert field not in fields(contradictions(slug, FULL))


@pytest.mark.parametrize(
    ("change", "dropped"),
    [
        ({"arrangement": "on-site", "home_office": ["webcam"]}, {"remote_countries": []}),
        ({"arrangement": "on-site", "home_office": ["webcam"]}, {"home_office": []}),
        ({"arrangement": "remote", "hybrid_days": 2}, {"hybrid_days": None}),
        ({"remote_countries": ["GR"]}, {"remote_regions": []}),
        ({"contract": "permanent", "contract_months": 6}, {"contract_months": None}),
        ({"employer_kind": "in-house", "brand": "Acme"}, {"brand": ""}),
        ({"training_weeks": 0, "training_paid": True}, {"training_paid": None}),
        ({"channels": ["sms"], "main_channel": "phone"}, {"main_channel": "sms"}),
    ],
)
def test_answers_that_lost_their_meaning_are_dropped(change, dropped):
    kept = settled({**FULL, **change})
    assert {name: kept[name] for name in dropped} == dropped


def test_an_outsourcer_may_name_its_brand():
    assert settled({**FULL, "employer_kind": "outsourcer", "brand": "Acme"})["brand"] == "Acme"


@pytest.mark.parametrize(
    ("low", "high", "wide"),
    [("10", "16", False), ("10", "16.01", True), ("10", "10", False), ("0", "10", False)],
)
def test_a_range_is_wide_above_sixty_percent(low, high, wide):
    assert has_wide_pay({"pay_min": Decimal(low), "pay_max": Decimal(high)}) is wide


def test_states_follow_both_the_person_and_the_facts():
    assert set(states(FULL, ALL).values()) == {StepState.DONE}
    assert is_ready(FULL, ALL)
    assert states(FULL, ())["pay"] is StepState.STARTED
    assert states({}, ())["pay"] is StepState.NOT_STARTED
    broken = {**FULL, "pay_min": None, "pay_max": None}
    assert states(broken, ALL)["pay"] is StepState.STARTED, "Done once, but something lacks now."
    assert not is_ready(broken, ALL)


def test_what_the_company_fills_in_does_not_begin_a_step():
    prefilled = {"title": "Chat agent", "industry": "retail", "country": "US", "time_zone": "UTC"}
    assert set(states(prefilled, ()).values()) == {StepState.NOT_STARTED}


def test_steps_follow_each_other():
    assert [step_after(slug) for slug in ALL][-1] is None
    assert step_after("job") is step_named("pay")
    with pytest.raises(KeyError):
        step_named("check")


def test_dates_are_asked_when_it_is_sent():
    assert check_dates(FULL, NOW) == []
    assert fields(check_dates({**FULL, "closes_at": NOW}, NOW)) == {"closes_on"}
    late = {**FULL, "closes_at": NOW + timedelta(days=61)}
    assert fields(check_dates(late, NOW)) == {"closes_on"}
    later = {"opens_at": NOW + timedelta(days=2)}
    assert fields(check_dates({**late, **later}, NOW)) == {"closes_on"}
    assert check_dates({**FULL, **later}, NOW) == []


def test_work_does_not_start_in_the_past_where_it_is_done():
    early = datetime(2026, 11, 21, 3, tzinfo=UTC)  # Still the evening of the 20th in Chicago.
    assert check_dates({**FULL, "starts_on": early.date()}, early) == []
    there = {**FULL, "starts_on": early.date() - timedelta(days=1)}
    assert check_dates(there, early) == []
    assert fields(check_dates({**there, "time_zone": "UTC"}, early)) == {"starts_on"}


def test_requirements_have_limits_and_no_twins():
    rows = [
        {"kind": "other", "slug": "", "text": f"Fact {n}", "level": "", "need": "must"}
        for n in range(8)
    ]
    one_more = {"kind": "other", "slug": "", "text": "Fact 9", "level": "", "need": "must"}
    with pytest.raises(RuleError, match="There can be 8 must-haves"):
        check_new_requirement(one_more, rows)
    check_new_requirement({**one_more, "need": "nice"}, rows)
    with pytest.raises(RuleError, match="on the list already"):
        check_new_requirement({**one_more, "text": "fact  1"}, rows)


def test_questions_get_ids_that_no_other_has():
    asked = with_question([], "short", "Why here?", optional=True)
    asked = with_question(asked, "yes-no", "Can you drive?", optional=False)
    assert [question["id"] for question in asked] == ["q2", "q1"]
    left = [question for question in asked if question["id"] == "q2"]
    assert with_question(left, "short", "When?", optional=False)[-1]["id"] == "q3"
    with pytest.raises(RuleError):
        with_question(asked, "short", "why HERE", optional=False)
