"""HTML that a macro draws once, cut where something else stands in every request.

Words and marks of a result row stay the same while its listing does; only what a search says
of it changes. The macro stays the one place of the HTML: marks are put where such parts go,
and the finished text is cut at them.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime
from threading import Lock
from typing import Any, Generic, TypeVar

from flask import current_app
from markupsafe import Markup

Key = TypeVar("Key", bound=Hashable)
Part = TypeVar("Part")

# Every time zone lies a multiple of this from UTC.
BUCKET_SECONDS = 900
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


def bucket(now: datetime) -> int:
    """Return a number that is another one after a midnight anywhere, for "posted today"."""
    return int(now.timestamp()) // BUCKET_SECONDS


class Kept(Generic[Key, Part]):
    """The drawn parts used last, safe for several threads.

    The key is all that a part depends on, so that nothing kept is ever out of date.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: OrderedDict[Key, Part] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Part | None:
        """Return the part kept under a key."""
        with self._lock:
            part = self._parts.get(key)
            if part is not None:
                self._parts.move_to_end(key)
            return part

    def put(self, key: Key, part: Part) -> Part:
        """Keep a part, in place of the one used longest ago if there are too many."""
        with self._lock:
            self._parts[key] = part
            if len(self._parts) > self._most:
                self._parts.popitem(last=False)
        return part


def kept_here(name: str, most: int) -> Kept[Any, Any]:
    """Return what this application keeps under a name, at most so many parts."""
    held = current_app.extensions
    kept: Kept[Any, Any] = held[name] if name in held else held.setdefault(name, Kept(most))
    return kept
