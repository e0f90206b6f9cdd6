"""The index on disk: which folder is current, who may write, and switching to a new one.

    <root>/                owner only: an index is trusted like code
      current              which folder, which generation, how large each segment is
      write.lock           held by whoever writes
      listings-1/          a Whoosh index and the side files of its segments
    <root>-kept/           what was published last, under a second name (``kept_index``)

``current`` is replaced after every commit, so looking at it alone tells a reader whether
anything changed. Nothing is forced to disk: after a power cut the index may be torn, which
is noticed, and the database has it all.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from jobboard.search import concepts, kept_index
from jobboard.search.contract import IndexBusy, IndexUnavailable
from jobboard.search.packing import PackingWriter
from jobboard.search.whoosh_parts import TOC, FileLock, FileStorage, try_for
from jobboard.search.whoosh_schema import SCHEMA_VERSION, codec, reading, schema

INDEX_NAME = "MAIN"
OWNER_ONLY = 0o700
_POINTER = "current"
_LOCK = "write.lock"
_FOLDER_PREFIX = "listings-"
_LOCK_RETRY_SECONDS = 0.01
_WHOOSH_ENDINGS = ("trm", "pst", "_stored.col")


@dataclass(frozen=True, slots=True)
class Pointer:
    """What ``current`` says.

    ``sizes`` are the bytes of each segment's files when they were whole. ``words`` is the
    mark of the vocabulary that the index was built with.
    """

    folder: str
    generation: int = 0
    words: str = ""
    schema: int = SCHEMA_VERSION
    sizes: dict[str, int] = field(default_factory=dict)


class Commit(NamedTuple):
    """A commit to read: its number, and Whoosh's storage and segments."""

    pointer: Pointer
    generation: int
    storage: Any
    segments: list[Any]

    @property
    def name(self) -> str:
        """Different for every commit of every folder."""
        return f"{self.pointer.folder}/{self.generation}"


