"""What people and programs type into forms: a plausible filling, and everything but."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from jobboard import clock
from tests import factories
from tests.support.pages import Field, Form

OVERLONG = "overlong"
EMPTY = "empty"
EVALUATED = str(1919 * 1919)
SCRIPT = "<script>alert(1)</script>"
TYPED: Mapping[str, str | bytes] = {
    EMPTY: "",
    "blank": " \t\u00a0 ",
    OVERLONG: "x" * 20_000,
    "a control character": "a\x07b\x1b[31mc",
    "a null byte": "a\x00b",
    "a turned direction": "abc\u202egnp.exe",
    "markup": SCRIPT + "\"'><img src=x onerror=alert(1)>",
    "a query's end": "' OR 1=1; --",
    "a template": "${1919*1919} {{1919*1919}} {% raw %}",
    "the wrong kind": "twelve apples",
    "a number out of range": "9" * 30,
    "a number below": "-1",
    "no number": "NaN",
    "text that is not UTF-8": b"caf\xff\xfe",
}
CHOSEN: Mapping[str, str | list[str]] = {
    EMPTY: "",
    "an unknown choice": "no-such-choice",
    "markup": SCRIPT,
    "a null byte": "a\x00b",
    "very many": ["x"] * 300,
    OVERLONG: "x" * 20_000,
}
TYPED_KINDS = frozenset(
    {"date", "email", "month", "number", "password", "search", "tel", "text", "textarea", "url"}
)
MUST_CHOOSE = frozenset({"radio", "select"})
CHOSEN_KINDS = frozenset({"checkbox", "hidden", "radio", "select"})
# One line of text: something has to be said about twenty thousand characters.
LINE_KINDS = frozenset({"email", "search", "tel", "text", "url"})
BY_KIND = {"email": "person@example.com", "month": "2024-05", "number": "2"}
BY_NAME = {
    "email": "person@example.com",
    "phone": "+1 512 555 0142",
    "postcode": "73301",
    "url": "https://example.com",
    "website": "https://example.com",
    "year": "2021",
}
# Browsers do not show these again.
NEVER_SHOWN_AGAIN = frozenset({"password"})


def attacks(item: Field) -> Iterator[tuple[str, Any]]:
    """Yield what to send in a field, each with a name."""
    if item.kind in TYPED_KINDS:
        yield from TYPED.items()
    elif item.kind in CHOSEN_KINDS:
        yield from CHOSEN.items()


def plausible(form: Form, *, sparing: bool = False) -> dict[str, Any]:
    """Return what a person in earnest would send: what is there, and something for the rest.

    A ``sparing`` one leaves empty what is not plainly asked for.
    """
    sent: dict[str, Any] = dict(form.data())
    for item in form.fields:
        if any(sent.get(item.name, ())):
            continue
        choices = [option for option in item.options if option]
        if item.kind in TYPED_KINDS:
            sent[item.name] = _words(item) if item.required or not sparing else ""
        elif choices and (item.kind in MUST_CHOOSE or (item.kind == "checkbox" and not sparing)):
            sent[item.name] = choices[0]
    return sent


def _words(item: Field) -> str:
    name = item.name.lower()
    if item.kind == "password" or "password" in name:
        return factories.PASSWORD
    if item.kind == "date":
        return (clock.now() + timedelta(days=20)).date().isoformat()
    if item.kind == "textarea":
        return "Plain words, enough of them to say what has to be said. " * 3
    if item.kind in BY_KIND:
        return BY_KIND[item.kind]
    named = next((words for part, words in BY_NAME.items() if part in name), None)
    return named or ("2" if item.is_number else "Plain words")


def comparable(text: str) -> str:
    """Return a text without what cleaning may change: odd signs, spaces, line ends."""
    shown = "".join(
        " " if sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", text)
        if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(shown.replace("\ufffd", "").split())
