"""A listing's states, the only moves between them, and when seekers can see it.

The table below is the whole truth (DOMAIN.md section 2); every move in the program goes
through ``next_state``. Whether a listing is visible is state *and* clock, and ``is_visible``
is the one function that says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jobboard.domain.errors import MoveNotAllowed, RuleError

LONGEST_OPENING = timedelta(days=60)
# What a company may have sent or published as long as none of its listings was ever public.
MOST_AT_FIRST = 3
MOST_MUST_HAVES = 8
MOST_QUESTIONS = 5


class ListingState(StrEnum):
    """Where a listing is in its life."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    SCHEDULED = "scheduled"
    LIVE = "live"
    PAUSED = "paused"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    EXPIRED = "expired"
    REJECTED = "rejected"
    REMOVED = "removed"


class Actor(StrEnum):
    """Who makes a move."""

    MEMBER = "member"
    SEEKER = "seeker"
    MODERATOR = "moderator"
    SYSTEM = "system"


class ListingMove(StrEnum):
    """What can be done to a listing's state."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"
    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"
    EXPIRE = "expire"
    SUSPEND = "suspend"
    CLEAR = "clear"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: from where, to where, by whom, and which reason is owed.

    ``reason_group`` is the group of the vocabulary that the reason is chosen from; empty where
    none is owed.
    """

    sources: frozenset[ListingState]
    target: ListingState
    actors: frozenset[Actor]
    reason_group: str = ""


def _rule(
    sources: tuple[ListingState, ...],
    target: ListingState,
    *actors: Actor,
    reason: str = "",
) -> Rule:
    return Rule(frozenset(sources), target, frozenset(actors), reason)


_CHANGES, _REFUSAL, _OUTCOME = "changes-reason", "reject-reason", "close-outcome"


_S = ListingState
_M = ListingMove
# Approved, and before seekers or to come before them.
PUBLISHED_STATES = (_S.SCHEDULED, _S.LIVE, _S.PAUSED)
MOVES: dict[ListingMove, Rule] = {
    _M.SUBMIT: _rule((_S.DRAFT, _S.CHANGES_REQUESTED), _S.IN_REVIEW, Actor.MEMBER),
    _M.WITHDRAW: _rule((_S.IN_REVIEW,), _S.DRAFT, Actor.MEMBER),
    # Approval leads to SCHEDULED instead where publication lies ahead: see next_state.
    _M.APPROVE: _rule((_S.IN_REVIEW,), _S.LIVE, Actor.MODERATOR, Actor.SYSTEM),
    _M.REQUEST_CHANGES: _rule(
        (_S.IN_REVIEW,), _S.CHANGES_REQUESTED, Actor.MODERATOR, reason=_CHANGES
    ),
    _M.REJECT: _rule((_S.IN_REVIEW,), _S.REJECTED, Actor.MODERATOR, reason=_REFUSAL),
    _M.OPEN: _rule((_S.SCHEDULED,), _S.LIVE, Actor.SYSTEM),
    _M.PAUSE: _rule((_S.LIVE,), _S.PAUSED, Actor.MEMBER),
    _M.RESUME: _rule((_S.PAUSED,), _S.LIVE, Actor.MEMBER),
    _M.CLOSE: _rule((_S.LIVE, _S.PAUSED), _S.CLOSED, Actor.MEMBER, reason=_OUTCOME),
    # A paused listing also ends at its closing time: otherwise it would never end at all.
    _M.EXPIRE: _rule((_S.LIVE, _S.PAUSED), _S.EXPIRED, Actor.SYSTEM),
    # What is to open by itself can be stopped as well: see docs/decisions/0014.
    _M.SUSPEND: _rule(PUBLISHED_STATES, _S.SUSPENDED, Actor.MODERATOR, reason=_REFUSAL),
    # Leads to SCHEDULED likewise.
    _M.CLEAR: _rule((_S.SUSPENDED,), _S.LIVE, Actor.MODERATOR),
    _M.REMOVE: _rule((_S.SUSPENDED,), _S.REMOVED, Actor.MODERATOR, reason=_REFUSAL),
}

EDITABLE_STATES = frozenset({_S.DRAFT, _S.CHANGES_REQUESTED})
END_STATES = frozenset(_S) - {source for rule in MOVES.values() for source in rule.sources}
# Moves that publish, or only later where the publication time lies ahead.
_PUBLISHING = (_M.APPROVE, _M.CLEAR)


def next_state(
    state: ListingState,
    move: ListingMove,
    actor: Actor,
    *,
    now: datetime,
    opens_at: datetime | None = None,
    reason: str = "",
) -> ListingState:
    """Return the state that ``move`` leads to from ``state``.

    Raises MoveNotAllowed where the table has no such line for this actor, and RuleError on
    field ``reason`` where a reason is owed and none is given.
    """
    rule = MOVES[move]
    if state not in rule.sources or actor not in rule.actors:
        raise MoveNotAllowed("That cannot be done with this listing as it is now.")
    if rule.reason_group and not reason.strip():
        raise RuleError("Choose a reason, so that the employer knows why.", "reason")
    if move in _PUBLISHING and opens_at is not None and opens_at > now:
        return ListingState.SCHEDULED
    return rule.target


def is_visible(
    state: str, opens_at: datetime | None, closes_at: datetime | None, now: datetime
) -> bool:
    """Say whether seekers can find and read the listing at ``now`` (aware datetimes)."""
    return (
        state == ListingState.LIVE
        and (opens_at is None or opens_at <= now)
        and closes_at is not None
        and now < closes_at
    )


def check_closing(closes_at: datetime, opens_at: datetime, now: datetime) -> None:
    """Raise RuleError unless the listing closes after it opens, ahead, and within the cap.

    The cap counts from ``now``, so that nothing is kept waiting for a far date either.
    """
    if closes_at <= now:
        raise RuleError("Choose a closing date in the future.", "closes_on")
    if closes_at <= opens_at:
        raise RuleError("Choose a closing date after the publication date.", "closes_on")
    if closes_at - now > LONGEST_OPENING:
        days = LONGEST_OPENING.days
        raise RuleError(f"Choose a closing date within {days} days from today.", "closes_on")