class IndexFolder:
    """The folder of one index. Readers only ever call what does not write."""

    def __init__(self, root: Path, lock_seconds: float) -> None:
        self.root = root
        self._lock_seconds = lock_seconds
        self._kept = kept_index.folder_of(root)

    def seen(self) -> tuple[int, int]:
        """Changes whenever the index does. Raises IndexUnavailable if there is none."""
        try:
            found = (self.root / _POINTER).stat()
        except FileNotFoundError:
            found = self._kept_pointer()
        return found.st_mtime_ns, found.st_ino

    def pointer(self) -> Pointer:
        """What is current. Raises IndexUnavailable if that cannot be read or trusted."""
        for root in (self.root, self._kept):
            # The folder may be deleted at any moment: what is kept beside it is looked at then.
            with suppress(FileNotFoundError):
                self._check_owner(root)
                return _pointer_in(root)
        raise IndexUnavailable(f"There is no search index in {self.root}.")

    def commit(self, pointer: Pointer) -> Commit:
        """The newest commit in the current folder, or if files are gone there, the kept one.

        Raises FileNotFoundError while it changes.
        """
        try:
            return self._commit_in(self.root, pointer)
        except (FileNotFoundError, IndexUnavailable):
            if not (self._kept / pointer.folder).is_dir():
                raise
            self._check_owner(self._kept)
            return self._commit_in(self._kept, pointer)

    def _commit_in(self, root: Path, pointer: Pointer) -> Commit:
        storage = FileStorage(str(root / pointer.folder), readonly=True)
        with reading():
            found = TOC.read(storage, INDEX_NAME)
            sizes = _sizes(Path(storage.folder))
        for segment in found.segments:
            known = segment.segment_id()
            if sizes.get(known) != pointer.sizes.get(known, sizes.get(known)):
                raise IndexUnavailable(f"Files of the search index are damaged: {known}.")
        return Commit(pointer, found.generation, storage, found.segments)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer, with everything in its place that is kept.

        Raises IndexBusy if another one does not finish in time.
        """
        if not self.root.is_dir():
            self._kept_pointer()
            self.make_root()
        lock = FileLock(str(self.root / _LOCK))
        if not try_for(lock.acquire, timeout=self._lock_seconds, delay=_LOCK_RETRY_SECONDS):
            raise IndexBusy("Another process is writing to the search index.")
        try:
            kept_index.put_back(self.root, _POINTER)
            yield
        finally:
            lock.release()

    def is_whole(self) -> bool:
        """Whether no file is gone of what is kept, as far as a quick look tells."""
        try:
            pointer = self.pointer()
            return (self.root / _POINTER).exists() and bool(self._commit_in(self.root, pointer))
        except (FileNotFoundError, IndexUnavailable):
            return False

    def make_root(self) -> None:
        """Make the folder, or make an existing one private."""
        self.root.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY)
        self.root.chmod(OWNER_ONLY)

    def new_folder(self) -> Pointer:
        """An empty index beside the current one, which stays current until ``publish``."""
        folders = [*_folders(self.root), *_folders(self._kept)]
        taken = [int(path.name.removeprefix(_FOLDER_PREFIX)) for path in folders]
        folder = f"{_FOLDER_PREFIX}{max(taken, default=0) + 1}"
        (self.root / folder).mkdir(mode=OWNER_ONLY)
        FileStorage(str(self.root / folder)).create_index(schema(), INDEX_NAME)
        return Pointer(folder, words=concepts.mark())

    @contextmanager
    def writer(self, pointer: Pointer, *, small: bool = False) -> Iterator[Any]:
        """A Whoosh writer that leaves nothing behind unless its user commits.

        ``small`` says that only a few documents will come.
        """
        index = FileStorage(str(self.root / pointer.folder)).open_index(INDEX_NAME)
        writer = PackingWriter(index, _lk=False, codec=codec(small=small), compound=False)
        try:
            yield writer
        finally:
            if not writer.is_closed:
                writer.cancel()

    def publish(self, pointer: Pointer) -> None:
        """Let readers know of a commit, or of a new folder."""
        commit = self.commit(replace(pointer, sizes={}))
        sizes = _sizes(self.root / pointer.folder)
        told = replace(pointer, generation=commit.generation, sizes=sizes)
        beside = self.root / f"{_POINTER}.new"
        beside.write_text(json.dumps(asdict(told)), "utf-8")
        beside.replace(self.root / _POINTER)
        kept_index.keep(self.root, pointer.folder, _POINTER)

    def forget_others(self, pointer: Pointer) -> None:
        """Delete every folder but the current one. Who reads there reads on in open files."""
        for path in _folders(self.root):
            if path.name != pointer.folder:
                shutil.rmtree(path, ignore_errors=True)

    def _kept_pointer(self) -> os.stat_result:
        """The look of what is kept. Raises IndexUnavailable if that is gone, too."""
        try:
            return (self._kept / _POINTER).stat()
        except FileNotFoundError:
            raise IndexUnavailable(f"There is no search index in {self.root}.") from None

    def _check_owner(self, root: Path) -> None:
        """Refuse an index that another user could have written: reading it runs its pickles.

        Raises FileNotFoundError if it is gone.
        """
        found = root.stat()
        others = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if hasattr(os, "geteuid") and (found.st_uid not in (0, os.geteuid()) or others):
            raise IndexUnavailable(f"{root} must belong to this user and be private.")


def _pointer_in(root: Path) -> Pointer:
    path = root / _POINTER
    try:
        pointer = Pointer(**json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise IndexUnavailable(f"{path} is damaged: {error}") from error
    if pointer.schema != SCHEMA_VERSION or Path(pointer.folder).name != pointer.folder:
        raise IndexUnavailable("The search index was made by another version.")
    return pointer


def _sizes(folder: Path) -> dict[str, int]:
    """Bytes of each segment's Whoosh files, by segment."""
    sizes: dict[str, int] = {}
    with os.scandir(folder) as files:
        for file in files:
            segment, _, ending = file.name.partition(".")
            if segment.startswith(f"{INDEX_NAME}_") and ending in _WHOOSH_ENDINGS:
                sizes[segment] = sizes.get(segment, 0) + file.stat().st_size
    return sizes


def _folders(root: Path) -> list[Path]:
    return [
        path
        for path in root.glob(f"{_FOLDER_PREFIX}*")
        if path.name.removeprefix(_FOLDER_PREFIX).isdecimal()
    ]
