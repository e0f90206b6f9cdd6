"""Errors in the site's own dress. The pages load no user and no database, so cannot fail."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, current_app, jsonify, request
from flask_limiter import RateLimitExceeded, RequestLimit
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, NoResultFound, OperationalError
from werkzeug.exceptions import HTTPException

from jobboard import clock, settings
from jobboard.domain.errors import AlreadyDone, MoveNotAllowed, NotOpen, RuleError, StaleVersion
from jobboard.domain.waiting import wait_words
from jobboard.extensions import limiter
from jobboard.search.contract import IndexUnavailable
from jobboard.web.kept import can_be_kept, kept_page

log = structlog.get_logger()
Answer = tuple[Any, int]

PAGES = frozenset({400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503})
FORGED = "Your page was open for too long, or cookies are off. Go back, reload it and try again."
# Where the limiter does not say when it counts anew.
USUAL_WAIT_SECONDS = 300
SAME_MOMENT = "The same thing was changed at the same moment, by you or by somebody else."
# Errors under this path are for programs.
FOR_PROGRAMS = "/api/v"
NO_SEARCH = "Search is being rebuilt. It will be back in a few minutes; nothing is lost."


def init_app(app: Flask) -> None:
    """Give every error its page."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(NoResultFound, lambda _: page(404))
    app.register_error_handler(StaleVersion, _rule_error(409))
    app.register_error_handler(MoveNotAllowed, _rule_error(409))
    app.register_error_handler(AlreadyDone, _rule_error(409))
    app.register_error_handler(NotOpen, _rule_error(410))
    app.register_error_handler(RuleError, _rule_error(422))
    app.register_error_handler(RateLimitExceeded, _too_many)
    app.register_error_handler(CSRFError, _forged_or_late)
    app.register_error_handler(IndexUnavailable, lambda _: page(503, NO_SEARCH))
    app.register_error_handler(IntegrityError, _at_the_same_moment)
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(Exception, _unexpected)


def page(code: int, message: str = "") -> Answer:
    """Return the error page of ``code``; ``message`` says what happened in this case."""
    if request.path.startswith(FOR_PROGRAMS):
        return _problem(code, message), code
    shown = code if code in PAGES else (500 if code >= 500 else 400)
    # Not render_template: it would ask the database who is looking, when that may be what failed.
    template = current_app.jinja_env.get_template(f"errors/{shown}.html")
    return template.render(message=message, settings=settings.current()), code


def _problem(code: int, message: str) -> Response:
    """Return an error as programs read it (RFC 9457)."""
    said = {"title": HTTPStatus(code).phrase, "status": code} | (
        {"detail": message} if message else {}
    )
    answer = jsonify(said)
    answer.mimetype = "application/problem+json"
    return answer


def _rule_error(code: int):  # type: ignore[no-untyped-def] # Flask's own handler type is private
    return lambda error: page(code, error.message)


def _http_error(error: HTTPException) -> Answer | HTTPException:
    code = error.code or 500
    return error if code < 400 else page(code)


def _forged_or_late(_error: CSRFError) -> Answer:
    """Hand back a late form of our own; refuse one that another site made somebody send."""
    return (kept_page(signed_out=False), 400) if can_be_kept() else page(400, FORGED)


def _too_many(_error: RateLimitExceeded) -> tuple[Any, int, dict[str, str]]:
    limit = limiter.current_limit
    seconds = max(1, _seconds_until_free(limit) if limit else USUAL_WAIT_SECONDS)
    text, code = page(429, f"You can try again in {wait_words(seconds)}.")
    return text, code, {"Retry-After": str(seconds)}


def _seconds_until_free(limit: RequestLimit) -> int:
    """Return how long to wait. Both ends are whole seconds, so they may be one too far apart."""
    left = limit.reset_at - int(clock.now().timestamp())
    return min(left, limit.limit.get_expiry())


def _at_the_same_moment(error: IntegrityError) -> Answer:
    """Answer for what the database alone keeps apart. Services should have said it before."""
    log.error("rows contradict each other", exc_info=error)
    return page(409, SAME_MOMENT)


def _database_error(error: OperationalError) -> Answer:
    log.error("database unavailable", exc_info=error)
    return page(503)


def _unexpected(error: Exception) -> Answer:
    log.error("request failed", exc_info=error)
    return page(500)
