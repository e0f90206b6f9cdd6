"""Resumes."""

from __future__ import annotations

from typing import Any

from jobboard import clock
from jobboard.models import Account, Resume
from tests.factories.accounts import seeker
from tests.factories.rows import save


def resume(account: Account | None = None, **facts: Any) -> Resume:
    """Make a resume of ``account``, or of a new seeker, as their default one."""
    owner = account or seeker()
    defaults: dict[str, Any] = {
        "title": "My resume",
        "is_default": True,
        "document": {"basics": {"name": owner.name, "email": owner.email}},
        "created_at": clock.now(),
        "updated_at": clock.now(),
    }
    return save(Resume(account_id=owner.id, **(defaults | facts)))
