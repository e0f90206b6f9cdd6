"""A writer killed while it writes, again and again, and an index folder that disappears.

``python -m benchmarks.heal --rounds 50``. Another process searches all the while. After every
kill the index is compared with what it should hold and mended as the worker does.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

from benchmarks.common import keep, say
from benchmarks.listings import NOW, SEED, document
from benchmarks.queries import PAGE, classes
from benchmarks.writes import copied
from jobboard.search.contract import IndexUnavailable
from jobboard.search.whoosh_engine import WhooshEngine

SIZE = 1_000
BATCH = 20
OLD = 1
LONGEST_LIFE = 2.0
"""Seconds a writer lives at most after its first write."""

_CONTEXT = multiprocessing.get_context("spawn")


def write(folder: Path, numbers: range, begun: Event) -> None:
    """Change listings without end."""
    engine = WhooshEngine(folder)
    engine.state()
    begun.set()
    version = OLD
    while True:
        version += 1
        engine.put(document(n, version=version) for n in numbers)


def read(folder: Path, enough: Event, errors: Queue[str | None]) -> None:
    """Search without end; tell of every error."""
    engine = WhooshEngine(folder)
    asked, at = classes()[PAGE], 0
    while not enough.is_set():
        at += 1
        try:
            found = engine.search(asked[at % len(asked)].criteria, NOW)
            if len(found.ids) != min(found.total, found.per_page):
                errors.put(f"{len(found.ids)} of {found.total} listings")
        except Exception as error:  # noqa: BLE001 - every error is what this looks for
            errors.put(repr(error))
    errors.put(None)


def kill_once(folder: Path, expected: dict[int, str], chance: random.Random) -> int:
    """Start a writer, kill it, and mend what it left; return how many listings differed."""
    first = chance.randrange(1, SIZE - BATCH)
    numbers = range(first, first + BATCH)
    begun = _CONTEXT.Event()
    writer = _CONTEXT.Process(target=write, args=(folder, numbers, begun))
    writer.start()
    begun.wait()
    time.sleep(chance.uniform(0, LONGEST_LIFE))
    os.kill(writer.pid or 0, signal.SIGKILL)
    writer.join()
    fresh = WhooshEngine(folder)
    held = fresh.stamp()
    different = [n for n in expected.keys() | held.keys() if held.get(n) != expected.get(n)]
    if not set(different) <= set(numbers):
        raise AssertionError("Listings differ that nobody wrote.")
    fresh.put(document(n) for n in different)
    if fresh.stamp() != expected:
        raise AssertionError("The index is not what it should be after it was mended.")
    fresh.close()
    return len(different)


def disappear(folder: Path) -> str:
    """Delete the folder while it is open; say how it went."""
    engine = WhooshEngine(folder)
    before = [engine.search(one.criteria, NOW) for one in classes()[PAGE]]
    shutil.rmtree(folder)
    after = [engine.search(one.criteria, NOW) for one in classes()[PAGE]]
    try:
        WhooshEngine(folder).state()
    except IndexUnavailable:
        noticed = True
    else:
        noticed = False
    begun = time.perf_counter()
    engine.rebuild(document(n) for n in range(1, SIZE + 1))
    rebuilt = time.perf_counter() - begun
    same = "the same answers" if before == after else "OTHER ANSWERS"
    seen = "noticed" if noticed else "NOT NOTICED"
    return (
        f"folder deleted: open processes gave {same}, {seen} by others, rebuilt in {rebuilt:.1f} s"
    )


def main() -> None:
    """Kill, mend, delete, rebuild."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    rounds = parser.parse_args().rounds
    folder = copied(SIZE)
    enough, errors = _CONTEXT.Event(), _CONTEXT.Queue()
    reader = _CONTEXT.Process(target=read, args=(folder, enough, errors))
    reader.start()
    chance = random.Random(SEED)
    differed = []
    expected = dict(WhooshEngine(folder).stamp())
    for number in range(1, rounds + 1):
        differed.append(kill_once(folder, expected, chance))
        say(f"killed {number} of {rounds}: {differed[-1]} of {SIZE:,} listings to mend")
    enough.set()
    failures = list(iter(errors.get, None))
    reader.join()
    lines = [
        f"writers killed while writing: {rounds}, each time mended to what it should hold",
        f"errors of who searched meanwhile: {len(failures)} {failures[:3] or ''}",
        disappear(folder),
    ]
    keep("heal", {"rounds": rounds, "errors": failures, "differed": differed}, "\n".join(lines))
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
