"""Letting employers find a resume: what has to be on it first, and what they see of it.

Nothing that leads to a person outside this site is shown, whatever they wrote where.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from jobboard.domain.resume.contact import FEWEST_DIGITS, without_contact
from jobboard.domain.resume.document import (
    KEY,
    Document,
    Section,
    as_sent,
    entries,
    mapping,
    ours,
    set_ours,
    text,
    texts,
)

_BASICS = ("name", "label", "summary")
_LOCATION = ("city", "region", "countryCode")
_SECTIONS = (
    Section.WORK,
    Section.VOLUNTEER,
    Section.EDUCATION,
    Section.CERTIFICATES,
    Section.LANGUAGES,
)
# JSON Resume's own list of skills, beside ours in the extension.
_OTHER_SKILLS = "skills"
_WISHES = ("arrangements", "industries", "hours", "contracts")
_PLACES = ("town", "region", "country")
# Of entries: links, and people's names and numbers.
_NEVER = frozenset({"url", "reference", "contact", "phone", "email", "image", "profiles"})
_LARGEST_FIGURE = 10 ** (FEWEST_DIGITS - 1)


class Missing(NamedTuple):
    """What is not on a resume yet: the page's section, and what to do there."""

    section: str
    words: str


def missing_to_be_found(document: Mapping[str, Any]) -> list[Missing]:
    """Return what a resume needs before employers may find it: a name, a wish and a place."""
    wanted = mapping(ours(document), "wanted")
    found = []
    if not text(mapping(document, "basics"), "name"):
        found.append(Missing("contact", "Add your name."))
    if not any(texts(wanted, name) for name in _WISHES):
        found.append(
            Missing("wanted", "Say what you want: how to work, the industry, hours or contract.")
        )
    if not (any(text(wanted, name) for name in _PLACES) or texts(wanted, "live_in")):
        found.append(Missing("wanted", "Say where you want to work or may live."))
    return found


def as_found(document: Mapping[str, Any]) -> Document:
    """Return what employers who find a resume see: no way to reach the person, no pay floor."""
    basics = mapping(document, "basics")
    location = mapping(basics, "location")
    sent = as_sent(document)
    shown: Document = {
        "basics": {
            **{name: without_contact(text(basics, name)) for name in _BASICS},
            "location": {name: without_contact(text(location, name)) for name in _LOCATION},
        },
        **{section.value: _kept(entries(sent, section)) for section in _SECTIONS},
        _OTHER_SKILLS: _kept(sent.get(_OTHER_SKILLS)),
        KEY: {},
    }
    return set_ours(shown, **_kept(dict(ours(sent))))


def _kept(value: Any) -> Any:
    """A part of a resume without what leads to a person, in whatever field it was written."""
    if isinstance(value, dict):
        return {key: _kept(inner) for key, inner in value.items() if key not in _NEVER}
    if isinstance(value, list):
        return [_kept(inner) for inner in value]
    if isinstance(value, str):
        return without_contact(value)
    is_number = isinstance(value, int | float) and abs(value) >= _LARGEST_FIGURE
    return None if is_number else value
