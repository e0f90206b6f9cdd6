"""Companies, checked and not."""

from __future__ import annotations

from typing import Any

from jobboard import clock
from jobboard.models import Company
from jobboard.models.company import Verification
from tests.factories.rows import number, save


def company(*, verified: bool = True, **facts: Any) -> Company:
    """Make a company; one that is not ``verified`` has not asked to be yet."""
    count = number()
    checked = {
        "verification": Verification.VERIFIED,
        "verified_at": clock.now(),
        "verification_method": "work-mail-domain",
    }
    defaults = {
        "slug": f"company-{count}",
        "name": f"Company {count}",
        "website": f"https://company{count}.example.com",
        "industry": "retail",
        "employer_kind": "in-house",
        "country": "US",
        "created_at": clock.now(),
    }
    return save(Company(**(defaults | (checked if verified else {}) | facts)))
