"""One at a time, and nobody waits."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from jobboard.worker.turns import Turn


def test_who_comes_meanwhile_goes_away_and_is_seen_to_after() -> None:
    turn, began, end = Turn(), Event(), Event()
    done: list[int] = []

    def work() -> None:
        done.append(1)
        began.set()
        assert end.wait(30)

    first = Thread(target=turn.take, args=[work])
    first.start()
    assert began.wait(30)
    for _ in range(3):
        turn.take(work)  # Would wait for ``end`` if it waited at all.
    assert done == [1]
    end.set()
    first.join(30)
    assert done == [1, 1]


def test_what_goes_wrong_leaves_the_turn_free() -> None:
    turn = Turn()
    done: list[int] = []

    def fail() -> None:
        raise RuntimeError("No.")

    with pytest.raises(RuntimeError):
        turn.take(fail)
    turn.take(lambda: done.append(1))
    assert done == [1]
