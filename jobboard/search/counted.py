"""What is counted of a segment's columns once, for every snapshot it is part of."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobboard.search.columns import Columns

Counts = NDArray[np.int64]

_EARLIEST, _LATEST = np.iinfo(np.int64).min, np.iinfo(np.int64).max


class Shown(NamedTuple):
    """Who is visible from ``since`` to before ``until``, deleted documents among them."""

    since: int
    until: int
    mask: NDArray[np.bool_]


class Counted:
    """Kept beside columns that never change."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._totals: dict[str, Counts] = {}
        self._shown: Shown | None = None

    def totals(self, column: str) -> Counts:
        """How many documents have each value of a coded column."""
        if column not in self._totals:
            self._totals[column] = np.bincount(self._columns.codes[column])
        return self._totals[column]

    def shown(self, moment: int) -> Shown:
        """``domain.listing.is_visible`` for every document."""
        shown = self._shown
        if shown is None or not shown.since <= moment < shown.until:
            shown = self._shown = self._shown_at(moment)
        return shown

    def _shown_at(self, moment: int) -> Shown:
        numbers = self._columns.numbers
        opens, ends = numbers["visible_from"], numbers["visible_until"]
        turns = np.concatenate([opens, ends])
        since = int(turns[turns <= moment].max(initial=_EARLIEST))
        until = int(turns[turns > moment].min(initial=_LATEST))
        return Shown(since, until, numbers["live"] & (opens <= moment) & (moment < ends))


def added(parts: list[Counts]) -> Counts:
    """The sum of counts, some of which know fewer values."""
    total = np.zeros(max(map(len, parts), default=0), np.int64)
    for part in parts:
        total[: len(part)] += part
    return total
