"""Listings that are being written: what each step's form is given, and a draft with all of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from jobboard import clock
from jobboard.domain.listing import ListingState
from jobboard.models import Company, Listing
from tests.factories.listings import listing as make_listing

DESCRIPTION = (
    "You answer members by phone and chat, sort out their bills, and write down what you agreed. "
    "Four weeks of paid training come first."
)
CLOSES_IN = timedelta(days=30)


def step_answers() -> dict[str, dict[str, Any]]:
    """Return complete answers for each step's form, as a browser would send them."""
    closes = (clock.now() + CLOSES_IN).date()
    return {
        "job": {
            "title": "Billing support representative",
            "role_family": "customer-service",
            "level": "representative",
            "industry": "utilities",
            "employer_kind": "in-house",
            "customers": ["consumers"],
            "duties": ["billing-questions", "answer-inquiries"],
            "description": DESCRIPTION,
        },
        "pay": {
            "pay_min": "18.50",
            "pay_max": "21.00",
            "pay_currency": "USD",
            "pay_period": "hour",
            "pay_basis": "hourly",
            "has_extras": "no",
            "contract": "permanent",
            "employment_status": "employee",
            "hours": "full-time",
            "hours_week_min": "35",
            "hours_week_max": "40",
            "days": ["mon", "tue", "wed", "thu", "fri"],
            "shift_bands": ["day"],
            "shift_pattern": "fixed",
        },
        "place": {
            "arrangement": "remote",
            "remote_countries": ["US"],
            "remote_regions": ["US-TX", "US-OK"],
            "time_zone": "America/Chicago",
            "channels": ["phone", "live-chat"],
            "main_channel": "phone",
            "equipment_by": "employer",
            "training_weeks": "4",
            "training_paid": "yes",
            "training_place": "remote",
            "ai_at_work": ["no-ai"],
        },
        "apply": {
            "publish": "soon",
            "closes_on": closes.isoformat(),
            "closes_time": "23:59",
            "contact_name": "Dana in hiring",
        },
    }


def complete_draft(
    company: Company | None = None, state: ListingState = ListingState.DRAFT, **facts: Any
) -> Listing:
    """Make a listing whose every step is done, so that it can be sent."""
    defaults: dict[str, Any] = {
        "title": "Billing support representative",
        "description": DESCRIPTION,
        "duties": ["billing-questions"],
        "pay_min": Decimal("18.50"),
        "pay_max": Decimal("21.00"),
        "hours_week_min": Decimal(35),
        "hours_week_max": Decimal(40),
        "days": ["mon", "tue"],
        "shift_bands": ["day"],
        "shift_pattern": "fixed",
        "time_zone": "America/Chicago",
        "equipment_by": "employer",
        "training_weeks": 0,
        "ai_at_work": ["no-ai"],
        "requirements": [
            {"kind": "skill", "slug": "de-escalation", "text": "", "level": "", "need": "must"}
        ],
        "contact_name": "Dana in hiring",
        "closes_at": clock.now() + CLOSES_IN,
        "steps_done": ["apply", "job", "pay", "place", "requirements"],
    }
    return make_listing(company, state, **(defaults | facts))
