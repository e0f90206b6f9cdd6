"""Months on a resume: reading them, counting them, saying them, and finding gaps between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jobboard.domain.errors import RuleError
from jobboard.domain.resume.document import Section, entries, text

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MONTHS_A_YEAR = 12
# Shorter breaks between jobs are usual and nobody asks about them.
LONGEST_USUAL_GAP = 3
EARLIEST_YEAR = 1940
_DATE = re.compile(r"([12][0-9]{3})(?:-(0[1-9]|1[0-2]))?(?:-[0-3][0-9])?")
_COVERING = (Section.WORK, Section.VOLUNTEER, Section.EDUCATION, Section.BREAKS)


@dataclass(frozen=True, slots=True)
class Gap:
    """Months without anything on the resume. ``start`` and ``end`` are its first and last."""

    start: str
    end: str
    months: int

    @property
    def sentence(self) -> str:
        """What the page says of it."""
        first, last = month_words(self.start), month_words(self.end)
        if self.start[:4] == self.end[:4]:
            first = first.partition(" ")[0]
        return f"There is a gap from {first} to {last}. You can explain it, or leave it."


def make_month(month: str, year: str) -> str:
    """Return "2021-03" from what a form holds. Raises RuleError that says what to enter."""
    if not re.fullmatch(r"[12][0-9]{3}", year) or int(year) < EARLIEST_YEAR:
        raise RuleError("Enter a year with four figures, like 2021.")
    if month not in {str(number) for number in range(1, MONTHS_A_YEAR + 1)}:
        raise RuleError("Choose a month.")
    return f"{year}-{int(month):02}"


def split_month(value: str) -> tuple[str, str]:
    """Return month and year for a form: ("3", "2021"); "" for what the date does not say."""
    found = _DATE.fullmatch(value)
    if found is None:
        return "", ""
    return str(int(found[2])) if found[2] else "", found[1]


def check_period(start: str, end: str, now: date) -> None:
    """Refuse a period that begins in the future or ends before it began.

    ``end`` is "" where it goes on. Raises RuleError, at the form's fields ``from_year`` and
    ``to_year``.
    """
    this_month = now.year * MONTHS_A_YEAR + now.month - 1
    if _index(start, last=False) > this_month:
        raise RuleError("Enter a start that is not in the future.", "from_year")
    if end and _index(end, last=True) < _index(start, last=False):
        raise RuleError("Enter an end that is not before the start.", "to_year")
    if end and _index(end, last=False) > this_month:
        raise RuleError("Enter an end that is not in the future.", "to_year")


def month_words(value: str) -> str:
    """Return "March 2021", or "2021" where no month is known, or the text itself."""
    found = _DATE.fullmatch(value)
    if found is None:
        return value
    return f"{MONTHS[int(found[2]) - 1]} {found[1]}" if found[2] else found[1]


def period_words(entry: Mapping[str, Any]) -> str:
    """Return "March 2021 to June 2023" or "March 2021 to now"; "" where no start is known."""
    start, end = text(entry, "startDate"), text(entry, "endDate")
    if not start:
        return f"Until {month_words(end)}" if end else ""
    if start == end:
        return month_words(start)
    return f"{month_words(start)} to {month_words(end) if end else 'now'}"


def length_words(entry: Mapping[str, Any]) -> str:
    """Return how long it lasted, "2 years" or "8 months", or "since March 2021" if it goes on."""
    start, end = text(entry, "startDate"), text(entry, "endDate")
    if not _DATE.fullmatch(start):
        return ""
    if not end:
        return f"since {month_words(start)}"
    if not _DATE.fullmatch(end):
        return ""
    months = max(_index(end, last=True) - _index(start, last=False) + 1, 1)
    number, unit = (months // 12, "year") if months >= MONTHS_A_YEAR else (months, "month")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def newest_first(listed: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return entries with those that go on first, then by their end, the latest first."""
    return sorted(listed, key=_recency, reverse=True)


def gaps(document: Mapping[str, Any], now: date) -> list[Gap]:
    """Return the gaps of more than three months since the first job, the oldest first.

    Volunteer work, education and explained breaks fill a gap as much as a job does.
    """
    first_jobs = [span[0] for span in _spans(entries(document, Section.WORK), now)]
    if not first_jobs:
        return []
    covering = [entry for section in _COVERING for entry in entries(document, section)]
    found, covered = [], min(first_jobs) - 1
    this_month = now.year * MONTHS_A_YEAR + now.month - 1
    for start, end in [*sorted(_spans(covering, now)), (this_month, this_month)]:
        if start - covered - 1 > LONGEST_USUAL_GAP:
            found.append(Gap(_iso(covered + 1), _iso(start - 1), start - covered - 1))
        covered = max(covered, end)
    return found


def _spans(listed: Iterable[Mapping[str, Any]], now: date) -> list[tuple[int, int]]:
    this_month = now.year * MONTHS_A_YEAR + now.month - 1
    found = []
    for entry in listed:
        start, end = text(entry, "startDate"), text(entry, "endDate")
        if _DATE.fullmatch(start) and (not end or _DATE.fullmatch(end)):
            last = _index(end, last=True) if end else this_month
            found.append((_index(start, last=False), last))
    return found


def _recency(entry: Mapping[str, Any]) -> tuple[bool, int, int]:
    start, end = text(entry, "startDate"), text(entry, "endDate")
    began = _index(start, last=False) if _DATE.fullmatch(start) else 0
    ended = _index(end, last=True) if _DATE.fullmatch(end) else 0
    return (bool(start) and not end, ended, began)


def _index(value: str, *, last: bool) -> int:
    """Return the month as a number; a year alone means its first or its last month."""
    found = _DATE.fullmatch(value)
    if found is None:
        raise ValueError(f"{value!r} is no date of a resume.")
    month = int(found[2]) if found[2] else (MONTHS_A_YEAR if last else 1)
    return int(found[1]) * MONTHS_A_YEAR + month - 1


def _iso(index: int) -> str:
    return f"{index // MONTHS_A_YEAR}-{index % MONTHS_A_YEAR + 1:02}"
