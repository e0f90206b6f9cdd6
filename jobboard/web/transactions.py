"""The one place of the web that commits: an unsafe request that went well.

Anything else rolls back. The answer goes out after the commit, so that nobody is told of
something that then is not so.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from jobboard.database import reading_only
from jobboard.extensions import db
from jobboard.services.outbox import take_ordered
from jobboard.worker.queue import nudge

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask) -> None:
    """Open each request as reading or writing, and end it."""
    app.before_request(_open)
    app.after_request(_close)


def keep_despite_refusal() -> None:
    """Commit this request even though it answers with an error.

    For what must be remembered of a refused request, such as a failed sign-in.
    """
    g.keep_despite_refusal = True


def _open() -> None:
    reading_only.set(request.method in SAFE_METHODS)


def _close(response: Response) -> Response:
    session = db.session()
    if request.method in SAFE_METHODS:
        if current_app.testing and _is_changed(session):
            raise AssertionError(f"{request.method} {request.path} changes rows.")
    elif response.status_code < 400 or g.get("keep_despite_refusal"):
        session.commit()
        if take_ordered(session):
            nudge()
    else:
        session.rollback()
    return response


def _is_changed(session: Session) -> bool:
    return bool(session.new or session.deleted) or any(
        session.is_modified(row) for row in session.dirty
    )
