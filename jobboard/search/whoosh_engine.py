"""The embedded engine: Whoosh writes and stores, columns answer.

Any number of processes read; one at a time writes, under a lock. A reader looks whether
the index changed before every search and then adds what is new.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.fit import Profile
from jobboard.search import columns, concepts, fitting, merging, segment, side_files, vector
from jobboard.search.cache import BoundedCache
from jobboard.search.contract import (
    PAGE_SIZE,
    SUGGESTIONS,
    EngineState,
    FitPage,
    IndexUnavailable,
    Progress,
    SearchPage,
    Suggestion,
)
from jobboard.search.documents import ListingDocument, microseconds
from jobboard.search.few import LastFew
from jobboard.search.index_folder import Commit, IndexFolder, Pointer
from jobboard.search.segment import Cached, Segment
from jobboard.search.snapshot import Snapshot
from jobboard.search.suggester import Suggester
from jobboard.search.whoosh_schema import add, reading

LOCK_SECONDS = 10.0
CACHE_BYTES = 64 * 1024 * 1024

_TRIES = 5
_RETRY_SECONDS = 0.02


class _Opened(NamedTuple):
    """A snapshot with the pointer and the look of the file that led to it."""

    seen: tuple[int, int]
    pointer: Pointer
    snapshot: Snapshot


class WhooshEngine:
    """A SearchEngine on an index in a folder of this machine."""

    def __init__(
        self, root: Path, lock_seconds: float = LOCK_SECONDS, cache_bytes: int = CACHE_BYTES
    ) -> None:
        self._folder = IndexFolder(root, lock_seconds)
        self._cache: BoundedCache[Cached] = BoundedCache(cache_bytes, segment.size_of)
        self._keys = columns.new_keys()
        self._columns = columns.Growing()
        self._suggester = Suggester(self._keys)
        self._refreshing = Lock()
        self._opened: _Opened | None = None
        self._few = LastFew()

    def search(
        self,
        criteria: SearchCriteria,
        now: datetime,
        page: int = 1,
        per_page: int = PAGE_SIZE,
        *,
        among: Collection[int] | None = None,
    ) -> SearchPage:
        """See SearchEngine."""
        snapshot = self._answering()
        if among is not None:
            snapshot = self._few.of(snapshot, among)
        return vector.search(snapshot, criteria, microseconds(now, 0), page, per_page, among)

    def fits(
        self,
        profile: Profile,
        now: datetime,
        page: int = 1,
        per_page: int = PAGE_SIZE,
        leave_out: Collection[int] = (),
    ) -> FitPage:
        """See SearchEngine."""
        snapshot = self._answering()
        return fitting.fits(snapshot, profile, microseconds(now, 0), page, per_page, leave_out)

    def suggest(
        self, typed: str, now: datetime, limit: int = SUGGESTIONS
    ) -> tuple[Suggestion, ...]:
        """See SearchEngine."""
        snapshot = self._answering()
        return self._suggester.suggest(snapshot, typed, microseconds(now, 0), limit)

    def put(self, documents: Iterable[ListingDocument]) -> None:
        """See SearchEngine."""
        wanted = {document.id: document for document in documents}
        with self._folder.writing():
            held = self._newest().snapshot.versions(wanted)
            changed = [d for d in wanted.values() if held.get(d.id) != d.version]
            self._commit(changed, remove=[document.id for document in changed])
            self._merge_some()

    def remove(self, ids: Iterable[int]) -> None:
        """See SearchEngine."""
        with self._folder.writing():
            self._commit([], remove=list(ids))

    def stamp(self) -> Mapping[int, str]:
        """See SearchEngine."""
        return self._current().snapshot.versions()

    def rebuild(
        self, documents: Iterable[ListingDocument], progress: Progress | None = None
    ) -> int:
        """See SearchEngine."""
        self._folder.make_root()
        with self._folder.writing():
            pointer = self._folder.new_folder()
            with self._folder.writer(pointer) as writer:
                done = 0
                for done, document in enumerate(documents, start=1):
                    add(writer, document, columns.keys_of(document))
                    if progress:
                        progress(done)
                writer.commit(mergetype=merging.keep_apart)
            self._publish(pointer)
            self._folder.forget_others(pointer)
        return self._current().snapshot.documents

    def state(self) -> EngineState:
        """See SearchEngine."""
        _, pointer, snapshot = self._current()
        return EngineState(
            documents=snapshot.documents,
            generation=snapshot.generation,
            segments=len(snapshot.segments),
            outdated=pointer.words != concepts.mark(),
        )

    def tidy(self) -> None:
        """Merge all segments into one, without what was deleted."""
        with self._folder.writing():
            snapshot = self._newest().snapshot
            if len(snapshot.segments) > 1 or snapshot.documents < len(snapshot):
                self._commit([], remove=[], merge=merging.merge_all)

    def restore(self) -> bool:
        """Put back files that are gone, from what is kept; say whether that mended the index.

        Raises IndexUnavailable if nothing is kept.
        """
        if self._folder.is_whole():
            return False
        with self._folder.writing():
            pass  # Every writer puts back what is gone before it writes.
        return self._folder.is_whole()

    def _merge_some(self) -> None:
        """Put small segments together where there are many. Readers see the change already."""
        parts = self._newest().snapshot.segments
        chosen = [parts[at] for at in merging.due([part.size for part in parts])]
        if chosen:
            merge = merging.MergeSome({part.id for part in chosen})
            quick = sum(part.size for part in chosen) < side_files.FROM_DOCUMENTS
            self._commit([], remove=[], merge=merge, quick=quick)

    def close(self) -> None:
        """See SearchEngine."""
        with self._refreshing:
            opened, self._opened = self._opened, None
        for part in opened.snapshot.segments if opened else ():
            part.close()

    def _answering(self) -> Snapshot:
        """What searches read: the index as it is now, or while it is missing, as it was last."""
        opened = self._opened
        try:
            return self._current().snapshot
        except IndexUnavailable:
            if opened is None:
                raise
            return opened.snapshot

    def _current(self) -> _Opened:
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

    def _refresh(self) -> _Opened:
        with self._refreshing:
            seen = self._folder.seen()
            if self._opened is None or self._opened.seen != seen:
                pointer = self._folder.pointer()
                self._opened = self._open(seen, self._folder.commit(pointer))
            return self._opened

    def _newest(self) -> _Opened:
        """The index as the next writer finds it, even if the last one died before telling."""
        opened = self._current()
        commit = self._folder.commit(opened.pointer)
        if commit.name == opened.snapshot.generation:
            return opened
        with self._refreshing:
            self._opened = self._open(opened.seen, commit)
            return self._opened

    def _open(self, seen: tuple[int, int], commit: Commit) -> _Opened:
        """Open what is new of a commit; segments already open are used again."""
        held = self._opened.snapshot.segments if self._opened else ()
        known = {part.id: part for part in held}
        with reading():
            parts = [
                known.get(found.segment_id())
                or Segment(commit.storage, found, self._keys, self._cache)
                for found in commit.segments
            ]
        deleted = [frozenset(found.deleted_docs()) for found in commit.segments]
        ids = {part.id for part in parts}
        if not ids.issuperset(known):
            self._cache.keep_only(lambda key: isinstance(key, tuple) and key[0] in ids)
        return _Opened(seen, commit.pointer, self._snapshot(parts, deleted, commit))

    def _snapshot(
        self, parts: list[Segment], deleted: Sequence[Collection[int]], commit: Commit
    ) -> Snapshot:
        joined = self._columns.joined([(part.id, part.columns) for part in parts])
        return Snapshot(parts, deleted, self._keys, commit.name, joined)

    def _commit(
        self,
        documents: Collection[ListingDocument],
        remove: Collection[int],
        merge: Any = None,
        *,
        quick: bool = False,
    ) -> None:
        """Write under the lock. Whoosh deletes by number, which only ``_newest`` knows.

        What is merged is written the ``quick`` way if little comes of it.
        """
        _, pointer, snapshot = self._newest()
        numbers = snapshot.numbers_of(remove).tolist()
        if not (documents or numbers or merge):
            return
        small = quick if merge else len(documents) <= merging.FEW_DOCUMENTS
        with self._folder.writer(pointer, small=small) as writer:
            for number in numbers:
                writer.delete_document(number)
            for document in documents:
                add(writer, document, columns.keys_of(document))
            writer.commit(mergetype=merge or merging.keep_apart)
        self._publish(pointer)

    def _publish(self, pointer: Pointer) -> None:
        """Prepare what readers would be slow to prepare each for itself, then tell them."""
        commit = self._folder.commit(replace(pointer, sizes={}))
        side_files.make_missing(commit.storage, commit.segments)
        self._folder.publish(pointer)
