"""Every route, asked by every kind of person, answers as declared in ``routes``.

Reading decorators would prove that a line stands there, not that it works: these are requests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.house.routes import ROUTES, SECOND_FACTOR, SIGN_IN, USUAL_ARGS, Route
from tests.support.client import FORM_TOKEN, StrictClient
from tests.support.isolation import undone
from tests.support.world import PEOPLE, VISITOR, World

KEBAB = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
VARIABLE = re.compile(r"<(?:(?P<kind>[a-z]+)(?:\([^)]*\))?:)?(?P<name>[a-z_]+)>")
# Kept by browsers on purpose: they hold nothing of anybody.
MAY_BE_KEPT = frozenset({"static", "assets.css", "assets.js"})
CASES = [
    pytest.param(endpoint, method, id=f"{method} {endpoint}")
    for endpoint, route in sorted(ROUTES.items())
    for method, declared in (("GET", route.get), ("POST", route.post))
    if declared is not None
]
POSTS = [case for case in CASES if case.values[1] == "POST"]


def test_every_route_is_declared(app: Flask) -> None:
    actual: dict[str, tuple[set[str], set[str]]] = {}
    for rule in app.url_map.iter_rules():
        addresses, methods = actual.setdefault(rule.endpoint, (set(), set()))
        addresses.add(rule.rule)
        methods.update(rule.methods or ())
    declared = {
        endpoint: (
            {route.rule, *route.also},
            {"OPTIONS"}
            | ({"GET", "HEAD"} if route.get is not None else set())
            | ({"POST"} if route.post is not None else set()),
        )
        for endpoint, route in ROUTES.items()
    }
    undeclared = {name: actual[name] for name in actual if actual[name] != declared.get(name)}
    assert not undeclared, "Say in tests/house/routes.py what these answer to whom."
    gone = {name: ROUTES[name].rule for name in declared if name not in actual}
    assert not gone, "An address that existed keeps answering: leave a redirect."


def test_addresses_are_kebab_case_with_typed_parts(app: Flask) -> None:
    wrong = []
    for rule in app.url_map.iter_rules():
        variables = list(VARIABLE.finditer(rule.rule))
        plain = VARIABLE.sub("x", rule.rule).strip("/")
        parts = [part for part in plain.split("/") if part]
        untyped = [found["name"] for found in variables if not found["kind"]]
        if untyped or not all(KEBAB.fullmatch(part) for part in parts):
            wrong.append(rule.rule)
    assert not wrong


@pytest.mark.parametrize(("endpoint", "method"), CASES)
def test_a_route_answers_each_person_as_declared(
    app: Flask, world: World, endpoint: str, method: str
) -> None:
    route = ROUTES[endpoint]
    declared = route.get if method == "GET" else route.post
    assert declared is not None
    surprises = {}
    for person in PEOPLE:
        with undone():
            response = ask(app, world, person, endpoint, method)
            problem = _surprise(endpoint, response, declared[person], person)
        if problem:
            surprises[person] = problem
    assert not surprises, f"{method} {route.rule}"


@pytest.mark.parametrize(("endpoint", "method"), POSTS)
def test_a_post_without_the_form_s_token_does_nothing(
    app: Flask, world: World, endpoint: str, method: str
) -> None:
    for person in PEOPLE:
        with undone():
            response = ask(app, world, person, endpoint, method, token=False)
        assert response.status_code == 400, f"{person} got {response.status}"


def ask(
    app: Flask,
    world: World,
    person: str,
    endpoint: str,
    method: str,
    *,
    token: bool = True,
) -> TestResponse:
    """Request a route as a person, with a valid form token unless told otherwise."""
    route = ROUTES[endpoint]
    client = world.client(app, person)
    address = path(app, world, endpoint, route)
    if method == "GET":
        return client.get(address)
    return client.post(address, data={FORM_TOKEN: client.token()} if token else {})


def path(
    app: Flask, world: World, endpoint: str, route: Route, variant: Mapping[str, str] | None = None
) -> str:
    """Fill the address of a route from the world, as a variant of it if one is given."""
    names = [found["name"] for found in VARIABLE.finditer(route.rule)]
    wanted = {name: route.args.get(name) or USUAL_ARGS[name] for name in names} | route.query
    wanted = {**wanted, **(variant or {})}
    values = {name: _look_up(world, words) for name, words in wanted.items()}
    with app.test_request_context():
        return str(app.url_for(endpoint, _external=False, **values))


def _look_up(world: World, wanted: str) -> str:
    if wanted.startswith("="):
        return wanted[1:]
    thing, _, attribute = wanted.partition(".")
    found = world.things[thing]
    return str(getattr(found, attribute) if attribute else found)


def _surprise(endpoint: str, response: TestResponse, declared: int, person: str) -> str:
    """Say what is not as it should be, or nothing."""
    status = response.status_code
    if status == 302:
        sent_to = response.location.partition("?")[0]
        status = {"/sign-in": SIGN_IN, "/second-factor": SECOND_FACTOR}.get(sent_to, status)
    if status != declared:
        return f"got {status} {response.headers.get('Location', '')}, declared {declared}"
    if "default-src 'none'" not in response.headers.get("Content-Security-Policy", ""):
        return "has no content security policy"
    kept = response.headers.get("Cache-Control") != "no-store"
    if person != VISITOR and kept and endpoint not in MAY_BE_KEPT:
        return "may be kept by a browser after signing out"
    return ""


def test_the_client_s_token_is_the_page_s(app: Flask, world: World) -> None:
    """If it were not, the matrix would only prove that forged posts are refused."""
    client: StrictClient = world.client(app, VISITOR)
    with undone():
        shown = client.page("/sign-in/seekers").forms
        token = client.token()
        data = {FORM_TOKEN: token, "email": "a@example.org", "password": "x" * 12}
        assert client.post("/sign-in/seekers", data=data).status_code != 400
    assert any(form.method == "post" for form in shown)
