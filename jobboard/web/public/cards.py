"""Result rows, each saying so where nobody would read an application."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jobboard.models import Listing
from jobboard.queries.applications import silent_companies
from jobboard.web.listing_view import listing_card

SILENT = {"tags": ["No applications here"], "apply_by_text": None}


def _nothing(_listing: Listing) -> dict[str, Any]:
    return {}


def cards(
    rows: Sequence[Listing], more: Callable[[Listing], dict[str, Any]] = _nothing
) -> list[dict[str, Any]]:
    """Return the rows of a list; ``more`` adds what only this list knows of a listing."""
    silent = silent_companies(rows)
    return [
        listing_card(row, **(SILENT if row.company_id in silent else {}), **more(row))
        for row in rows
    ]
