"""The typed parts of addresses: what no row can have is an address that is not there (404)."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter, ValidationError

# What the integer columns of every database hold.
LARGEST_ID = 2**31 - 1


class IdConverter(IntegerConverter):
    """A row's id in plain digits, no larger than a database takes."""

    regex = "[0-9]{1,10}"

    def __init__(self, map: Map, **options: Any) -> None:  # noqa: A002 - Werkzeug's own name
        super().__init__(map, **{"max": LARGEST_ID} | options)


class WordsConverter(UnicodeConverter):
    """Text without control characters: PostgreSQL refuses some, and no address of ours has any."""

    def to_python(self, value: str) -> str:
        """Return the text as it is."""
        if any(unicodedata.category(sign) == "Cc" for sign in value):
            raise ValidationError
        return value


def init_app(app: Flask) -> None:
    """Let every address registered from now on use these."""
    app.url_map.converters |= {
        "int": IdConverter,
        "string": WordsConverter,
        "default": WordsConverter,
    }
