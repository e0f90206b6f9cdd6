"""What all measurements share: where corpora lie, progress, percentiles, tables, results."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

RESULTS = Path(__file__).parent / "results"
_PROGRESS_SECONDS = 2.0 if sys.stderr.isatty() else 30.0
_MS = 1000.0

Item = TypeVar("Item")


def scratch() -> Path:
    """Where corpora are built once and used again: BENCHMARK_DIR, or a temporary folder."""
    named = os.environ.get("BENCHMARK_DIR")
    folder = Path(named or Path(tempfile.gettempdir()) / "jobboard-benchmarks")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def say(text: str) -> None:
    """A line on the screen, at once."""
    print(text, flush=True)


def shown(items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
    """The items, with a line about how far they have come every few seconds."""
    begun = told = time.monotonic()
    for done, item in enumerate(items, start=1):
        yield item
        now = time.monotonic()
        if now - told > _PROGRESS_SECONDS or done == total:
            told = now
            left = (now - begun) / done * (total - done)
            end = "\n" if done == total else ""
            line = f"\r{what}: {done:,} of {total:,}, {left:,.0f} s left   "
            print(line, end=end, file=sys.stderr, flush=True)


CLOCKS = {"wall": time.perf_counter, "cpu": time.thread_time}
"""On a busy machine the time of the thread alone says more than that of the clock on the wall."""


def timed(work: Callable[[], Any], clock: str = "wall") -> float:
    """Milliseconds that a call takes by one of CLOCKS."""
    now = CLOCKS[clock]
    begun = now()
    work()
    return (now() - begun) * _MS


def percentiles(times: Sequence[float]) -> dict[str, float]:
    """The median, the 95th percentile and the longest, in what they were given in."""
    p50, p95 = np.percentile(times, [50, 95]).tolist()
    return {"p50": round(p50, 3), "p95": round(p95, 3), "max": round(max(times), 3)}


def machine() -> dict[str, Any]:
    """What the figures were measured on, and how busy it was just now."""
    return {
        "at": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
        "cores": os.cpu_count(),
        "load": [round(value, 2) for value in os.getloadavg()],
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def memory_mb() -> float:
    """Resident memory of this process, in megabytes, as the kernel counts it now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns of text, numbers to the right."""
    cells = [[_cell(value) for value in row] for row in [head, *rows]]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0])]
            + [c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)]
        )
        for row in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _cell(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else "–" if value is None else str(value)


def keep(name: str, results: dict[str, Any], text: str) -> None:
    """Write results as JSON and as a table, and show the table."""
    RESULTS.mkdir(exist_ok=True)
    results = {"machine": machine()} | results
    (RESULTS / f"{name}.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    about = ", ".join(f"{key} {value}" for key, value in results["machine"].items())
    (RESULTS / f"{name}.txt").write_text(f"{text}\n\n{about}\n", "utf-8")
    say(f"\n{text}\n\n{about}")
