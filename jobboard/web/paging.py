"""Page numbers from the address: bounded, and never an error."""

from __future__ import annotations

from flask import request

LAST_PAGE = 10_000


def page_number(name: str = "page") -> int:
    """Return the page asked for; anything that is not a sensible number means page 1."""
    text = request.args.get(name, "1")
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LAST_PAGE))):
        return 1
    return max(1, min(int(text), LAST_PAGE))
