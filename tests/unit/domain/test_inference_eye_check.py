"""Mistakes that reading twenty imported rows against their text brought to light."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jobboard.domain.inference import infer

AGENT = "Customer Service Agent"


def read(**fields: Any) -> dict[str, Any]:
    return infer({"title": AGENT, **fields}).values()


def skills(**fields: Any) -> dict[str, str]:
    rows = read(**fields).get("requirements", ())
    return {row["slug"]: row["need"] for row in rows if row["kind"] == "skill"}


@pytest.mark.parametrize("words", ["This is a temporary to permanent role.", "Temp to perm."])
def test_work_that_may_become_permanent_is_temporary(words: str) -> None:
    assert read(description=words)["contract"] == "temporary-or-seasonal"


def test_pay_may_say_slash_and_per() -> None:
    facts = read(description="Pay starts at $12.00-12.50/per hour.")
    assert (facts["pay_min"], facts["pay_max"]) == (Decimal("12.00"), Decimal("12.50"))
    assert facts["pay_period"] == "hour"


def test_pay_beyond_all_belief_is_none() -> None:
    salary = {"currency": "USD", "value": {"minValue": 10**30, "unitText": "YEAR"}}
    assert "pay_min" not in read(baseSalary=salary)


def test_who_may_apply_is_not_who_is_served() -> None:
    told = "In order to be considered candidates must be current employees serving in this title."
    assert "customers" not in read(description=told)
    assert read(description="You answer questions from our employees.")["customers"]


def test_incoming_and_outgoing_calls_are_no_calling_of_strangers() -> None:
    assert "duties" not in read(description="Take incoming and outgoing calls.")
    assert read(description="Make outgoing calls.")["duties"] == ("reach-out-proactively",)


def test_what_goes_out_need_not_be_outgoing() -> None:
    assert "interpersonal" not in skills(qualifications="Outgoing package delivery.")
    assert "interpersonal" in skills(qualifications="An outgoing person.")


def test_typing_is_not_documenting() -> None:
    assert "documentation" not in skills(qualifications="Keyboarding skills required.")


def test_what_follows_two_dashes_is_another_matter() -> None:
    text = "Excellent communication skills -- a history of food writing a plus!"
    assert skills(qualifications=text)["clear-communication"] == "must"
