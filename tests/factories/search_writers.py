"""What another process does to an index while a test looks on."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

from benchmarks.dying import PHASES
from jobboard.domain.criteria import SearchCriteria
from jobboard.search.contract import IndexUnavailable
from jobboard.search.documents import ListingDocument
from jobboard.search.index_folder import IndexFolder
from jobboard.search.whoosh_engine import WhooshEngine
from tests.factories.search_documents import NOW, document, documents

# One server imports everything once; the processes are its copies and start in no time.
CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])
LONGEST_WAIT = 120.0


def start(work: object, *args: object) -> ForkServerProcess:
    """Run a function of this module in another process."""
    process = CONTEXT.Process(target=work, args=args, daemon=True)  # type: ignore[arg-type] # a callable
    process.start()
    return process


def put_and_remove(root: Path) -> None:
    """Replace listing 1, add 50 and remove 2."""
    engine = WhooshEngine(root, lock_seconds=LONGEST_WAIT)
    engine.put([document(1, title="Zebra keeper"), document(50)])
    engine.remove([2])
    engine.close()


def keep_putting(root: Path, first: int, count: int) -> None:
    """Put listings one by one."""
    engine = WhooshEngine(root, lock_seconds=LONGEST_WAIT)
    for number in range(first, first + count):
        engine.put([document(number)])
    engine.close()


def change_until_killed(root: Path, begun: Event) -> None:
    """Change listings 1 to 5 again and again."""
    engine = WhooshEngine(root, lock_seconds=LONGEST_WAIT)
    engine.state()
    begun.set()
    for version in range(100, 100_000):
        engine.put([document(number, version=version) for number in range(1, 6)])


def change_and_die(root: Path, phase: int) -> None:
    """Change listings 1 to 5, and die in a phase of it."""
    engine = WhooshEngine(root, lock_seconds=LONGEST_WAIT)
    engine.state()
    PHASES[phase](random.Random(phase))
    for version in range(100, 110):
        engine.put([document(number, version=version) for number in range(1, 6)])


def hold_the_lock(root: Path, held: Event, enough: Event) -> None:
    """Write for as long as the test wants."""
    with IndexFolder(root, LONGEST_WAIT).writing():
        held.set()
        enough.wait(LONGEST_WAIT)


def read_afresh(root: Path, enough: Event, errors: Queue[str | None]) -> None:
    """Search without end, now and then as a process that has opened nothing; tell of errors."""
    engine = expected = None
    at = 0
    while not enough.is_set():
        try:
            engine = WhooshEngine(root) if engine is None or at % 5 == 0 else engine
            found = engine.search(SearchCriteria(words="customer phone"), NOW)
            expected = expected or found
            if found != expected:
                errors.put("another answer")
        except Exception as error:  # noqa: BLE001 - every error is what this looks for
            errors.put(repr(error))
        at += 1
    errors.put(None)


def restore_until(root: Path, enough: Event) -> None:
    """Put the index back whenever it is gone."""
    engine = WhooshEngine(root, lock_seconds=LONGEST_WAIT)
    while not enough.is_set():
        with suppress(IndexUnavailable):
            engine.restore()
        time.sleep(0.05)


def rebuild_slowly(root: Path, halfway: Event, go_on: Event) -> None:
    """Rebuild with listings 101 to 140, waiting in the middle."""
    WhooshEngine(root).rebuild(_waiting(halfway, go_on))


def die_before_telling(root: Path) -> None:
    """Commit a change of listing 1 and die before readers are told."""
    engine = WhooshEngine(root, lock_seconds=LONGEST_WAIT)
    engine._folder.publish = _die  # type: ignore[method-assign,assignment] # dies
    engine.put([document(1, title="Zebra keeper")])


def die_while_writing(root: Path) -> None:
    """Die in the middle of a rebuild."""
    WhooshEngine(root).rebuild(_dying())


def _waiting(halfway: Event, go_on: Event) -> Iterator[ListingDocument]:
    yield from documents(20, first=101)
    halfway.set()
    go_on.wait(LONGEST_WAIT)
    yield from documents(20, first=121)


def _dying() -> Iterator[ListingDocument]:
    yield from documents(5, first=201)
    _die()


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
