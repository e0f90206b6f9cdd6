"""Result rows, each saying so where nobody would read an application."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from jobboard.domain.permissions import AccountKind
from jobboard.models import Listing
from jobboard.queries.applications import silent_companies
from jobboard.queries.hidden import hidden_ids
from jobboard.web.listing_view import SILENT, listing_card
from jobboard.web.viewer import viewer

HIDDEN_TEXT = "You hid this job from your matches"
HIDDEN = {"hidden_text": HIDDEN_TEXT}


def _nothing(_listing: Listing) -> dict[str, Any]:
    return {}


def cards(
    rows: Sequence[Listing], more: Callable[[Listing], dict[str, Any]] = _nothing
) -> list[dict[str, Any]]:
    """Return the rows of a list; ``more`` adds what only this list knows of a listing."""
    silent, hidden = silent_companies(rows), hidden_by_reader()
    return [
        listing_card(
            row,
            **(SILENT if row.company_id in silent else {}),
            **(HIDDEN if row.id in hidden else {}),
            **more(row),
        )
        for row in rows
    ]


def hidden_by_reader() -> Collection[int]:
    """Return what the reader hid from their matches.

    A search shows it all the same, and says so: who searches asks for everything that answers,
    the counts beside the filters are of that, and a job hidden by mistake must be findable.
    """
    person = viewer()
    if person is None or person.kind is not AccountKind.SEEKER:
        return ()
    return hidden_ids(person.id)
