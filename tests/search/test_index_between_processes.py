"""One writer, many readers, each in a process of its own; some of them killed."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

import pytest

from benchmarks.dying import PHASES
from jobboard.domain.criteria import SearchCriteria
from jobboard.search.contract import IndexBusy
from jobboard.search.whoosh_engine import WhooshEngine
from tests.factories import search_writers as writers
from tests.factories.search_documents import NOW, document, documents

KILLS = 4
ZEBRA = SearchCriteria(words="zebra")


@pytest.fixture
def reader(whoosh: WhooshEngine) -> WhooshEngine:
    """An engine of this process with listings 1 to 40, its snapshot already open."""
    whoosh.rebuild(documents(40))
    whoosh.search(SearchCriteria(), NOW)
    return whoosh


def finish(work: object, *args: object) -> None:
    process = writers.start(work, *args)
    process.join(writers.LONGEST_WAIT)
    assert process.exitcode is not None, "still at work"


def test_an_open_reader_sees_what_another_process_changed(
    reader: WhooshEngine, index: Path
) -> None:
    assert reader.search(ZEBRA, NOW).suggestion is None

    finish(writers.put_and_remove, index)

    expected = {d.id: d.version for d in documents(40)} | {50: document(50).version}
    expected[1] = document(1, title="Zebra keeper").version
    del expected[2]
    assert reader.stamp() == expected


def test_two_processes_writing_lose_nothing(reader: WhooshEngine, index: Path) -> None:
    one = writers.start(writers.keep_putting, index, 100, 12)
    other = writers.start(writers.keep_putting, index, 200, 12)
    while one.is_alive() or other.is_alive():
        found = reader.search(SearchCriteria(), NOW)
        assert len(found.ids) == min(found.total, found.per_page)
    one.join()
    other.join()

    assert (one.exitcode, other.exitcode) == (0, 0)
    assert sorted(reader.stamp()) == [*range(1, 41), *range(100, 112), *range(200, 212)]


def test_a_second_writer_is_told_that_another_is_at_work(reader: WhooshEngine, index: Path) -> None:
    held, enough = writers.CONTEXT.Event(), writers.CONTEXT.Event()
    other = writers.start(writers.hold_the_lock, index, held, enough)
    assert held.wait(writers.LONGEST_WAIT)

    with pytest.raises(IndexBusy):
        reader.put([document(50)])
    with pytest.raises(IndexBusy):
        reader.rebuild([])
    assert reader.search(SearchCriteria(), NOW).total > 0

    enough.set()
    other.join(writers.LONGEST_WAIT)
    reader.put([document(50)])
    assert 50 in reader.stamp()


def test_readers_read_on_while_the_index_is_rebuilt_and_then_switch(
    reader: WhooshEngine, index: Path
) -> None:
    before = reader.search(SearchCriteria(words="customer"), NOW)
    halfway, go_on = writers.CONTEXT.Event(), writers.CONTEXT.Event()
    other = writers.start(writers.rebuild_slowly, index, halfway, go_on)
    assert halfway.wait(writers.LONGEST_WAIT)

    assert reader.search(SearchCriteria(words="customer"), NOW) == before
    # A reader that comes only now finds the old index, too.
    late = WhooshEngine(index)
    assert sorted(late.stamp()) == list(range(1, 41))
    late.close()

    go_on.set()
    other.join(writers.LONGEST_WAIT)
    assert sorted(reader.stamp()) == list(range(101, 141))
    assert [path.name for path in index.glob("listings-*")] == ["listings-3"]


def test_a_writer_that_died_after_its_commit_does_no_harm(
    reader: WhooshEngine, index: Path
) -> None:
    finish(writers.die_before_telling, index)

    reader.put([document(60)])

    expected = {d.id: d.version for d in documents(40)} | {60: document(60).version}
    expected[1] = document(1, title="Zebra keeper").version
    assert reader.stamp() == expected


def test_a_rebuild_that_died_leaves_the_old_index(reader: WhooshEngine, index: Path) -> None:
    finish(writers.die_while_writing, index)

    assert sorted(reader.stamp()) == list(range(1, 41))
    reader.put([document(60)])
    assert reader.rebuild(documents(3)) == 3
    assert len(list(index.glob("listings-*"))) == 1


def test_writers_killed_again_and_again_leave_what_can_be_mended(
    reader: WhooshEngine, index: Path
) -> None:
    expected = {d.id: d.version for d in documents(40)}
    chance = random.Random(1)
    for _ in range(KILLS):
        begun = writers.CONTEXT.Event()
        writer = writers.start(writers.change_until_killed, index, begun)
        assert begun.wait(writers.LONGEST_WAIT)
        end = time.monotonic() + chance.uniform(0.0, 0.4)
        while time.monotonic() < end:
            found = reader.search(SearchCriteria(), NOW)
            assert len(found.ids) == min(found.total, found.per_page)
        writer.kill()
        writer.join(writers.LONGEST_WAIT)

        fresh = WhooshEngine(index)
        differing = {key for key, version in fresh.stamp().items() if version != expected[key]}
        assert differing <= set(range(1, 6))
        fresh.put(document(number) for number in range(1, 6))
        assert fresh.stamp() == reader.stamp() == expected
        fresh.close()


@pytest.mark.parametrize("phase", range(len(PHASES)), ids=[phase.__name__ for phase in PHASES])
def test_a_writer_that_dies_in_the_middle_leaves_what_can_be_mended(
    reader: WhooshEngine, index: Path, phase: int
) -> None:
    expected = {d.id: d.version for d in documents(40)}
    writer = writers.start(writers.change_and_die, index, phase)
    writer.join(writers.LONGEST_WAIT)
    assert writer.exitcode == -signal.SIGKILL

    found = reader.search(SearchCriteria(), NOW)
    assert len(found.ids) == min(found.total, found.per_page)
    fresh = WhooshEngine(index)
    differing = {key for key, version in fresh.stamp().items() if version != expected[key]}
    assert differing <= set(range(1, 6))
    fresh.put(document(number) for number in range(1, 6))
    fresh.close()
    mended = WhooshEngine(index)
    assert mended.stamp() == reader.stamp() == expected
    assert not mended.restore()
    mended.close()
