"""The rows of a listing that are added one by one: requirements and questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError
from jobboard.domain.listing import MOST_MUST_HAVES, MOST_QUESTIONS

LONGEST_QUESTION = 200
LONGEST_REQUIREMENT = 120
MOST_NICE_TO_HAVES = 12
QUALIFICATION, NOTHING = "qualification", "none"
# Of a row that asks for nothing: neither a must-have nor nice to have.
NO_NEED = ""


def needs_nothing(row: Mapping[str, Any]) -> bool:
    """Say whether a row is no requirement but the fact that no qualification is needed."""
    return row.get("kind") == QUALIFICATION and row.get("slug") == NOTHING


def asked_for(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows that ask for something."""
    return [row for row in rows if not needs_nothing(row)]


def check_new_requirement(row: Mapping[str, str], rows: list[dict[str, str]]) -> None:
    """Raise RuleError unless ``row`` may join ``rows``: not there yet, and within the limits."""
    if any(_same_requirement(row, other) for other in rows):
        raise RuleError("This is on the list already.", "text" if not row["slug"] else "slug")
    _check_qualifications([*rows, row])
    if needs_nothing(row):
        return
    need = row["need"]
    most = MOST_MUST_HAVES if need == "must" else MOST_NICE_TO_HAVES
    if sum(other["need"] == need for other in rows) >= most:
        words = "must-haves" if need == "must" else "nice-to-haves"
        raise RuleError(f"There can be {most} {words}. Remove one first.", "need")


def _check_qualifications(rows: Iterable[Mapping[str, str]]) -> None:
    """Raise RuleError where none is needed and one is a must-have too."""
    found = [row for row in rows if row["kind"] == QUALIFICATION]
    if any(map(needs_nothing, found)) and any(
        row["need"] == "must" and not needs_nothing(row) for row in found
    ):
        raise RuleError(
            "No qualification can be needed, or one is a must-have, but not both. "
            "Remove the one that is not true.",
            "slug",
        )


def _same_requirement(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    same_text = vocabulary.fold(one["text"]) == vocabulary.fold(other["text"])
    return one["kind"] == other["kind"] and one["slug"] == other["slug"] and same_text


def with_question(
    questions: list[dict[str, Any]], kind: str, text: str, *, optional: bool
) -> list[dict[str, Any]]:
    """Return ``questions`` with one more, yes/no before text, each with an id of its own.

    Raises RuleError on field ``text`` where there are enough or the same is asked already.
    """
    if len(questions) >= MOST_QUESTIONS:
        raise RuleError(f"There can be {MOST_QUESTIONS} questions. Remove one first.", "text")
    if any(vocabulary.fold(q["text"]) == vocabulary.fold(text) for q in questions):
        raise RuleError("This question is on the list already.", "text")
    number = max((int(q["id"].removeprefix("q")) for q in questions), default=0) + 1
    added = {"id": f"q{number}", "kind": kind, "text": text, "optional": optional}
    return sorted([*questions, added], key=lambda q: q["kind"] != "yes-no")
