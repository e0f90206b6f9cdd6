"""The index as a process has it open: only what is new is read, and what was read serves again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from threading import Lock
from typing import Any, NamedTuple

from jobboard.search import segment
from jobboard.search.cache import BoundedCache
from jobboard.search.columns import Keys, new_keys
from jobboard.search.contract import IndexUnavailable
from jobboard.search.index_folder import Commit, IndexFolder, Pointer
from jobboard.search.joined_columns import Growing
from jobboard.search.segment import Cached, Segment
from jobboard.search.snapshot import Snapshot
from jobboard.search.suggester import Suggester
from jobboard.search.whoosh_schema import reading

_TRIES = 5
_RETRY_SECONDS = 0.02


class _Shared(NamedTuple):
    """What grows as snapshots follow each other that have segments in common."""

    keys: Keys
    columns: Growing
    suggester: Suggester


class Opened(NamedTuple):
    """A snapshot with the pointer and the look of the file that led to it."""

    seen: tuple[int, int]
    pointer: Pointer
    snapshot: Snapshot
    shared: _Shared

    @property
    def suggester(self) -> Suggester:
        """Makes suggestions from the snapshot."""
        return self.shared.suggester


class OpenIndex:
    """Opens what is in a folder, as often as it changes. Safe to use from several threads."""

    def __init__(self, folder: IndexFolder, cache_bytes: int) -> None:
        self._folder = folder
        self._cache: BoundedCache[Cached] = BoundedCache(cache_bytes, segment.size_of)
        self._refreshing = Lock()
        self._opened: Opened | None = None

    def answering(self) -> Opened:
        """What searches read: the index as it is now, or while it is missing, as it was last."""
        opened = self._opened
        try:
            return self.current()
        except IndexUnavailable:
            if opened is None:
                raise
            return opened

    def current(self) -> Opened:
        """The index as it is now; looked at in a few microseconds if nothing changed."""
        opened = self._opened
        if opened is not None and opened.seen == self._folder.seen():
            return opened
        for _ in range(_TRIES):
            try:
                return self._refresh()
            except FileNotFoundError:
                # A writer took files away between our look at its list and opening them.
                time.sleep(_RETRY_SECONDS)
        raise IndexUnavailable("Files of the search index are missing.")

    def newest(self) -> Opened:
        """The index as the next writer finds it, even if the last one died before telling."""
        opened = self.current()
        commit = self._folder.commit(opened.pointer)
        if commit.name == opened.snapshot.generation:
            return opened
        with self._refreshing:
            self._opened = self._open(opened.seen, commit)
            return self._opened

    def close(self) -> None:
        """Let go of files."""
        with self._refreshing:
            opened, self._opened = self._opened, None
        for part in opened.snapshot.segments if opened else ():
            part.close()

    def _refresh(self) -> Opened:
        with self._refreshing:
            seen = self._folder.seen()
            if self._opened is None or self._opened.seen != seen:
                pointer = self._folder.pointer()
                self._opened = self._open(seen, self._folder.commit(pointer))
            return self._opened

    def _open(self, seen: tuple[int, int], commit: Commit) -> Opened:
        """Open what is new of a commit; segments already open are used again."""
        held = self._opened.snapshot.segments if self._opened else ()
        ids = {found.segment_id() for found in commit.segments}
        known = {part.id: part for part in held if part.id in ids}
        shared = self._shared(known)
        with reading():
            parts = [
                known.get(found.segment_id())
                or Segment(commit.storage, found, shared.keys, self._cache)
                for found in commit.segments
            ]
        if len(known) < len(held):
            self._cache.keep_only(lambda key: isinstance(key, tuple) and key[0] in ids)
        return Opened(seen, commit.pointer, _snapshot(parts, commit, shared), shared)

    def _shared(self, known: dict[str, Segment]) -> _Shared:
        """What is shared with segments open already.

        Where all are new, after a rebuild or a night's tidying, nothing is: values that no
        listing has any more are forgotten with the segments that had them.
        """
        if known and self._opened:
            return self._opened.shared
        keys = new_keys()
        return _Shared(keys, Growing(), Suggester(keys))


def _snapshot(parts: Sequence[Segment], commit: Commit, shared: _Shared) -> Snapshot:
    joined = shared.columns.joined([(part.id, part.columns) for part in parts])
    deleted: Any = [frozenset(found.deleted_docs()) for found in commit.segments]
    return Snapshot(parts, deleted, shared.keys, commit.name, joined)
