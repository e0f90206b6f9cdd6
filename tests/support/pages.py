"""Reads a page as a browser would: its forms with what they would send, and its outline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib

BUTTON_KINDS = frozenset({"submit", "button", "reset", "image"})
CHECKED_KINDS = frozenset({"checkbox", "radio"})


@dataclass(frozen=True)
class Field:
    """One control of a form. ``values`` is what it would send as the page stands."""

    name: str
    kind: str
    values: tuple[str, ...]
    options: tuple[str, ...] = ()
    required: bool = False
    ident: str = ""
    is_number: bool = False


@dataclass
class Form:
    """A form of a page. ``action`` is a path on the site; ``in_main`` is in the page's own part."""

    action: str
    method: str
    ident: str
    in_main: bool = False
    fields: list[Field] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """The names a person can fill in or press."""
        return {item.name for item in self.fields if item.kind != "hidden"}

    @property
    def fields_named(self) -> list[str]:
        """Every name once, in order, whatever its kind."""
        return list(dict.fromkeys(item.name for item in self.fields))

    def data(self) -> dict[str, list[str]]:
        """What the form would send as it stands, without any button."""
        sent: dict[str, list[str]] = {}
        for item in self.fields:
            if item.kind not in BUTTON_KINDS and item.kind != "file" and item.values:
                sent.setdefault(item.name, []).extend(item.values)
        return sent


class Page:
    """A parsed page, at the address it came from."""

    def __init__(self, text: str, url: str = "/") -> None:
        self.text = text
        self.url = url
        self.root: Element = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)

    @cached_property
    def forms(self) -> list[Form]:
        """Every form of the page, in order, with controls tied to it by ``form=`` too."""
        forms = {id(element): self._form(element) for element in self.root.iter("form")}
        by_ident = {form.ident: form for form in forms.values() if form.ident}
        for element, owner in self._controls():
            tied = by_ident.get(element.get("form", "")) or forms.get(id(owner))
            control = _field(element)
            if tied is not None and control is not None:
                tied.fields.append(control)
        return list(forms.values())

    @cached_property
    def idents(self) -> list[str]:
        """Every ``id`` of the page, repeats included."""
        return [ident for element in self.root.iter() if (ident := element.get("id"))]

    @property
    def headings(self) -> list[str]:
        """The text of every first-level heading."""
        return [text_of(element) for element in self.root.iter("h1")]

    @property
    def title(self) -> str:
        """The text of the title, or nothing."""
        return next((text_of(element) for element in self.root.iter("title")), "")

    def field(self, name: str) -> Field | None:
        """The first control of that name in any form, or None."""
        return next((f for form in self.forms for f in form.fields if f.name == name), None)

    def problems(self) -> list[str]:
        """The ids that the summary of problems links to."""
        return [
            link.get("href", "")[1:]
            for summary in self.root.iter("div")
            if summary.get("data-error-summary") is not None
            for link in summary.iter("a")
        ]

    @property
    def names_problems(self) -> bool:
        """Whether the page has a summary of problems with any words in it."""
        return any(
            text_of(summary)
            for summary in self.root.iter("div")
            if summary.get("data-error-summary") is not None
        )

    def links(self) -> Iterator[str]:
        """Every address the page links to."""
        for element in self.root.iter("a"):
            if element.get("href"):
                yield element.get("href", "")

    def _form(self, element: Element) -> Form:
        return Form(
            action=urljoin(self.url, element.get("action") or self.url),
            method=element.get("method", "get").lower(),
            ident=element.get("id", ""),
            in_main=id(element) in self._forms_in_main,
        )

    @cached_property
    def _forms_in_main(self) -> set[int]:
        return {id(form) for main in self.root.iter("main") for form in main.iter("form")}

    def _controls(self) -> Iterator[tuple[Element, Element | None]]:
        stack: list[tuple[Element, Element | None]] = [(self.root, None)]
        while stack:
            element, owner = stack.pop()
            if element.tag in ("input", "select", "textarea", "button"):
                yield element, owner
            inside = element if element.tag == "form" else owner
            stack.extend((child, inside) for child in reversed(element))


def text_of(element: Element) -> str:
    """Return an element's words with single spaces."""
    return " ".join("".join(element.itertext()).split())


def _field(element: Element) -> Field | None:
    name = element.get("name")
    if not name or element.get("disabled") is not None:
        return None
    about: dict[str, Any] = {
        "required": element.get("required") is not None,
        "ident": element.get("id", ""),
        "is_number": element.get("inputmode", "") in ("numeric", "decimal"),
    }
    if element.tag == "textarea":
        return Field(name, "textarea", ("".join(element.itertext()),), **about)
    if element.tag == "select":
        return _select(name, element, about)
    kind = element.get("type", "submit" if element.tag == "button" else "text").lower()
    value = element.get("value", "on" if kind in CHECKED_KINDS else "")
    sends = kind not in CHECKED_KINDS or element.get("checked") is not None
    return Field(name, kind, (value,) if sends else (), (value,), **about)


def _select(name: str, element: Element, about: dict[str, Any]) -> Field:
    options = [(o.get("value", text_of(o)), o) for o in element.iter("option")]
    chosen = [value for value, option in options if option.get("selected") is not None]
    if not chosen and options and element.get("multiple") is None:
        chosen = [options[0][0]]
    return Field(name, "select", tuple(chosen), tuple(value for value, _ in options), **about)
