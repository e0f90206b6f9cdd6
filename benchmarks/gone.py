"""The index folder deleted under a running site, whose own worker mends it.

``python -m benchmarks.gone --size 3000``: more listings than the stand-in takes. Web and worker
are those of the Procfile; some clients search all the while. First the folder alone is deleted,
then what is kept of it as well, so that the worker has to build the index anew.
"""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.common import keep, percentiles, say, table
from benchmarks.listings import SEED
from benchmarks.pages import _answer, _request, search_address, site
from jobboard.search import INDEX_FOLDER, kept_index
from tests.support.server import Site

SIZE = 3_000
CLIENTS = 3
PAUSE_SECONDS = 0.1
AT_REST_SECONDS = 15.0
LONGEST_WAIT = 600.0
_LOOK_SECONDS = 0.01
_MS = 1000.0


class Asked(NamedTuple):
    """An answer: what it was, and how long it took."""

    status: str
    took_ms: float


class Visitors:
    """Clients who search without end; ``told`` holds the answers since it was taken last."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._told: list[Asked] = []
        self._enough = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(CLIENTS)]

    def __enter__(self) -> Visitors:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        for thread in self._threads:
            thread.join()

    def taken(self) -> list[Asked]:
        """The answers since the last look."""
        told, self._told = self._told, []
        return told

    def _ask(self, number: int) -> None:
        chance = random.Random(SEED + number)
        with socket.create_connection(("127.0.0.1", self._port), timeout=LONGEST_WAIT) as line:
            for _ in itertools.takewhile(lambda _: not self._enough.is_set(), itertools.count()):
                begun = time.perf_counter()
                line.sendall(_request(search_address(chance)))
                status = _answer(line).split()[1].decode()
                self._told.append(Asked(status, (time.perf_counter() - begun) * _MS))
                time.sleep(PAUSE_SECONDS)


def until_back(pointer: Path) -> float:
    """Wait for the index to be published again; return after how many seconds it was."""
    begun = time.monotonic()
    while not pointer.exists():
        if time.monotonic() - begun > LONGEST_WAIT:
            raise AssertionError("The worker did not mend the index.")
        time.sleep(_LOOK_SECONDS)
    return time.monotonic() - begun


def main() -> None:
    """Delete, watch, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    size = parser.parse_args().size
    folder = Path(site(size)["DATA_DIR"])
    index = folder / INDEX_FOLDER
    phases: dict[str, Callable[[], None]] = {
        "at rest": lambda: None,
        "the folder deleted": lambda: shutil.rmtree(index),
        "what is kept deleted, too": lambda: _delete_all(index),
    }
    rows, results = [], {}
    if not (index / "current").exists():
        Site(folder).flask("reindex")
    with Site(folder) as running, Visitors(running.port) as visitors:
        for name, delete in phases.items():
            time.sleep(AT_REST_SECONDS)
            visitors.taken()
            delete()
            back = until_back(index / "current")
            time.sleep(AT_REST_SECONDS)
            told = visitors.taken()
            statuses = Counter(asked.status for asked in told)
            times = percentiles([asked.took_ms for asked in told])
            rows.append([name, back, len(told), _said(statuses), *times.values()])
            results[name] = {"back_seconds": back, "statuses": statuses, "ms": times}
            say(f"{name}: back after {back:.1f} s, {_said(statuses)}")
        whole = running.flask("check-index", check=False).returncode == 0
    heads = ["", "back after s", "answers", "of which", "p50 ms", "p95 ms", "max ms"]
    lines = [
        f"{size:,} listings, {CLIENTS} clients, web and worker of the Procfile",
        table(heads, rows),
        f"check-index afterwards: {'equal' if whole else 'DIFFERS'}",
    ]
    keep(f"gone-{size}", {"size": size, "phases": results}, "\n".join(lines))


def _delete_all(index: Path) -> None:
    # What is kept goes first, or the worker puts it back between the two. It looks every second,
    # and may make its lock just now.
    for folder in (kept_index.folder_of(index), index):
        while folder.exists():
            shutil.rmtree(folder, ignore_errors=True)


def _said(statuses: Counter[str]) -> str:
    return ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))


if __name__ == "__main__":
    main()
