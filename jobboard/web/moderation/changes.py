"""What changed in a listing, in words: each fact before and after."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from jobboard.domain import vocabulary
from jobboard.models import Listing
from jobboard.queries.moderation import changed_since_decision
from jobboard.web.filters import moment

# The groups of the vocabulary that are not called like the fact that holds their terms.
_GROUPS = {
    "channels": "channel",
    "days": "weekday",
    "duties": "duty",
    "main_channel": "channel",
    "region": "us-state",
    "remote_countries": "country",
    "remote_regions": "us-state",
    "shift_bands": "shift-band",
}
_MOMENTS = ("opens_at", "closes_at")
_NAMES = {"opens_at": "Published from", "closes_at": "Apply by", "starts_on": "Start of work"}
NOTHING = "Nothing"


def change_rows(listing: Listing) -> list[tuple[str, str, str]]:
    """Return (fact, before, after) of what changed since a moderator last decided."""
    return [
        (_name(field), _said(field, before, listing), _said(field, after, listing))
        for field, (before, after) in changed_since_decision(listing).items()
    ]


def _name(field: str) -> str:
    return _NAMES.get(field, field.replace("_", " ").capitalize())


def _said(field: str, value: Any, listing: Listing) -> str:
    """Return a fact as it is kept in the history, in words; texts word for word."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(_row(field, row) for row in value) or NOTHING
    if value in (None, ""):
        return NOTHING
    if field in _MOMENTS:
        return moment(datetime.fromisoformat(value), listing.time_zone)
    return _term(field, str(value))


def _row(field: str, row: Any) -> str:
    if not isinstance(row, dict):
        return _term(field, str(row))
    words = row.get("text") or _term(row.get("kind", ""), row.get("slug", ""))
    level = f" ({_term('language-level', row['level'])})" if row.get("level") else ""
    optional = " (optional)" if row.get("optional") else ""
    return f"{words}{level}, {row['need']}" if row.get("need") else f"{words}{optional}"


def _term(field: str, slug: str) -> str:
    """Return a term's label; what is none, as it was written."""
    group = _GROUPS.get(field, field.replace("_", "-"))
    known = vocabulary.resolve(group, slug) if group in vocabulary.groups() else None
    return vocabulary.label(group, known) if known else slug
