"""Whatever a program asks, it is answered as the OpenAPI document says."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import DataObject, data, sampled_from
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from jobboard import create_app
from jobboard.extensions import db, limiter
from tests.support.application import make_settings

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def apart(do: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """Send requests as a server has them: the test's session is not theirs."""
    return contextvars.Context().run(do, *args, **named)


OPERATIONS = ("/api/v1/listings", "/api/v1/listings/{listing_id}")


@pytest.mark.parametrize("path", OPERATIONS)
def test_every_answer_is_as_described(app, find, path) -> None:
    find(title="Chat agent", arrangement="remote")
    find(title="Phone agent", arrangement="on-site", region="US-OH", town="Columbus")
    db.session.commit()
    schema = apart(schemathesis.openapi.from_wsgi, "/api/v1/openapi.json", app)

    # Searches that the document allows, and searches that it does not: neither breaks anything.
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data())
    def ask(drawn: DataObject) -> None:
        mode = drawn.draw(sampled_from(GenerationMode))
        case = drawn.draw(schema[path]["GET"].as_strategy(generation_mode=mode))
        apart(case.call_and_validate, checks=CHECKS)

    ask()


def test_who_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    board = create_app(make_settings(tmp_path, DATABASE_URL="", RATE_LIMITS="on"))
    with board.app_context():
        db.create_all()
        limiter.reset()
    client = board.test_client()
    # A slow machine may be at it when the next minute begins to count.
    answers = [apart(client.get, "/api/v1/listings?words=chat") for _ in range(121)]
    with board.app_context():
        limiter.reset()
        db.session.remove()
        db.engine.dispose()
    assert {answer.status_code for answer in answers[:60]} == {200}
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refused.mimetype == "application/problem+json"
    assert 0 < int(refused.headers["Retry-After"]) <= 60
