"""The index as files: private, checked, never made by a reader, and small in memory."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import pytest

from jobboard.domain.criteria import SearchCriteria
from jobboard.search import UnknownEngine, concepts, engine_for, kept_index
from jobboard.search.contract import IndexUnavailable
from jobboard.search.merging import MOST_BY_DAY, TIERS, due
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.side_files import FROM_DOCUMENTS
from jobboard.search.whoosh_engine import WhooshEngine
from tests.factories.search_documents import NOW, document, documents

EVERYTHING = SearchCriteria()
WORDS = SearchCriteria(words="customer phone zendesk")


def folder_of(index: Path) -> Path:
    return index / json.loads((index / "current").read_text())["folder"]


def test_the_setting_chooses_the_engine(tmp_path: Path) -> None:
    assert isinstance(engine_for("plain:", tmp_path), PlainEngine)
    for url, root in (("whoosh:", tmp_path / "search"), (f"whoosh:{tmp_path}/i", tmp_path / "i")):
        engine = engine_for(url, tmp_path)
        assert isinstance(engine, WhooshEngine)
        assert not root.exists()
        engine.rebuild([])
        assert root.is_dir()
        engine.close()
    with pytest.raises(UnknownEngine, match="whoosh:, postgresql: or plain:"):
        engine_for("elastic://localhost", tmp_path)


def test_a_missing_index_is_said_to_be_missing_and_not_made(index: Path) -> None:
    engine = WhooshEngine(index)

    for use in (
        lambda: engine.search(EVERYTHING, NOW),
        engine.stamp,
        engine.state,
        engine.tidy,
        lambda: engine.put([document(1)]),
        lambda: engine.remove([1]),
    ):
        with pytest.raises(IndexUnavailable):
            use()
    assert not index.exists()


def test_an_index_that_disappears_with_its_copy_is_noticed_at_once_and_can_be_rebuilt(
    whoosh: WhooshEngine, index: Path
) -> None:
    whoosh.rebuild(documents(5))
    shutil.rmtree(kept_index.folder_of(index))
    for path in sorted(index.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()

    with pytest.raises(IndexUnavailable):
        WhooshEngine(index).search(EVERYTHING, NOW)
    for use in (whoosh.state, whoosh.stamp, lambda: whoosh.put([document(9)])):
        with pytest.raises(IndexUnavailable):
            use()

    assert whoosh.rebuild(documents(6)) == 6
    assert sorted(whoosh.stamp()) == [1, 2, 3, 4, 5, 6]


def test_who_has_the_index_open_goes_on_answering_when_it_disappears(
    whoosh: WhooshEngine, index: Path
) -> None:
    whoosh.rebuild(documents(40))
    everything = whoosh.search(EVERYTHING, NOW)
    shutil.rmtree(index)

    assert whoosh.search(EVERYTHING, NOW) == everything
    # Words nobody asked for before are still in the files held open.
    assert whoosh.search(WORDS, NOW).total > 0
    assert whoosh.suggest("cust", NOW)


# Whoosh leaves the list of segments open when it cannot read it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("junk", [b"", b"junk" * 100], ids=["empty", "junk"])
@pytest.mark.parametrize("ending", [".toc", ".trm", ".pst", ".col", "current"])
def test_torn_files_are_noticed_and_a_rebuild_mends_them(
    whoosh: WhooshEngine, index: Path, ending: str, junk: bytes
) -> None:
    whoosh.rebuild(documents(30))
    torn = [path for path in index.rglob("*") if path.name.endswith(ending)]
    assert torn
    for path in torn:
        path.write_bytes(junk)

    fresh = WhooshEngine(index)
    with pytest.raises(IndexUnavailable):
        fresh.search(WORDS, NOW)

    assert fresh.rebuild(documents(30)) == 30
    assert fresh.search(WORDS, NOW).total > 0
    fresh.close()


def test_damage_inside_a_file_of_the_right_size_is_noticed(
    whoosh: WhooshEngine, index: Path
) -> None:
    whoosh.rebuild(documents(200))
    for path in folder_of(index).glob("*.pst"):
        path.write_bytes(b"\x00" * path.stat().st_size)

    fresh = WhooshEngine(index)
    with pytest.raises(IndexUnavailable):
        fresh.search(WORDS, NOW)
    fresh.close()


def test_an_index_of_another_version_is_refused(whoosh: WhooshEngine, index: Path) -> None:
    pointer = json.loads((index / "current").read_text())
    (index / "current").write_text(json.dumps(pointer | {"schema": 0}))

    with pytest.raises(IndexUnavailable, match="another version"):
        WhooshEngine(index).search(EVERYTHING, NOW)


def test_an_index_built_with_other_words_answers_but_is_called_outdated(
    whoosh: WhooshEngine, index: Path
) -> None:
    whoosh.rebuild(documents(5))
    pointer = json.loads((index / "current").read_text())
    assert pointer["words"] == concepts.mark()
    (index / "current").write_text(json.dumps(pointer | {"words": "older"}))

    assert whoosh.state().outdated
    whoosh.put([document(9)])
    assert whoosh.state().outdated
    whoosh.rebuild(documents(5))
    assert not whoosh.state().outdated


def test_the_folder_is_private_and_one_others_may_write_is_refused(
    whoosh: WhooshEngine, index: Path
) -> None:
    assert index.stat().st_mode & 0o777 == 0o700
    assert folder_of(index).stat().st_mode & 0o777 == 0o700

    index.chmod(0o770)
    with pytest.raises(IndexUnavailable, match="private"):
        WhooshEngine(index).search(EVERYTHING, NOW)

    WhooshEngine(index).rebuild([])
    assert index.stat().st_mode & 0o777 == 0o700


def test_repeating_a_put_writes_nothing(whoosh: WhooshEngine) -> None:
    whoosh.put(documents(3))
    before = whoosh.state()
    whoosh.put(documents(3))
    whoosh.remove([77])

    assert whoosh.state() == before


def test_segments_stay_few_and_their_files_go_with_them(whoosh: WhooshEngine, index: Path) -> None:
    for number in range(1, 2 * TIERS[0].many):
        whoosh.put([document(number)])
        assert whoosh.state().segments <= MOST_BY_DAY
    assert whoosh.state().segments <= TIERS[0].many
    whoosh.tidy()

    assert whoosh.state().segments == 1
    segments = {path.name.partition(".")[0] for path in folder_of(index).glob("MAIN_*.*")}
    assert len(segments) == 1
    generation = whoosh.state().generation
    whoosh.tidy()
    assert whoosh.state().generation == generation


def test_merging_small_segments_leaves_the_large_one_alone(
    whoosh: WhooshEngine, index: Path
) -> None:
    whoosh.rebuild(documents(FROM_DOCUMENTS))
    large = {path.name: path.stat().st_mtime_ns for path in folder_of(index).glob("MAIN_*.*")}
    large = {name: at for name, at in large.items() if not name.endswith(".toc")}
    for number in range(1, 1 + TIERS[0].many):
        whoosh.put([document(number, version=99)])

    assert whoosh.state().segments == 2
    after = {path.name: path.stat().st_mtime_ns for path in folder_of(index).iterdir()}
    assert large.items() <= after.items()
    expected = {d.id: d.version for d in documents(FROM_DOCUMENTS)}
    expected |= {n: document(n, version=99).version for n in range(1, 1 + TIERS[0].many)}
    assert whoosh.stamp() == expected


def test_of_full_tiers_the_lowest_is_merged() -> None:
    few, some, _ = TIERS
    assert due([1] * (few.many - 1) + [5_000]) == []
    assert due([5_000, *[1] * few.many]) == list(range(1, few.many + 1))
    sizes = [few.below] * some.many + [5_000]
    assert due(sizes) == list(range(some.many))
    assert due(sizes + [1] * few.many) == list(range(some.many + 1, len(sizes) + few.many))
    assert due([5_000] * 99) == []


def test_everything_can_be_removed_and_put_again(whoosh: WhooshEngine) -> None:
    whoosh.rebuild(documents(10))
    whoosh.remove(range(1, 11))
    assert whoosh.search(WORDS, NOW).total == 0
    whoosh.tidy()
    assert (whoosh.stamp(), whoosh.state().documents) == ({}, 0)

    whoosh.put(documents(10))
    assert sorted(whoosh.stamp()) == list(range(1, 11))


def test_large_segments_have_a_side_file_that_is_only_a_short_cut(
    whoosh: WhooshEngine, index: Path
) -> None:
    whoosh.rebuild(documents(FROM_DOCUMENTS))
    side_files = list(folder_of(index).glob("*.columns"))
    assert len(side_files) == 1

    with_it = WhooshEngine(index)
    side_files[0].unlink()
    without_it = WhooshEngine(index)
    expected = whoosh.search(WORDS, NOW)
    assert with_it.search(WORDS, NOW) == without_it.search(WORDS, NOW) == expected
    assert with_it.stamp() == without_it.stamp() == whoosh.stamp()
    with_it.close()
    without_it.close()


def test_a_damaged_side_file_is_noticed(whoosh: WhooshEngine, index: Path) -> None:
    whoosh.rebuild(documents(FROM_DOCUMENTS))
    next(folder_of(index).glob("*.columns")).write_bytes(b"PK\x03\x04 torn")

    with pytest.raises(IndexUnavailable):
        WhooshEngine(index).search(EVERYTHING, NOW)


def test_the_cache_stays_within_its_limit_and_changes_no_answer(
    whoosh: WhooshEngine, index: Path
) -> None:
    whoosh.rebuild(documents(60))
    limit = 2_000
    small = WhooshEngine(index, cache_bytes=limit)
    for word in ("customer", "phone", "agent", "chat", "zendesk", "billing") * 2:
        criteria = SearchCriteria(words=f'{word} "{word} service"')
        assert small.search(criteria, NOW) == whoosh.search(criteria, NOW)
        assert small._index._cache.size <= limit
    small.close()


def test_threads_search_while_another_writes(whoosh: WhooshEngine) -> None:
    whoosh.rebuild(documents(40))
    failures: list[BaseException] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            try:
                found = whoosh.search(WORDS, NOW, per_page=100)
                assert len(found.ids) == found.total
            except BaseException as error:  # noqa: BLE001 - a thread's error is the test's to report
                failures.append(error)
                return

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(41, 53):
        whoosh.put([document(number)])
    whoosh.tidy()
    whoosh.rebuild(documents(30))
    done.set()
    for thread in threads:
        thread.join()

    assert failures == []
    assert sorted(whoosh.stamp()) == list(range(1, 31))


def test_what_no_listing_has_any_more_is_forgotten_with_its_segments(whoosh: WhooshEngine) -> None:
    whoosh.rebuild(documents(3))
    for version in range(2, 6):
        whoosh.put([document(1, title=f"Zebra keeper {version}", version=version)])
        whoosh.tidy()
        assert [found.text for found in whoosh.suggest("zebra", NOW)] == [f"Zebra keeper {version}"]
    whoosh.rebuild(documents(3, first=10))

    assert whoosh.suggest("zebra", NOW) == ()
    assert values_held(whoosh) == values_held_at_first(whoosh)


def values_held(engine: WhooshEngine) -> dict[str, int]:
    """How many distinct values of each kind an engine keeps."""
    keys = engine._index.current().snapshot.keys
    return {name: len(held) for name, held in keys.items()}


def values_held_at_first(engine: WhooshEngine) -> dict[str, int]:
    """The same of a process that has just opened the index."""
    fresh = WhooshEngine(engine._folder.root)
    try:
        return values_held(fresh)
    finally:
        fresh.close()
