"""Columns of large segments in files of their own, beside the segments they belong to.

To read them takes a fraction of what reading the rows does that Whoosh stores. They hold nothing
but what the rows say: where one is missing, the rows are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from jobboard.search import columns, whoosh_schema
from jobboard.search.columns import KEYS, NUMBERS, Array, Columns, KeyList, Keys
from jobboard.search.whoosh_schema import Row

FROM_DOCUMENTS = 256
"""Segments of fewer documents are read from their rows as quickly."""


def columns_of(storage: Any, segment: Any, keys: Keys) -> Columns:
    """A segment's columns, from its side file or else from the rows it stores."""
    path = _path(storage, segment)
    if path.exists():
        return _load(path, keys)
    reader = segment.codec().per_document_reader(storage, segment)
    try:
        rows = (
            reader.stored_fields(number)[whoosh_schema.ROW]
            for number in range(reader.doc_count_all())
        )
        return columns.of_rows((Row(*row) for row in rows), keys)
    finally:
        reader.close()


def make_missing(storage: Any, segments: Iterable[Any]) -> None:
    """Write the side files of large segments that have none."""
    for segment in segments:
        path = _path(storage, segment)
        if segment.doc_count_all() >= FROM_DOCUMENTS and not path.exists():
            keys = columns.new_keys()
            _save(path, columns_of(storage, segment, keys), keys)


def _path(storage: Any, segment: Any) -> Path:
    """Where a segment's columns are kept; Whoosh clears it away together with the segment."""
    return Path(storage.folder) / f"{segment.segment_id()}.columns"


def _save(path: Path, columns: Columns, keys: Keys) -> None:
    """Write columns to a file of their own, with only the values they use."""
    stored: dict[str, Array] = {**columns.numbers}
    stored |= {"versions": columns.versions, "lengths": columns.lengths}
    used: dict[str, list[str]] = {}
    for name in KEYS:
        distinct, codes = np.unique(columns.codes[name], return_inverse=True)
        used[name] = [keys[name][code] for code in distinct]
        stored[f"code_{name}"] = codes.astype(np.min_scalar_type(len(distinct)))
    stored["used"] = np.frombuffer(json.dumps(used).encode(), np.uint8)
    beside = path.with_name(f"{path.name}.part")
    with beside.open("wb") as file:
        np.savez(file, allow_pickle=False, **stored)
    beside.replace(path)


def _load(path: Path, keys: Keys) -> Columns:
    """Columns from a file that ``_save`` wrote. Raises OSError, ValueError or KeyError."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        used = json.loads(stored["used"].tobytes())
        return Columns(
            numbers={name: stored[name] for name in NUMBERS},
            versions=stored["versions"],
            lengths=stored["lengths"],
            codes={name: _recoded(stored[f"code_{name}"], used[name], keys[name]) for name in KEYS},
        )


def _recoded(codes: Array, used: list[str], keys: KeyList) -> Array:
    """Codes into a file's own list of values as codes into the shared one."""
    shared = np.array([keys.code(value) for value in used], np.int32)
    return shared[codes] if len(used) else np.empty(0, np.int32)
