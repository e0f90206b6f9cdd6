"""Page numbers from the address: bounded, and never an error."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request, url_for

LAST_PAGE = 10_000


def page_number(name: str = "page") -> int:
    """Return the page asked for; anything that is not a sensible number means page 1."""
    text = request.args.get(name, "1")
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LAST_PAGE))):
        return 1
    return max(1, min(int(text), LAST_PAGE))


def page_url(number: int) -> str:
    """Return this page's own address with another page number; page 1 has none."""
    # What visitors type after the question mark never reaches url_for, which has words of its
    # own among its arguments.
    path = url_for(request.endpoint or "public.home", **(request.view_args or {}))
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    query = urlencode([*kept, ("page", number)] if number > 1 else kept)
    return f"{path}?{query}" if query else path
