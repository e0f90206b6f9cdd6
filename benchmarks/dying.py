"""Ways for a writer to die by ``kill -9`` in the middle of its work, each at another place."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Callable
from typing import Any

from jobboard.search import index_folder, kept_index, whoosh_engine
from jobboard.search.packing import PackingWriter

_LONGEST_COMMIT = 0.03
"""Seconds; a commit of some listings takes about as long."""


def while_adding(chance: random.Random) -> None:
    """With some listings handed to the writer, and others not yet."""
    _die_at(whoosh_engine, "add", chance.randrange(1, 5))


def while_committing(chance: random.Random) -> None:
    """Anywhere in the commit, in the middle of writing files."""
    commit, wait = PackingWriter.commit, chance.uniform(0, _LONGEST_COMMIT)

    def dying(*args: Any, **options: Any) -> None:
        threading.Timer(wait, die).start()
        commit(*args, **options)

    PackingWriter.commit = dying


def before_telling(chance: random.Random) -> None:
    """With everything committed, before readers are told."""
    _die_at(index_folder.IndexFolder, "publish", 0)


def before_keeping(chance: random.Random) -> None:
    """With readers told, before what is new is kept under a second name."""
    _die_at(kept_index, "keep", 0)


def while_keeping(chance: random.Random) -> None:
    """With some of the new files linked."""
    _die_at(os, "link", chance.randrange(1, 5))


PHASES: tuple[Callable[[random.Random], None], ...] = (
    while_adding,
    while_committing,
    before_telling,
    before_keeping,
    while_keeping,
)


def die(*_: object) -> None:
    """As if the kernel had run out of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def _die_at(owner: Any, name: str, call: int) -> None:
    """Die when a function has been called so often."""
    work, calls = getattr(owner, name), iter(range(call))

    def dying(*args: Any, **options: Any) -> Any:
        if next(calls, None) is None:
            die()
        return work(*args, **options)

    setattr(owner, name, dying)
