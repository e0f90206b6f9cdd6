"""Applications, sent or still being written."""

from __future__ import annotations

from typing import Any

from jobboard import clock
from jobboard.domain.application import END_STATES, ApplicationState
from jobboard.models import Account, Application, Listing
from tests.factories.accounts import seeker as make_seeker
from tests.factories.listings import listing as make_listing
from tests.factories.rows import number, save


def application(
    listing: Listing | None = None,
    seeker: Account | None = None,
    state: ApplicationState = ApplicationState.SUBMITTED,
    **facts: Any,
) -> Application:
    """Make an application of ``seeker`` for ``listing``, each made anew where not given."""
    person = seeker or make_seeker()
    now = clock.now()
    sent = {
        "submitted_at": now,
        "resume_copy": {"basics": {"name": person.name, "email": person.email}},
        "questions_copy": [],
    }
    defaults: dict[str, Any] = {
        "reference": f"T{number():06}",
        "created_at": now,
        "updated_at": now,
        "ended_at": now if state in END_STATES else None,
    }
    if state is not ApplicationState.DRAFT:
        defaults |= sent
    return save(
        Application(
            listing=listing or make_listing(),
            seeker_id=person.id,
            state=state,
            **(defaults | facts),
        )
    )
