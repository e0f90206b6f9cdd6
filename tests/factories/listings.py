"""Listings with every fact that publishing needs."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from jobboard import clock
from jobboard.domain.listing import ListingState
from jobboard.models import Company, Listing
from tests.factories.companies import company as make_company
from tests.factories.rows import number, save

OPEN_FOR = timedelta(days=30)
PUBLISHED = frozenset({ListingState.LIVE, ListingState.PAUSED, ListingState.SUSPENDED})


def listing(
    company: Company | None = None, state: ListingState = ListingState.LIVE, **facts: Any
) -> Listing:
    """Make a listing of ``company``, or of a new one, in ``state``; a live one is visible now."""
    now = clock.now()
    defaults: dict[str, Any] = {
        "title": f"Customer support representative {number()}",
        "description": "You answer customers by phone and e-mail and solve what they bring.",
        "role_family": "customer-service",
        "level": "representative",
        "industry": "retail",
        "employer_kind": "in-house",
        "contract": "permanent",
        "hours": "full-time",
        "employment_status": "employee",
        "arrangement": "remote",
        "remote_countries": ["US"],
        "country": "US",
        "channels": ["phone", "email"],
        "main_channel": "phone",
        "customers": ["consumers"],
        "pay_min": Decimal("20"),
        "pay_max": Decimal("24"),
        "pay_currency": "USD",
        "pay_period": "hour",
        "pay_basis": "hourly",
        "created_at": now,
        "updated_at": now,
        "state_changed_at": now,
    }
    if state is not ListingState.DRAFT:
        defaults["closes_at"] = now + OPEN_FOR
    if state is ListingState.SCHEDULED:
        defaults["opens_at"] = now + timedelta(days=1)
    elif state in PUBLISHED:
        started = now - timedelta(hours=1)
        defaults |= {"opens_at": started, "first_published_at": started, "published_at": started}
    return save(Listing(company=company or make_company(), state=state, **(defaults | facts)))
