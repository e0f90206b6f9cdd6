"""Whether the process lives, and whether it can serve: for supervisors, not for people."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text

from jobboard.extensions import db, limiter
from jobboard.search.contract import IndexUnavailable
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
    """Say whether the database and the search index answer."""
    db.session.execute(text("SELECT 1"))
    try:
        engine().state()
    except IndexUnavailable:
        return {"status": "unavailable", "search": "rebuilding"}, 503
    return {"status": "ok"}, 200
