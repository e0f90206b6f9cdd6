"""Indexes of 1,000, 10,000 and 100,000 generated listings, built once and used again."""

from __future__ import annotations

import argparse
import time

from benchmarks.common import say, scratch, shown
from benchmarks.listings import documents
from jobboard.search.contract import IndexUnavailable
from jobboard.search.whoosh_engine import WhooshEngine

SIZES = (1_000, 10_000, 100_000)


def engine_of(size: int, *, anew: bool = False) -> WhooshEngine:
    """The engine over so many listings; its index is built if it is not there."""
    engine = WhooshEngine(scratch() / f"index-{size}")
    if anew or not _is_whole(engine, size):
        begun, cpu = time.perf_counter(), time.process_time()
        engine.rebuild(shown(documents(size), size, f"building {size:,} listings"))
        spent = time.perf_counter() - begun
        say(f"built {size:,} listings in {spent:.1f} s ({time.process_time() - cpu:.1f} s CPU)")
    return engine


def _is_whole(engine: WhooshEngine, size: int) -> bool:
    try:
        state = engine.state()
    except IndexUnavailable:
        return False
    if state.outdated:
        say(f"index-{size} was built with other words of the trade; --anew builds it anew")
    return state.documents == size


def main() -> None:
    """Build the corpora named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--anew", action="store_true", help="build even what is there")
    chosen = parser.parse_args()
    for size in chosen.sizes:
        engine_of(size, anew=chosen.anew).close()


if __name__ == "__main__":
    main()
