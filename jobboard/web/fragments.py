"""HTML that a macro draws once, cut where something else stands in every request.

Words and marks of a result row stay the same while its listing does; only what a search says
of it changes. The macro stays the one place of the HTML: marks are put where such parts go,
and the finished text is cut at them.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import current_app
from markupsafe import Markup

# Nobody can write this into a text, since it is another one in every process.
_SECRET = secrets.token_hex(8)


def mark(number: int) -> Markup:
    """Return the mark to put where the part of this number goes, from 0 on."""
    return Markup(f"{_SECRET}-{number}.")  # noqa: S704 - letters and digits


def drawn(template: str, macro: str, *args: Any, **named: Any) -> str:
    """Return what a macro draws. It sees no request, so what it draws may be kept.

    A plain text, so that pieces of HTML can be joined; whoever hands it to a template says so.
    """
    module = current_app.jinja_env.get_template(template).module
    return str(getattr(module, macro)(*args, **named))


def cut(html: str, marks: int) -> tuple[str, ...]:
    """Return the pieces around the first ``marks`` marks, which must stand in order."""
    pieces = []
    for number in range(marks):
        before, _, html = html.partition(mark(number))
        pieces.append(before)
    return (*pieces, html)
