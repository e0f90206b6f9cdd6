"""The columns of several runs of documents as one run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from jobboard.search.analysis import FIELDS
from jobboard.search.columns import KEYS, NUMBERS, VERSION_TYPE, Columns

_ROOM = 2_048
"""Documents more than there are that columns have room for."""


class Growing:
    """The columns of runs of documents after another, with room for more at the end.

    Columns given out never change: new ones share their beginning and only add to it. So a
    change costs what it adds, not a copy of everything. Not for several threads at once.
    """

    def __init__(self) -> None:
        self._ids: list[tuple[str, int]] = []
        self._size = 0
        self._room = _with_room(0, np.dtype(VERSION_TYPE))

    def joined(self, parts: Sequence[tuple[str, Columns]]) -> Columns:
        """The columns of these runs; each is known by an id and its length."""
        ids = [(name, len(part)) for name, part in parts]
        size = sum(len(part) for _, part in parts)
        versions = np.result_type(VERSION_TYPE, *(part.versions.dtype for _, part in parts))
        held = len(self._ids)
        fits = size <= len(self._room) and versions.itemsize <= self._room.versions.itemsize
        if self._ids != ids[:held] or not fits:
            self._room, self._size, held = _with_room(size + _ROOM, versions), 0, 0
        for _, part in parts[held:]:
            _copy(part, _cut(self._room, self._size, self._size + len(part)))
            self._size += len(part)
        self._ids = ids
        return _cut(self._room, 0, size)


def _with_room(size: int, versions: Any) -> Columns:
    return Columns(
        numbers={name: np.empty(size, kind) for name, kind in NUMBERS.items()},
        versions=np.empty(size, versions),
        lengths=np.empty((len(FIELDS), size), np.int32),
        codes={name: np.empty(size, np.int32) for name in KEYS},
    )


def _cut(columns: Columns, start: int, end: int) -> Columns:
    return Columns(
        numbers={name: column[start:end] for name, column in columns.numbers.items()},
        versions=columns.versions[start:end],
        lengths=columns.lengths[:, start:end],
        codes={name: column[start:end] for name, column in columns.codes.items()},
    )


def _copy(part: Columns, into: Columns) -> None:
    for name, column in part.numbers.items():
        into.numbers[name][:] = column
    for name, column in part.codes.items():
        into.codes[name][:] = column
    into.versions[:] = part.versions
    into.lengths[:] = part.lengths
