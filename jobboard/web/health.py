"""Whether the process lives, and whether it can serve: for supervisors, not for people."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text

from jobboard import clock
from jobboard.domain.criteria import SearchCriteria
from jobboard.extensions import db, limiter
from jobboard.search.contract import COUNT_ONLY, IndexUnavailable
from jobboard.services.indexing import engine
from jobboard.web.access import Audience, declare_area

blueprint = declare_area(Blueprint("health", __name__), Audience.EVERYONE)
limiter.exempt(blueprint)


@blueprint.get("/healthz")
def alive() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
def ready() -> tuple[dict[str, str], int]:
    """Say whether the database and the search answer.

    A process that still answers searches without its index is ready: a proxy that heard
    otherwise would take the whole site away for the minutes of a rebuild.
    """
    db.session.execute(text("SELECT 1"))
    try:
        engine().search(SearchCriteria(), clock.now(), per_page=COUNT_ONLY)
    except IndexUnavailable:
        return {"status": "unavailable", "search": "rebuilding"}, 503
    return {"status": "ok"}, 200
