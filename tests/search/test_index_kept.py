"""What was published last is kept beside the index, answers while it is gone, puts it back."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from jobboard.domain.criteria import SearchCriteria
from jobboard.search import kept_index
from jobboard.search.contract import IndexUnavailable
from jobboard.search.index_folder import IndexFolder
from jobboard.search.whoosh_engine import WhooshEngine
from tests.factories import search_writers as writers
from tests.factories.search_documents import NOW, document, documents

WORDS = SearchCriteria(words="customer phone")


def files(folder: Path) -> dict[str, int]:
    """Names of all files below a folder, with what each is made of."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.stat().st_ino for path in found}


def test_what_is_kept_is_what_is_published_and_takes_no_room(
    whoosh: WhooshEngine, index: Path
) -> None:
    whoosh.rebuild(documents(30))
    for number in range(1, 30):
        whoosh.put([document(number, version=2)])
        assert files(kept_index.folder_of(index)) == files(index)
    whoosh.tidy()
    whoosh.rebuild(documents(5))

    assert files(kept_index.folder_of(index)) == files(index)
    assert kept_index.folder_of(index).stat().st_mode & 0o777 == 0o700


def test_a_fresh_process_answers_while_the_folder_is_gone(
    whoosh: WhooshEngine, index: Path
) -> None:
    whoosh.rebuild(documents(30))
    whoosh.put([document(50)])
    expected = whoosh.search(WORDS, NOW)
    shutil.rmtree(index)

    fresh = WhooshEngine(index)
    assert fresh.search(WORDS, NOW) == whoosh.search(WORDS, NOW) == expected
    assert not index.exists()  # Who only reads makes nothing.

    assert fresh.restore()
    assert not fresh.restore()
    assert files(index) == files(kept_index.folder_of(index))
    assert fresh.search(WORDS, NOW) == expected
    fresh.close()


def test_whoever_writes_next_puts_the_folder_back_first(whoosh: WhooshEngine, index: Path) -> None:
    whoosh.rebuild(documents(30))
    shutil.rmtree(index)

    whoosh.put([document(50)])

    assert sorted(WhooshEngine(index).stamp()) == [*range(1, 31), 50]


@pytest.mark.parametrize("ending", [".toc", ".trm", ".pst", ".col", "current"])
def test_single_files_that_are_gone_are_put_back(
    whoosh: WhooshEngine, index: Path, ending: str
) -> None:
    whoosh.rebuild(documents(30))
    expected = whoosh.search(WORDS, NOW)
    for path in [path for path in index.rglob("*") if path.name.endswith(ending)]:
        path.unlink()

    fresh = WhooshEngine(index)
    assert fresh.search(WORDS, NOW) == expected
    assert fresh.restore()
    assert files(index) == files(kept_index.folder_of(index))
    fresh.close()


def test_without_links_the_index_works_and_nothing_is_kept(
    whoosh: WhooshEngine, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(kept_index.folder_of(index))

    def refuse(*_: object) -> None:
        raise OSError("no links on this disk")

    monkeypatch.setattr(os, "link", refuse)
    whoosh.rebuild(documents(3))
    whoosh.put([document(4)])

    assert sorted(WhooshEngine(index).stamp()) == [1, 2, 3, 4]
    shutil.rmtree(index)
    fresh = WhooshEngine(index)
    for use in (lambda: fresh.search(WORDS, NOW), fresh.restore):
        with pytest.raises(IndexUnavailable):
            use()


def test_deleted_between_two_looks_what_is_kept_answers(
    whoosh: WhooshEngine, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whoosh.rebuild(documents(3))
    expected = whoosh.search(WORDS, NOW)
    check = IndexFolder._check_owner

    def deleted_meanwhile(folder: IndexFolder, root: Path) -> None:
        shutil.rmtree(index, ignore_errors=True)
        check(folder, root)

    monkeypatch.setattr(IndexFolder, "_check_owner", deleted_meanwhile)

    assert WhooshEngine(index).search(WORDS, NOW) == expected


def test_deleted_under_load_nobody_notices_and_it_is_back_in_seconds(
    whoosh: WhooshEngine, index: Path
) -> None:
    whoosh.rebuild(documents(60))
    enough, errors = writers.CONTEXT.Event(), writers.CONTEXT.Queue()
    expected = whoosh.search(WORDS, NOW)
    readers = [writers.start(writers.read_afresh, index, enough, errors) for _ in range(2)]
    healer = writers.start(writers.restore_until, index, enough)
    for _ in range(3):
        time.sleep(0.3)
        shutil.rmtree(index)
        end = time.monotonic() + writers.LONGEST_WAIT
        while not (index / "current").exists():
            assert time.monotonic() < end
            time.sleep(0.02)
    enough.set()
    told = [answer for _ in readers for answer in iter(errors.get, None)]
    for process in (*readers, healer):
        process.join(writers.LONGEST_WAIT)

    assert told == []
    assert WhooshEngine(index).search(WORDS, NOW) == expected
