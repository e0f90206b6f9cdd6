"""Posting a listing step by step: what each step holds, and when it is done.

A step is saved on its own. What it needs stands in ``posting_rules``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jobboard.domain.listing import MOST_MUST_HAVES
from jobboard.domain.posting_rules import Facts, problems

LONGEST_TITLE = 120


class StepState(StrEnum):
    """Where a step of the posting form is."""

    DONE = "done"
    STARTED = "started"
    NOT_STARTED = "not_started"
    BLOCKED = "blocked"


# The words of the posting form (LOOK.md 1.9).
STATE_WORDS = {
    StepState.DONE: "Completed",
    StepState.STARTED: "In progress",
    StepState.NOT_STARTED: "Not yet started",
    StepState.BLOCKED: "Cannot start yet",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its slug in addresses and ``steps_done``, its words, the facts it holds."""

    slug: str
    title: str
    hint: str
    fields: tuple[str, ...]


STEPS: tuple[Step, ...] = (
    Step(
        "job",
        "The job",
        "Title, role, industry, and what the day looks like",
        (
            "title", "role_family", "level", "industry", "employer_kind", "brand", "openings",
            "customers", "duties", "description",
        ),
    ),
    Step(
        "pay",
        "Pay and hours",
        "From, to and per what; contract, hours and shifts",
        (
            "pay_min", "pay_max", "pay_currency", "pay_period", "pay_basis", "pay_guaranteed",
            "pay_extras", "contract", "contract_months", "hours", "employment_status",
            "hours_week_min", "hours_week_max", "days", "shift_bands", "shift_pattern",
            "schedule_note",
        ),
    ),
    Step(
        "place",
        "Where and how",
        "Place or remote, channels, equipment, training",
        (
            "arrangement", "hybrid_days", "street", "town", "region", "country", "postcode",
            "remote_countries", "remote_regions", "time_zone", "time_zone_note", "home_office",
            "channels", "main_channel", "contacts_a_day", "equipment_by", "equipment_note",
            "training_weeks", "training_paid", "training_place", "ai_at_work",
        ),
    ),
    Step(
        "requirements",
        "Must-haves and nice-to-haves",
        f"Up to {MOST_MUST_HAVES} must-haves: skills, tools, languages",
        ("requirements",),
    ),
    Step(
        "apply",
        "How people apply",
        "Dates, whom to contact, up to five questions",
        (
            "starts_on", "opens_at", "closes_at", "contact_name", "internal_reference", "questions",
        ),
    ),
)  # fmt: skip
STEP_SLUGS = tuple(step.slug for step in STEPS)
_BY_SLUG = {step.slug: step for step in STEPS}
# Filled in from the company, or shared with another step: not a sign of a step being begun.
_PREFILLED = frozenset({"title", "role_family", "industry", "employer_kind", "country", "time_zone",
                        "pay_currency"})  # fmt: skip


def step_named(slug: str) -> Step:
    """Return a step. Raises KeyError for a slug that is none."""
    return _BY_SLUG[slug]


def step_after(slug: str) -> Step | None:
    """Return the step that follows; None after the last."""
    position = STEP_SLUGS.index(slug) + 1
    return STEPS[position] if position < len(STEPS) else None


def step_state(step: Step, facts: Facts, done: Iterable[str]) -> StepState:
    """Say where a step is: done needs both that somebody finished it and that nothing lacks."""
    if step.slug in done and not problems(step.slug, facts):
        return StepState.DONE
    begun = any(facts.get(field) for field in step.fields if field not in _PREFILLED)
    return StepState.STARTED if begun or step.slug in done else StepState.NOT_STARTED


def states(facts: Facts, done: Iterable[str]) -> dict[str, StepState]:
    """Return the state of every step, by slug."""
    finished = tuple(done)
    return {step.slug: step_state(step, facts, finished) for step in STEPS}


def is_ready(facts: Facts, done: Iterable[str]) -> bool:
    """Say whether every step is done, so that the last one, check and publish, can start."""
    return set(states(facts, done).values()) == {StepState.DONE}


def change_of(before: Any, after: Any) -> list[Any]:
    """Return a fact before and after an edit, as a line of a listing's history keeps them."""
    return [_as_json(before), _as_json(after)]


def _as_json(value: Any) -> Any:
    """Return amounts and days as text, moments as text in UTC; all else is fit for JSON."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
