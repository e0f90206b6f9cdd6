"""A writer killed while it writes, again and again, and an index folder that disappears.

``python -m benchmarks.heal --rounds 50``. Another process searches all the while. After every
kill the index is compared with what it should hold and mended as the worker does.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import signal
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

from benchmarks.common import keep, say
from benchmarks.dying import PHASES
from benchmarks.listings import NOW, SEED, document
from benchmarks.material import material
from benchmarks.queries import PAGE, classes
from benchmarks.writes import copied
from jobboard.search import kept_index
from jobboard.search.whoosh_engine import WhooshEngine

SIZE = 1_000
BATCH = 20
OLD = 1
TIMES = 3
"""Changes a writer begins at most; it dies in the second as a rule."""

LONGEST_WAIT = 60.0
PAUSE_SECONDS = 0.02
"""Between two searches of the reader, which is not what this measures."""

# Copies of this process, which has read the material of the corpus already.
_CONTEXT = multiprocessing.get_context("fork")


def write(folder: Path, numbers: range, phase: int, seed: float) -> None:
    """Change listings, and die in the middle of it."""
    engine = WhooshEngine(folder)
    engine.put([document(numbers[0], version=OLD + 1)])
    PHASES[phase](random.Random(seed))
    for version in range(OLD + 2, OLD + 2 + TIMES):
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
            time.sleep(PAUSE_SECONDS)
        except Exception as error:  # noqa: BLE001 - every error is what this looks for
            errors.put(repr(error))
    errors.put(None)


def kill_once(folder: Path, expected: dict[int, str], phase: int, chance: random.Random) -> int:
    """Let a writer die, and mend what it left; return how many listings differed."""
    first = chance.randrange(1, SIZE - BATCH)
    numbers = range(first, first + BATCH)
    writer = _CONTEXT.Process(target=write, args=(folder, numbers, phase, chance.random()))
    writer.start()
    writer.join(LONGEST_WAIT)
    if writer.exitcode != -signal.SIGKILL:
        raise AssertionError(f"The writer was to be killed, not to end with {writer.exitcode}.")
    fresh = WhooshEngine(folder)
    held = fresh.stamp()
    different = [n for n in expected.keys() | held.keys() if held.get(n) != expected.get(n)]
    if not set(different) <= set(numbers):
        raise AssertionError("Listings differ that nobody wrote.")
    fresh.put(document(n) for n in different)
    fresh.close()
    # As ``check-index`` does, in a process that has nothing open.
    mended = WhooshEngine(folder)
    if mended.stamp() != expected or mended.restore():
        raise AssertionError("The index is not what it should be after it was mended.")
    mended.close()
    return len(different)


def disappear(folder: Path) -> str:
    """Delete the folder while it is open; say how it went."""
    engine = WhooshEngine(folder)
    before = [engine.search(one.criteria, NOW) for one in classes()[PAGE]]
    shutil.rmtree(folder)
    after = [engine.search(one.criteria, NOW) for one in classes()[PAGE]]
    fresh = WhooshEngine(folder)
    others = [fresh.search(one.criteria, NOW) for one in classes()[PAGE]]
    begun = time.perf_counter()
    fresh.restore()
    spent = (time.perf_counter() - begun) * 1000
    healed = WhooshEngine(folder)
    again = [healed.search(one.criteria, NOW) for one in classes()[PAGE]]
    same = "the same answers" if before == after == others == again else "OTHER ANSWERS"
    return f"folder deleted: open and fresh processes gave {same}, put back in {spent:.0f} ms"


def main() -> None:
    """Kill, mend, delete, rebuild."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    rounds = parser.parse_args().rounds
    began = time.monotonic()
    folder = copied(SIZE)
    material()
    enough, errors = _CONTEXT.Event(), _CONTEXT.Queue()
    reader = _CONTEXT.Process(target=read, args=(folder, enough, errors))
    reader.start()
    chance = random.Random(SEED)
    differed = []
    expected = dict(WhooshEngine(folder).stamp())
    for number in range(1, rounds + 1):
        phase = number % len(PHASES)
        differed.append(kill_once(folder, expected, phase, chance))
        how = PHASES[phase].__name__.replace("_", " ")
        say(f"killed {number} of {rounds} {how}: {differed[-1]} of {SIZE:,} listings to mend")
    enough.set()
    failures = list(iter(errors.get, None))
    reader.join()
    lines = [
        f"writers killed while writing: {rounds}, each time mended to what it should hold",
        f"errors of who searched meanwhile: {len(failures)} {failures[:3] or ''}",
        disappear(folder),
    ]
    keep("heal", {"rounds": rounds, "errors": failures, "differed": differed}, "\n".join(lines))
    say(f"took {time.monotonic() - began:.0f} s")
    shutil.rmtree(folder)
    shutil.rmtree(kept_index.folder_of(folder))


if __name__ == "__main__":
    main()
