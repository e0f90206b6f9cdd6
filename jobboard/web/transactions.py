"""The one place of the web that commits: an unsafe request that went well.

Anything else rolls back. The answer goes out after the commit, so that nobody is told of
something that then is not so.
"""

from __future__ import annotations

import structlog
from flask import Flask, Response, current_app, g, request, session
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from jobboard.database import reading_only
from jobboard.extensions import db
from jobboard.services.outbox import take_ordered
from jobboard.web import errors
from jobboard.worker.queue import nudge

log = structlog.get_logger()

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
    rows = db.session()
    if request.method in SAFE_METHODS:
        if current_app.testing and _is_changed(rows):
            raise AssertionError(f"{request.method} {request.path} changes rows.")
    elif response.status_code < 400 or g.get("keep_despite_refusal"):
        return _commit(rows, response)
    else:
        rows.rollback()
    return response


def _commit(rows: Session, response: Response) -> Response:
    try:
        rows.commit()
    except OperationalError as error:
        log.error("commit failed", exc_info=error)
        rows.rollback()
        return _taken_back(response)
    if take_ordered(rows):
        nudge()
    return response


def _taken_back(response: Response) -> Response:
    """Make the answer say that nothing was kept. Its headers, set by then, stay."""
    text, response.status_code = errors.page(503)
    response.set_data(text)
    response.mimetype = "text/html"
    response.headers.pop("Location", None)
    session.pop("_flashes", None)  # Such as "Saved".
    return response


def _is_changed(rows: Session) -> bool:
    return bool(rows.new or rows.deleted) or any(rows.is_modified(row) for row in rows.dirty)
