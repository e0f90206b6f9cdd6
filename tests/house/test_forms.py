"""Every field of every form, filled with what nobody should send.

The answer is a clear message with the typed text kept, or the text is taken as plain text; it
is never an error of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.house.routes import ROUTES
from tests.house.test_access import path
from tests.support.attacks import (
    EMPTY,
    EVALUATED,
    LINE_KINDS,
    NEVER_SHOWN_AGAIN,
    OVERLONG,
    SCRIPT,
    TYPED_KINDS,
    attacks,
    comparable,
    plausible,
)
from tests.support.client import StrictClient
from tests.support.isolation import undone
from tests.support.pages import Field, Form, Page
from tests.support.world import VISITOR, World

# Enough to see every form: the rest are shown the same pages or none.
FILLERS = (VISITOR, "seeker", "member", "moderator")
FINE = frozenset({200, 302, 303, 422})
# A field nobody sees was tampered with: any refusal will do.
REFUSALS = FINE | {400, 403, 404, 409, 410}
TOKEN = "csrf_token"
PAGES = sorted(endpoint for endpoint, route in ROUTES.items() if route.get)


@pytest.fixture(scope="module")
def seen() -> set[object]:
    """The forms already tried: some are on every page."""
    return set()


@pytest.mark.parametrize("endpoint", PAGES)
def test_no_field_breaks_its_form(
    app: Flask, world: World, seen: set[object], endpoint: str
) -> None:
    problems = []
    for person, form in _forms(app, world, endpoint):
        # The same view may show other fields: the names belong to the form's identity.
        signature = (person == VISITOR, form.method, _endpoint(app, form), tuple(form.fields_named))
        if signature in seen:
            continue
        seen.add(signature)
        # The boxes of a group share a name, and are one field.
        earnest = _accepted(app, world, person, form)
        for name, item in {item.name: item for item in form.fields}.items():
            if name != TOKEN:
                problems.extend(_try(app, world, person, form, item, earnest))
    assert not problems, "\n".join(problems)


def _forms(app: Flask, world: World, endpoint: str) -> Iterator[tuple[str, Form]]:
    route = ROUTES[endpoint]
    addresses = [path(app, world, endpoint, route, variant) for variant in ({}, *route.variants)]
    for person in FILLERS:
        if route.get is None or route.get[person] != 200:
            continue
        for address in addresses:
            with undone():
                response = world.client(app, person).get(address)
            if response.mimetype == "text/html":
                for form in Page(response.get_data(as_text=True), address).forms:
                    yield person, form


def _accepted(app: Flask, world: World, person: str, form: Form) -> dict[str, Any]:
    """Return a filling that the form takes, if we know one: then one field alone is at fault."""
    fillings = [plausible(form), plausible(form, sparing=True)]
    for filling in fillings:
        with undone():
            answer = _send(world.client(app, person), form, filling)
        if answer.status_code in (302, 303):
            return filling
    return fillings[0]


def _try(
    app: Flask, world: World, person: str, form: Form, item: Field, earnest: dict[str, Any]
) -> Iterator[str]:
    for name, value in attacks(item):
        with undone():
            client = world.client(app, person)
            client.types_braces = True
            response = _send(client, form, {**earnest, item.name: value})
            problem = _problem(client, response, form, item, name, value)
        if problem:
            place = f"{person} {form.method} {form.action} {item.name} ({item.kind})"
            yield f"{place}, {name}: {problem}"


def _send(client: StrictClient, form: Form, sent: dict[str, Any]) -> TestResponse:
    if form.method == "get":
        return client.get(form.action, query_string=sent)
    return client.post(form.action, data={**sent, TOKEN: client.token()})


def _problem(
    client: StrictClient, response: TestResponse, form: Form, item: Field, name: str, value: Any
) -> str:
    if response.status_code not in (REFUSALS if item.kind == "hidden" else FINE):
        return f"answered {response.status}"
    if response.status_code in (302, 303):
        response = client.get(response.location)
        if response.status_code >= 400:
            return f"was taken, and then {response.request.path} answered {response.status}"
    if response.mimetype != "text/html":
        return ""
    text = response.get_data(as_text=True)
    if EVALUATED in text:
        return "was evaluated"
    if SCRIPT in text or "onerror=alert(1)>" in text:
        return "came back as markup"
    must_refuse = form.method == "post" and (
        (name == OVERLONG and item.kind in LINE_KINDS) or (name == EMPTY and item.required)
    )
    if response.status_code != 422:
        return "was taken" if must_refuse else ""
    return _problem_of_a_refusal(Page(text), item, value, must_refuse=must_refuse)


def _problem_of_a_refusal(page: Page, item: Field, value: Any, *, must_refuse: bool) -> str:
    if not page.names_problems:
        return "was refused without a word"
    lost = [ident for ident in page.problems() if ident not in page.idents]
    if lost and item.kind != "hidden":
        return f"was refused with links that lead nowhere: {lost}"
    if must_refuse and item.ident and item.ident not in page.problems():
        return f"was refused, but not at its field; links: {page.problems()}"
    if item.kind not in TYPED_KINDS - NEVER_SHOWN_AGAIN or not isinstance(value, str):
        return ""
    again = page.field(item.name)
    shown = comparable(again.values[0]) if again is not None and again.values else ""
    return "" if shown == comparable(value) else f"was refused and not kept: {shown[:80]!r}"


def _endpoint(app: Flask, form: Form) -> str:
    address = form.action.partition("?")[0]
    try:
        endpoint, _ = app.url_map.bind("localhost").match(address, method=form.method.upper())
    except Exception:  # noqa: BLE001 - whatever the router says, the address stands for itself
        return address
    return str(endpoint)
