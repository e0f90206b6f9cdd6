"""What a program's author reads: the page about the API, and its OpenAPI document."""

from __future__ import annotations

from typing import Any

from flask import render_template

from jobboard.web.api.blueprint import VERSION, pages
from jobboard.web.api.parameters import parameters
from jobboard.web.api.specification import TERMS, specification

MOST_VALUES = 24


@pages.get("")
def about() -> str:
    """Show how to ask, how often one may, and what may be done with the answers."""
    # The document's descriptions are Markdown; the page is not.
    rows = [
        (said["name"], said["description"].replace("`", ""), _values(said["schema"]))
        for said in parameters()
    ]
    return render_template("api/about.html", rows=rows, terms=TERMS)


@pages.get(f"/{VERSION}/openapi.json")
def openapi() -> dict[str, Any]:
    """Answer with the OpenAPI document."""
    return specification()


def _values(schema: dict[str, Any]) -> str:
    """Return the allowed values where they are few enough to read; "" for free text."""
    values = schema.get("items", schema).get("enum", [])
    if len(values) > MOST_VALUES:
        return f"{len(values)} terms, listed in the OpenAPI document"
    return ", ".join(str(value) for value in values)
