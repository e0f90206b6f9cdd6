"""What a search asks of listings: the plan that every engine works from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jobboard.domain.query import Intent, Part, Reading
from jobboard.search.concepts import Tokens


class Alternative(NamedTuple):
    """A token that answers a clause, and how much it counts.

    ``as_term`` is the label of the term that the token stands for, ``word`` the word it is
    where that is not the clause's.
    """

    token: str
    weight: float
    as_term: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A word or phrase of the search, as typed, and everything that may stand for it."""

    word: str
    alternatives: tuple[Alternative, ...]


class Lift(NamedTuple):
    """Tokens of which one is wished for, and how much having it lifts the match."""

    tokens: tuple[str, ...]
    weight: float


class Row(NamedTuple):
    """Tokens of which it is wished that they stand in a row, and how much that lifts."""

    tokens: Tokens
    weight: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What a search asks of listings.

    Half of the ``clauses``, made of the ``wanted`` parts, must match, every phrase must, no
    exclusion may, and the filters of ``reading.criteria`` hold. ``lifts`` only add to the
    score. ``relaxed`` are intents that would filter and are lifts here. ``suggestion`` is the
    text as mended, ``meant`` one that may be meant instead. The ``missing`` words stand in no
    listing.
    """

    reading: Reading
    wanted: tuple[Part, ...] = ()
    clauses: tuple[Clause, ...] = ()
    lifts: tuple[Lift, ...] = ()
    rows: tuple[Row, ...] = ()
    phrases: tuple[Tokens, ...] = ()
    excluded: tuple[Tokens, ...] = ()
    suggestion: str | None = None
    meant: str | None = None
    missing: tuple[str, ...] = ()
    relaxed: tuple[Intent, ...] = ()

    @property
    def needed(self) -> int:
        """How many clauses a listing must match."""
        return (len(self.clauses) + 1) // 2

    @property
    def is_empty(self) -> bool:
        """Whether the words ask for nothing."""
        return not (self.clauses or self.excluded)
