"""The rows of a listing that are added and removed one by one: requirements and questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jobboard.domain.listing_rows import check_new_requirement, with_question
from jobboard.models import Listing
from jobboard.services.listings import By
from jobboard.services.posting import facts_of, open_for_editing, write_facts


def add_requirement(
    listing: Listing, row: Mapping[str, str], by: By, now: datetime, *, seen_version: int
) -> None:
    """Add a must-have or nice-to-have. Raises RuleError where it is there or there are enough."""
    open_for_editing(listing, seen_version)
    check_new_requirement(row, listing.requirements)
    _write_rows(listing, "requirements", [*listing.requirements, dict(row)], by, now)


def remove_requirement(
    listing: Listing, position: int, by: By, now: datetime, *, seen_version: int
) -> None:
    """Take away the requirement at ``position``, from 0. One that is not there is no harm."""
    open_for_editing(listing, seen_version)
    kept = [row for place, row in enumerate(listing.requirements) if place != position]
    _write_rows(listing, "requirements", kept, by, now)


def add_question(
    listing: Listing,
    kind: str,
    text: str,
    by: By,
    now: datetime,
    *,
    optional: bool,
    seen_version: int,
) -> None:
    """Add a question to applicants. Raises RuleError where it is there or there are enough."""
    open_for_editing(listing, seen_version)
    rows = with_question(listing.questions, kind, text, optional=optional)
    _write_rows(listing, "questions", rows, by, now)


def remove_question(
    listing: Listing, question_id: str, by: By, now: datetime, *, seen_version: int
) -> None:
    """Take away a question. One that is not there is no harm."""
    open_for_editing(listing, seen_version)
    kept = [row for row in listing.questions if row["id"] != question_id]
    _write_rows(listing, "questions", kept, by, now)


def _write_rows(
    listing: Listing, field: str, rows: list[dict[str, Any]], by: By, now: datetime
) -> None:
    after = {**facts_of(listing), field: rows}
    write_facts(listing, after, (field,), listing.steps_done, by, now)
