"""The table of a listing's moves, and visibility by state and clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from jobboard.domain import vocabulary
from jobboard.domain.errors import MoveNotAllowed, RuleError
from jobboard.domain.listing import (
    END_STATES,
    MOVES,
    Actor,
    ListingMove,
    ListingState,
    check_closing,
    is_visible,
    next_state,
)

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
S, M, A = ListingState, ListingMove, Actor

# (from, move, by) → to: DOMAIN's drawing, line by line. Everything else is refused.
ALLOWED = {
    (S.DRAFT, M.SUBMIT, A.MEMBER): S.IN_REVIEW,
    (S.CHANGES_REQUESTED, M.SUBMIT, A.MEMBER): S.IN_REVIEW,
    (S.IN_REVIEW, M.WITHDRAW, A.MEMBER): S.DRAFT,
    (S.IN_REVIEW, M.APPROVE, A.MODERATOR): S.LIVE,
    (S.IN_REVIEW, M.APPROVE, A.SYSTEM): S.LIVE,  # a trusted company's listing
    (S.IN_REVIEW, M.REQUEST_CHANGES, A.MODERATOR): S.CHANGES_REQUESTED,
    (S.IN_REVIEW, M.REJECT, A.MODERATOR): S.REJECTED,
    (S.SCHEDULED, M.OPEN, A.SYSTEM): S.LIVE,
    (S.LIVE, M.PAUSE, A.MEMBER): S.PAUSED,
    (S.PAUSED, M.RESUME, A.MEMBER): S.LIVE,
    (S.LIVE, M.CLOSE, A.MEMBER): S.CLOSED,
    (S.PAUSED, M.CLOSE, A.MEMBER): S.CLOSED,
    (S.LIVE, M.EXPIRE, A.SYSTEM): S.EXPIRED,
    (S.PAUSED, M.EXPIRE, A.SYSTEM): S.EXPIRED,
    (S.SCHEDULED, M.SUSPEND, A.MODERATOR): S.SUSPENDED,
    (S.LIVE, M.SUSPEND, A.MODERATOR): S.SUSPENDED,
    (S.PAUSED, M.SUSPEND, A.MODERATOR): S.SUSPENDED,
    (S.SUSPENDED, M.CLEAR, A.MODERATOR): S.LIVE,
    (S.SUSPENDED, M.REMOVE, A.MODERATOR): S.REMOVED,
}


@pytest.mark.parametrize(("state", "move", "actor"), list(product(S, M, A)))
def test_only_the_moves_of_the_table_are_made(state, move, actor) -> None:
    target = ALLOWED.get((state, move, actor))
    if target is None:
        with pytest.raises(MoveNotAllowed):
            next_state(state, move, actor, now=NOW, reason="given")
    else:
        assert next_state(state, move, actor, now=NOW, reason="given") == target


@pytest.mark.parametrize("move", [M.REQUEST_CHANGES, M.REJECT, M.SUSPEND, M.REMOVE, M.CLOSE])
def test_a_no_always_owes_a_reason(move) -> None:
    rule = MOVES[move]
    with pytest.raises(RuleError) as refused:
        next_state(min(rule.sources), move, min(rule.actors), now=NOW, reason="  ")
    assert refused.value.field == "reason"


def test_approval_before_the_publication_time_schedules() -> None:
    later = NOW + timedelta(days=1)
    assert next_state(S.IN_REVIEW, M.APPROVE, A.MODERATOR, now=NOW, opens_at=later) == S.SCHEDULED
    assert next_state(S.IN_REVIEW, M.APPROVE, A.MODERATOR, now=NOW, opens_at=NOW) == S.LIVE
    assert next_state(S.SUSPENDED, M.CLEAR, A.MODERATOR, now=NOW, opens_at=later) == S.SCHEDULED


def test_every_reason_is_chosen_from_a_group_of_the_vocabulary() -> None:
    groups = {move: rule.reason_group for move, rule in MOVES.items() if rule.reason_group}
    assert groups == {
        M.REQUEST_CHANGES: "changes-reason",
        M.REJECT: "reject-reason",
        M.SUSPEND: "reject-reason",
        M.REMOVE: "reject-reason",
        M.CLOSE: "close-outcome",
    }
    assert all(vocabulary.terms(group) for group in groups.values())


def test_nothing_leaves_an_end_state() -> None:
    assert {S.CLOSED, S.EXPIRED, S.REJECTED, S.REMOVED} == END_STATES


@pytest.mark.parametrize(
    ("state", "opens", "closes", "seen"),
    [
        (S.LIVE, -1, 1, True),
        (S.LIVE, 0, 1, True),  # from the very second on
        (S.LIVE, None, 1, True),
        (S.LIVE, 1, 2, False),  # approved, but its time has not come
        (S.LIVE, -2, 0, False),  # to the very second
        (S.LIVE, -2, None, False),  # a live listing without an end is a mistake, so not shown
        *[(state, -1, 1, False) for state in S if state is not S.LIVE],
    ],
)
def test_visible_is_state_and_clock(state, opens, closes, seen) -> None:
    def at(hours: int | None) -> datetime | None:
        return None if hours is None else NOW + timedelta(hours=hours)

    assert is_visible(state, at(opens), at(closes), NOW) is seen


@pytest.mark.parametrize(
    ("days", "fine"), [(-1, False), (0, False), (1, True), (60, True), (61, False)]
)
def test_closing_lies_ahead_and_within_the_cap(days, fine) -> None:
    closes = NOW + timedelta(days=days)
    if fine:
        check_closing(closes, NOW, NOW)
    else:
        with pytest.raises(RuleError) as refused:
            check_closing(closes, NOW, NOW)
        assert refused.value.field == "closes_on"


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (5, 60, ""),
        (5, 61, "within 60 days from today"),
        (70, 71, "within 60 days from today"),
        (20, 20, "after the publication date"),
    ],
)
def test_the_cap_counts_from_today_whenever_it_opens(opens, closes, words) -> None:
    def check() -> None:
        check_closing(NOW + timedelta(days=closes), NOW + timedelta(days=opens), NOW)

    if not words:
        check()
        return
    with pytest.raises(RuleError, match=words):
        check()
