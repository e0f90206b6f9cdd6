"""What every factory does: number things, and put rows where the test sees them."""

from __future__ import annotations

import itertools
from typing import TypeVar

from jobboard.extensions import Base, db

Row = TypeVar("Row", bound=Base)

_numbers = itertools.count(1)


def number() -> int:
    """Return a number no other row of this process has."""
    return next(_numbers)


def save(row: Row) -> Row:
    """Add a row to the test's session and give it its id."""
    db.session.add(row)
    db.session.flush()
    return row
