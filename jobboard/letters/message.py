"""What a letter is before it is sent: a subject and parts, rendered once as text and HTML.

A letter's words stand once, in the function that makes it; both renderings come from the
same parts, so that they cannot say different things.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from jobboard import settings
from jobboard.models import Letter

LONGEST_SUBJECT = 180


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else, set apart so that they are not taken for ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled facts, such as a reference or a date."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: a label and a path of this site, starting with a slash."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several things the letter tells of: its title, its facts and a path of this site."""

    title: str
    path: str
    rows: tuple[tuple[str, str], ...]


Part = Paragraph | Quote | Facts | Action | Entry


@dataclass(frozen=True, slots=True)
class Message:
    """A letter to one address. ``kind`` is the name of the function that made it."""

    kind: str
    to_email: str
    subject: str
    parts: tuple[Part, ...]
    account_id: int | None = None
    headers: dict[str, str] = field(default_factory=dict)


def letter_row(message: Message, now: datetime) -> Letter:
    """Render ``message`` and return the row that the worker will send."""
    chosen = settings.current()
    subject = " ".join(message.subject.split())[:LONGEST_SUBJECT]
    context = {
        "subject": subject,
        "parts": [(type(part).__name__.lower(), part) for part in message.parts],
        "base_url": chosen.base_url,
        "site_name": chosen.site_name,
    }
    return Letter(
        kind=message.kind,
        account_id=message.account_id,
        to_email=message.to_email,
        subject=subject,
        text=_render("letters/letter.txt", context),
        html=_render("letters/letter.html", context),
        headers=message.headers,
        message_id=make_msgid(domain=urlsplit(chosen.base_url).hostname or "localhost"),
        created_at=now,
        next_try_at=now,
    )


def _render(template: str, context: dict[str, Any]) -> str:
    # Not Flask's own way: a letter knows nothing of a request, and the worker has none.
    return current_app.jinja_env.get_template(template).render(context)
