"""A resume's document: the shape of JSON Resume 1.0, with our own facts in a namespaced extension.

A document is plain JSON. What JSON Resume can hold stands where it says: ``basics``, ``work``,
``education``, ``certificates``, ``languages``, ``references``, ``volunteer``. What it has no word
for stands under ``x-customer-service``, at the top and inside entries:

    at the top      skills [{id, slug | text, proof, work_id, trained, reference}]
                    breaks [{id, startDate, endDate, text}]
                    channels [slug]         tools [{slug | text}]
                    availability {weekday: [shift band]}      home_office [slug]
                    wanted {arrangements, town, region, country, live_in [country or region],
                            industries, hours, contracts, pay_min, pay_period, pay_currency}
    in work         id, industry, channels [slug], contacts_a_day, result {metric, value, period,
                    sample, verified} or {text}
    in education    id, qualification        in languages    id, slug, level

Dates are "2021", "2021-03" or "2021-03-31"; no end date means that it goes on. Functions never
change the document they are given. They read any JSON: what has the wrong type counts as missing.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jobboard.domain.errors import RuleError

KEY = "x-customer-service"
MOST_ENTRIES = 40

Document = dict[str, Any]
Entry = dict[str, Any]


class Section(StrEnum):
    """A list of entries in the document."""

    WORK = "work"
    VOLUNTEER = "volunteer"
    EDUCATION = "education"
    CERTIFICATES = "certificates"
    LANGUAGES = "languages"
    REFERENCES = "references"
    SKILLS = "skills"
    BREAKS = "breaks"

    @property
    def is_ours(self) -> bool:
        """Whether the list stands in the extension. JSON Resume's own ``skills`` is another."""
        return self in (Section.SKILLS, Section.BREAKS)


class NoSuchEntry(LookupError):
    """The section has no entry with this id, or no longer."""


def empty(name: str = "", email: str = "") -> Document:
    """Return a new document, with a name and an address to begin with."""
    basics = {key: value for key, value in (("name", name), ("email", email)) if value}
    return {"basics": basics, KEY: {}}


def text(entry: Mapping[str, Any], key: str) -> str:
    """Return a text of an entry, or "" where there is none."""
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def texts(entry: Mapping[str, Any], key: str) -> list[str]:
    """Return a list of texts of an entry, or [] where there is none."""
    value = entry.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def mapping(entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a table of an entry, or an empty one where there is none."""
    value = entry.get(key)
    return value if isinstance(value, dict) else {}


def rows(entry: Mapping[str, Any], key: str) -> list[Entry]:
    """Return a list of tables of an entry, or [] where there is none."""
    value = entry.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def ours(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return our extension of a document or of an entry."""
    return mapping(entry, KEY)


def entries(document: Mapping[str, Any], section: Section) -> list[Entry]:
    """Return the entries of a section, in the order in which they were added."""
    return rows(ours(document) if section.is_ours else document, section)


def entry_id(entry: Mapping[str, Any]) -> str:
    """Return an entry's id, or "" for one that came from elsewhere and has none yet."""
    return text(entry, "id") or text(ours(entry), "id")


def find(document: Mapping[str, Any], section: Section, ident: str) -> Entry:
    """Return one entry. Raises NoSuchEntry."""
    for entry in entries(document, section):
        if ident and entry_id(entry) == ident:
            return entry
    raise NoSuchEntry(ident)


def add(document: Document, section: Section, entry: Mapping[str, Any]) -> Document:
    """Return the document with one more entry. Raises RuleError where there are too many."""
    kept = entries(document, section)
    if len(kept) >= MOST_ENTRIES:
        raise RuleError(f"A section holds at most {MOST_ENTRIES} entries. Remove one first.")
    changed, ident = _next_id(document)
    return _with_entries(changed, section, [*kept, _with_id(section, _merged({}, entry), ident)])


def replace(document: Document, section: Section, ident: str, entry: Mapping[str, Any]) -> Document:
    """Return the document with one entry changed; facts of it that we do not know are kept.

    A value of None takes a fact out. Raises NoSuchEntry.
    """
    old = find(document, section, ident)
    new = _with_id(section, _merged(old, entry), ident)
    changed = [new if item is old else item for item in entries(document, section)]
    return _with_entries(document, section, changed)


def remove(document: Document, section: Section, ident: str) -> Document:
    """Return the document without one entry; skills keep standing without their job.

    Raises NoSuchEntry.
    """
    gone = find(document, section, ident)
    kept = [item for item in entries(document, section) if item is not gone]
    changed = _with_entries(document, section, kept)
    if section is Section.WORK:
        skills = [
            {**skill, "work_id": ""} if text(skill, "work_id") == ident else skill
            for skill in entries(changed, Section.SKILLS)
        ]
        changed = _with_entries(changed, Section.SKILLS, skills)
    return changed


def set_basics(document: Document, basics: Mapping[str, Any]) -> Document:
    """Return the document with these basics; others, such as profiles, are kept."""
    return {**document, "basics": _merged(mapping(document, "basics"), basics)}


def set_ours(document: Document, **facts: Any) -> Document:
    """Return the document with these facts of the extension; the others are kept."""
    return {**document, KEY: {**ours(document), **facts}}


def as_sent(document: Mapping[str, Any]) -> Document:
    """Return the copy an employer gets: all of it but the pay floor, which is for matching."""
    sent = copy.deepcopy(dict(document))
    wanted = {
        name: value
        for name, value in mapping(ours(sent), "wanted").items()
        if not name.startswith("pay_")
    }
    return set_ours(sent, wanted=wanted) if "wanted" in ours(sent) else sent


def _next_id(document: Document) -> tuple[Document, str]:
    # A counter, so that an address once given never leads to another entry.
    last = ours(document).get("last_id")
    number = (last if isinstance(last, int) else 0) + 1
    return set_ours(document, last_id=number), f"e{number}"


def _with_id(section: Section, entry: Entry, ident: str) -> Entry:
    if section.is_ours:
        return {**entry, "id": ident}
    return {**entry, KEY: {**ours(entry), "id": ident}}


def _with_entries(document: Document, section: Section, kept: list[Entry]) -> Document:
    if section.is_ours:
        return set_ours(document, **{section.value: kept})
    return {**document, section.value: kept}


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> Entry:
    both = {**old, **new}
    if KEY in new:
        both[KEY] = _merged(ours(old), ours(new))
    return {key: value for key, value in both.items() if value is not None}
