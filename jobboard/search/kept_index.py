"""What was published last, kept under a second name: hard links in a folder beside the index.

The files of an index never change once they are written, so links to them take no room and are
made in a moment. Who finds the index gone reads here, as right as at the last commit, and the
next writer puts back what is missing. Where links cannot be made nothing is kept.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o700


def folder_of(root: Path) -> Path:
    """Where what was published last of an index is kept."""
    return root.with_name(f"{root.name}-kept")


def keep(root: Path, folder: str, pointer: str) -> None:
    """Keep what is published: the folder's files first, then the pointer, then drop the rest."""
    kept = folder_of(root)
    # A disk without links, or another one: the index goes without.
    with suppress(OSError):
        kept.mkdir(exist_ok=True, mode=OWNER_ONLY)
        _link_missing(root / folder, kept / folder)
        _link_over(root / pointer, kept / pointer)
        _drop_others(root / folder, kept / folder)
        for path in kept.iterdir():
            if path.is_dir() and path.name != folder:
                shutil.rmtree(path, ignore_errors=True)


def put_back(root: Path, pointer: str) -> bool:
    """Put back what is gone of the index that is kept; say whether anything was.

    Only for who holds the lock. An index published since by other means is left alone.
    """
    kept = folder_of(root)
    gone = False
    with suppress(OSError):
        if (root / pointer).exists() and not (root / pointer).samefile(kept / pointer):
            return False
        for path in kept.iterdir():
            if path.is_dir():
                gone |= _link_missing(path, root / path.name)
        if not (root / pointer).exists():
            _link_over(kept / pointer, root / pointer)
            gone = True
    return gone


def _link_missing(source: Path, target: Path) -> bool:
    """Link the files that are not there; say whether there were any."""
    target.mkdir(exist_ok=True, mode=OWNER_ONLY)
    missing = _names(source) - _names(target)
    # The list of segments comes after what it lists, if we are killed on the way.
    for name in sorted(missing, key=lambda name: (name.endswith(".toc"), name)):
        # A writer clears away what died before it was published.
        with suppress(FileNotFoundError):
            os.link(source / name, target / name)
    return bool(missing)


def _link_over(source: Path, target: Path) -> None:
    beside = target.with_name(f"{target.name}.kept")
    beside.unlink(missing_ok=True)
    os.link(source, beside)
    beside.replace(target)


def _drop_others(source: Path, target: Path) -> None:
    for name in _names(target) - _names(source):
        (target / name).unlink(missing_ok=True)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
