"""A test client that is strict for you.

Every page it fetches must be a whole, well-formed page, and every form it submits is the one the
page shows, with the token the page carries.
"""

from __future__ import annotations

import contextvars
import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, cast

from flask import has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from jobboard.extensions import db
from tests.support.pages import Form, Page

FORM_TOKEN = "csrf_token"
# What Flask-WTF signs its tokens with.
TOKEN_SALT = "wtf-csrf-token"
LEFTOVERS = re.compile(r"\{\{|\{%|\}\}|%\}|object at 0x|&lt;Markup|&amp;(amp|lt|gt|#34);")
IDENT = re.compile(r"""\sid=["']([^"']*)["']""")
FIRST_HEADING = re.compile(r"<h1[\s>]")
TITLE = re.compile(r"<title>\s*\S")
LANGUAGE = re.compile(r"<html[^>]*\slang=[\"']?[a-z]")

FormData = Mapping[str, str | Sequence[str] | Any]


class StrictClient(FlaskClient):
    """Requests pages as one visitor with one cookie jar.

    ``types_braces`` is for those who type what a template would hold: their pages may show it.
    """

    types_braces = False

    def open(self, *args: Any, **named: Any) -> TestResponse:
        """Send a request, with what the test has prepared saved first, and check the page.

        The request runs in a context of its own: sharing the test's would share its session and
        the signed-in person as well.
        """
        # A redirect is followed from within the request, where the test's session is not.
        if has_app_context() and db.session.registry.has():
            db.session.commit()
        # Read to the end at once, so that no answer leaves a file open.
        named.setdefault("buffered", True)
        response: TestResponse = contextvars.Context().run(super().open, *args, **named)
        check_page(response, braces=self.types_braces)
        return response

    def token(self) -> str:
        """Return a form token that is valid for this visitor, for posts that no page shows."""
        with self.session_transaction() as cookie:
            secret = cookie.setdefault(FORM_TOKEN, secrets.token_hex())
        signer = URLSafeTimedSerializer(self.application.secret_key or "", salt=TOKEN_SALT)
        return str(signer.dumps(secret))

    def page(self, url: str, *, status: int = 200) -> Page:
        """GET a page that must answer ``status`` and return it parsed."""
        response = self.get(url)
        assert response.status_code == status, describe(response)
        return Page(response.get_data(as_text=True), url)

    def submit(
        self,
        url: str,
        data: FormData | None = None,
        *,
        button: str | tuple[str, str] | None = None,
        form: str | None = None,
        follow_redirects: bool = False,
    ) -> TestResponse:
        """Fill in the form at ``url`` as a person would and send it.

        ``data`` replaces what the page shows, field by field; a value of None leaves the field
        out. ``button`` names the button pressed, ``form`` the form by id or action where a page
        has several; otherwise the form that holds most of the names given is meant, and one of
        the page's own before those of its header.
        """
        chosen = choose_form(self.page(url), dict(data or {}), form, button)
        sent: dict[str, Any] = {**chosen.data(), **(data or {}), **_pressed(chosen, button)}
        body = {name: value for name, value in sent.items() if value is not None}
        request = self.post if chosen.method == "post" else self.get
        where = "data" if chosen.method == "post" else "query_string"
        return cast(
            TestResponse,
            request(chosen.action, follow_redirects=follow_redirects, **{where: body}),
        )


def choose_form(
    page: Page, data: FormData, form: str | None, button: str | tuple[str, str] | None
) -> Form:
    """Return the form of the page that is meant; fail with a list of what there is."""
    named = form is not None
    candidates = [f for f in page.forms if not named or form in (f.ident, f.action)]
    wanted = set(data) | ({button if isinstance(button, str) else button[0]} if button else set())
    if not named:
        candidates.sort(
            key=lambda f: (len(wanted & f.names), f.in_main, f.method == "post"), reverse=True
        )
    shown = [(f.ident, f.method, f.action, sorted(f.names)) for f in page.forms]
    assert candidates, f"No form {form!r} on {page.url}. It has: {shown}"
    best = candidates[0]
    strange = set(data) - {item.name for item in best.fields}
    assert not strange, f"{page.url} has no field {sorted(strange)}. Its forms: {shown}"
    return best


def check_page(response: TestResponse, *, braces: bool = False) -> None:
    """Assert what every whole page must have: one h1, a title, a language, no repeated id."""
    if response.mimetype != "text/html" or 300 <= response.status_code < 400:
        return
    text = response.get_data(as_text=True)
    if "<html" not in text:
        return  # A part of a page, fetched by a script.
    where = response.request.path
    assert len(FIRST_HEADING.findall(text)) == 1, f"{where} must have exactly one h1."
    assert TITLE.search(text), f"{where} has no title."
    assert LANGUAGE.search(text), f"{where} does not say its language."
    leftover = None if braces else LEFTOVERS.search(text)
    assert leftover is None, f"{where} shows {_around(text, leftover)}."
    idents = IDENT.findall(text)
    repeated = {ident for ident in idents if idents.count(ident) > 1}
    assert not repeated, f"{where} repeats the ids {sorted(repeated)}."


def describe(response: TestResponse) -> str:
    """Say what a response was, for a failing assertion."""
    place = response.headers.get("Location", "")
    head = response.get_data(as_text=True)[:300] if response.status_code >= 400 else ""
    return f"{response.request.method} {response.request.path}: {response.status} {place} {head}"


def _pressed(form: Form, button: str | tuple[str, str] | None) -> dict[str, str]:
    if button is None:
        return {}
    if isinstance(button, tuple):
        return {button[0]: button[1]}
    return {item.name: item.options[0] for item in form.fields if item.name == button}


def _around(text: str, match: re.Match[str] | None) -> str:
    return repr(text[max(0, match.start() - 60) : match.end() + 60]) if match else ""
