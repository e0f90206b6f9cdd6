"""What a change costs at a size, when others see it, and what steady writes cost who reads.

``python -m benchmarks.writes --size 100000 --minutes 10``. Works on a copy of the corpus. One
process writes; two others read, as web processes do.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import time
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

from benchmarks.common import keep, percentiles, say, scratch, table
from benchmarks.corpus import engine_of
from benchmarks.listings import NOW, SEED, document
from benchmarks.queries import PAGE, classes
from jobboard.domain.criteria import SearchCriteria
from jobboard.search import kept_index
from jobboard.search.whoosh_engine import WhooshEngine

READERS = 2
CHANGES = 60
EVERY_SECONDS = 2.0
"""Between two writes while others read: 1,800 changes an hour."""

PAUSE_SECONDS = 0.1
"""Between two searches of a reader: this measures waiting, not a machine kept full."""

INDEXED_BAR_MS, SEEN_BAR_MS, READERS_BAR = 100.0, 2000.0, 2.0
_MS = 1000.0
_LOOK_SECONDS = 0.02
_CONTEXT = multiprocessing.get_context("spawn")


def copied(size: int) -> Path:
    """A copy of a corpus's index to write to."""
    engine_of(size).close()
    folder = scratch() / f"written-{size}"
    for old in (folder, kept_index.folder_of(folder)):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(scratch() / f"index-{size}", folder)
    return folder


def read(folder: Path, seconds: float, told: Queue[list[float]]) -> None:
    """Search for a while as a web process does; tell how long each search took."""
    engine = WhooshEngine(folder)
    asked = classes()[PAGE]
    for one in asked:
        engine.search(one.criteria, NOW)
    times, chance = [], random.Random(SEED)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        one = chance.choice(asked)
        begun = time.perf_counter()
        engine.search(one.criteria, NOW)
        times.append((time.perf_counter() - begun) * _MS)
        time.sleep(PAUSE_SECONDS)
    told.put(times)


def watch(folder: Path, wanted: Queue[tuple[int, str]], seen: Queue[float]) -> None:
    """Tell when each listing is found by its new word."""
    engine = WhooshEngine(folder)
    engine.state()
    while True:
        number, word = wanted.get()
        if not number:
            return
        # In quotes, or the unknown word would be taken for a slip.
        while number not in engine.search(SearchCriteria(words=f'"{word}"'), NOW).ids:
            time.sleep(_LOOK_SECONDS)
        seen.put(time.time())


def changes(folder: Path, size: int) -> tuple[list[float], list[float]]:
    """Milliseconds to index a changed or new listing, and until another process found it."""
    wanted: Queue[tuple[int, str]] = _CONTEXT.Queue()
    seen: Queue[float] = _CONTEXT.Queue()
    watcher = _CONTEXT.Process(target=watch, args=(folder, wanted, seen))
    watcher.start()
    engine = WhooshEngine(folder)
    engine.state()
    indexed, visible = [], []
    for at in range(CHANGES):
        number = size + at if at % 2 else 1 + at * (size // CHANGES)
        word = f"qzx{'abcdefghij'[at // 10]}{'abcdefghij'[at % 10]}w"
        changed = document(number, title=f"Customer service {word}", version=2)
        wanted.put((number, word))
        begun = time.time()
        engine.put([changed])
        indexed.append((time.time() - begun) * _MS)
        visible.append((seen.get() - begun) * _MS)
    wanted.put((0, ""))
    watcher.join()
    engine.close()
    return indexed, visible


def readers(folder: Path, seconds: float, size: int, *, writes: bool) -> list[float]:
    """Milliseconds of every search of all readers, while listings change or at rest."""
    told: Queue[list[float]] = _CONTEXT.Queue()
    processes = [
        _CONTEXT.Process(target=read, args=(folder, seconds, told)) for _ in range(READERS)
    ]
    for process in processes:
        process.start()
    if writes:
        _write_steadily(folder, seconds, size)
    times = [time for _ in processes for time in told.get()]
    for process in processes:
        process.join()
    return times


def _write_steadily(folder: Path, seconds: float, size: int) -> None:
    engine = WhooshEngine(folder)
    end, version = time.monotonic() + seconds, 10
    chance = random.Random(SEED)
    while time.monotonic() < end:
        version += 1
        engine.put([document(chance.randrange(1, size), version=version)])
        time.sleep(EVERY_SECONDS)
    engine.close()


def main() -> None:
    """Measure writes at a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=10.0, help="of steady writes")
    chosen = parser.parse_args()
    folder = copied(chosen.size)
    say("one listing after the other")
    indexed, visible = map(percentiles, changes(folder, chosen.size))
    seconds = chosen.minutes * 60
    say("readers at rest")
    rest = percentiles(readers(folder, min(seconds, 60.0), chosen.size, writes=False))
    say(f"readers during {chosen.minutes:g} minutes of a write every {EVERY_SECONDS:g} s")
    busy = percentiles(readers(folder, seconds, chosen.size, writes=True))
    found: dict[str, dict[str, float]] = {
        "a change is indexed": indexed,
        "a change is seen by another process": visible,
        "readers at rest": rest,
        "readers during steady writes": busy,
    }
    rows = [[name, *values.values()] for name, values in found.items()]
    ratio = busy["p95"] / rest["p95"]
    lines = [
        f"{chosen.size:,} listings",
        table(["ms", "p50", "p95", "max"], rows),
        f"indexed p95 {indexed['p95']:.0f} ms, bar {INDEXED_BAR_MS:.0f}",
        f"seen at the latest after {visible['max']:.0f} ms, bar {SEEN_BAR_MS:.0f}",
        f"readers' p95 {ratio:.2f} times that of rest, bar {READERS_BAR:g}",
    ]
    results: dict[str, Any] = {"size": chosen.size, "minutes": chosen.minutes, "times": found}
    keep(f"writes-{chosen.size}", results, "\n".join(lines))
    for old in (folder, kept_index.folder_of(folder)):
        shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    main()
