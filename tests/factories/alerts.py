"""Alerts that write, unless told otherwise."""

from __future__ import annotations

import secrets
from typing import Any

from jobboard import clock
from jobboard.domain.alerts import Frequency, kept_text, next_due
from jobboard.domain.criteria import SearchCriteria
from jobboard.models import Alert
from jobboard.queries.alerts import looks
from tests.factories.rows import number, save

REMOTE_PHONE = {"arrangement": ["remote"], "channel": ["phone"]}


def alert(args: dict[str, Any] | None = None, **facts: Any) -> Alert:
    """Make a confirmed alert that writes at once, for remote jobs by phone or for ``args``."""
    now = clock.now()
    defaults: dict[str, Any] = {
        "key": secrets.token_urlsafe(32),
        "email": f"reader{number()}@example.org",
        "criteria": kept_text(SearchCriteria.from_args(args or REMOTE_PHONE)),
        "frequency": Frequency.AT_ONCE,
        "created_at": now,
        "confirmed_at": now,
        "begun_look": looks().number,
        "looked_to": looks().number,
        "touched_at": now,
    }
    chosen = defaults | facts
    chosen.setdefault("next_due_at", next_due(chosen["frequency"], now))
    return save(Alert(**chosen))
