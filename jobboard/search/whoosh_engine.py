"""The embedded engine: Whoosh writes and stores, columns answer.

Any number of processes read; one at a time writes, under a lock. A reader looks whether
the index changed before every search and then adds what is new.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.fit import Profile
from jobboard.search import columns, concepts, fitting, merging, side_files, vector
from jobboard.search.contract import (
    PAGE_SIZE,
    SUGGESTIONS,
    EngineState,
    FitPage,
    Progress,
    SearchPage,
    Suggestion,
)
from jobboard.search.documents import ListingDocument, microseconds
from jobboard.search.few import LastFew
from jobboard.search.index_folder import IndexFolder, Pointer
from jobboard.search.open_index import OpenIndex
from jobboard.search.whoosh_schema import add

LOCK_SECONDS = 10.0
CACHE_BYTES = 64 * 1024 * 1024


class WhooshEngine:
    """A SearchEngine on an index in a folder of this machine."""

    def __init__(
        self, root: Path, lock_seconds: float = LOCK_SECONDS, cache_bytes: int = CACHE_BYTES
    ) -> None:
        self._folder = IndexFolder(root, lock_seconds)
        self._index = OpenIndex(self._folder, cache_bytes)
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
        snapshot = self._index.answering().snapshot
        if among is not None:
            snapshot = self._few.of(snapshot, among)
        return vector.search(
            snapshot, criteria, microseconds(now, 0), page, per_page, lets_go=among is None
        )

    def fits(
        self,
        profile: Profile,
        now: datetime,
        page: int = 1,
        per_page: int = PAGE_SIZE,
        leave_out: Collection[int] = (),
    ) -> FitPage:
        """See SearchEngine."""
        snapshot = self._index.answering().snapshot
        return fitting.fits(snapshot, profile, microseconds(now, 0), page, per_page, leave_out)

    def suggest(
        self, typed: str, now: datetime, limit: int = SUGGESTIONS
    ) -> tuple[Suggestion, ...]:
        """See SearchEngine."""
        opened = self._index.answering()
        return opened.suggester.suggest(opened.snapshot, typed, microseconds(now, 0), limit)

    def put(self, documents: Iterable[ListingDocument]) -> None:
        """See SearchEngine."""
        wanted = {document.id: document for document in documents}
        with self._folder.writing():
            held = self._index.newest().snapshot.versions(wanted)
            changed = [d for d in wanted.values() if held.get(d.id) != d.version]
            self._commit(changed, remove=[document.id for document in changed])
            self._merge_some()

    def remove(self, ids: Iterable[int]) -> None:
        """See SearchEngine."""
        with self._folder.writing():
            self._commit([], remove=list(ids))

    def stamp(self) -> Mapping[int, str]:
        """See SearchEngine."""
        return self._index.current().snapshot.versions()

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
        return self._index.current().snapshot.documents

    def state(self) -> EngineState:
        """See SearchEngine."""
        _, pointer, snapshot, _ = self._index.current()
        return EngineState(
            documents=snapshot.documents,
            generation=snapshot.generation,
            segments=len(snapshot.segments),
            outdated=pointer.words != concepts.mark(),
        )

    def tidy(self) -> None:
        """Merge all segments into one, without what was deleted."""
        with self._folder.writing():
            snapshot = self._index.newest().snapshot
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

    def close(self) -> None:
        """See SearchEngine."""
        self._index.close()

    def _merge_some(self) -> None:
        """Put small segments together where there are many. Readers see the change already."""
        parts = self._index.newest().snapshot.segments
        chosen = [parts[at] for at in merging.due([part.size for part in parts])]
        if chosen:
            merge = merging.MergeSome({part.id for part in chosen})
            quick = sum(part.size for part in chosen) < side_files.FROM_DOCUMENTS
            self._commit([], remove=[], merge=merge, quick=quick)

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
        _, pointer, snapshot, _ = self._index.newest()
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
