"""What a listing's address says of the list it was opened from, other than a search."""

from __future__ import annotations

from typing import Any

FROM = "from"
# The other lists are landing pages, each named by its slug.
MATCHES = "matches"


def came_from(name: str, page: int = 1) -> dict[str, Any]:
    """Return the arguments of a listing's address on a page of a list."""
    return {FROM: name} | ({"page": page} if page > 1 else {})
