"""What is understood of a search: its parts, their intents, and the reading they make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.phrases import Sense
from jobboard.domain.typed import Piece

PLACE = "place"
PAY = "pay_min"
HARD = (PLACE, "arrangement", "hours", "contract", "employment_status")
"""Fields whose readings filter, the last to be let go first. All are facts that listings
must state, and that people do not bargain about."""


class Intent(NamedTuple):
    """One thing understood from the words.

    ``field`` is a field of the criteria or, for what has no filter, a group of terms.
    ``phrase`` are the words it was read from. ``hard`` ones filter, others lift in ranking.
    """

    field: str
    value: str
    phrase: str
    label: str
    hard: bool

    @property
    def reading(self) -> str:
        """How ``SearchCriteria.plain`` names it."""
        return f"{self.field}/{self.value}"


class Part(NamedTuple):
    """Words of a search that belong together and what was understood from them.

    ``refused`` words are no wish: their senses are what is not wanted, or with intents what
    is wanted instead. ``aside`` ones may be missing. ``either`` says that this part or the
    one before is wished for.
    """

    piece: Piece
    senses: tuple[Sense, ...] = ()
    intents: tuple[Intent, ...] = ()
    refused: bool = False
    aside: bool = False
    either: bool = False

    @property
    def phrase(self) -> str:
        """The words as typed."""
        return " ".join(self.piece.words)

    @property
    def filters(self) -> bool:
        """Whether the words are answered by a filter."""
        return any(intent.hard for intent in self.intents)


@dataclass(frozen=True, slots=True)
class Reading:
    """A search as understood.

    ``typed`` is the search as it came, without readings taken back that its words do not
    give. ``criteria`` has its filters and those of the hard intents, and as words those
    that are still to be scored. ``parts`` are the words in order, fillers left out.
    """

    typed: SearchCriteria
    criteria: SearchCriteria
    intents: tuple[Intent, ...] = ()
    parts: tuple[Part, ...] = ()

    def without(self, intent: Intent) -> SearchCriteria:
        """The search as typed, with that intent taken back to plain words."""
        return replace(self.typed, plain=(*self.typed.plain, intent.reading))

    @property
    def hard_fields(self) -> tuple[str, ...]:
        """Fields that filter because of the words, the last to be let go first."""
        hard = {intent.field for intent in self.intents if intent.hard}
        return tuple(field for field in HARD if field in hard)


NOTHING_READ = Reading(SearchCriteria(), SearchCriteria())
"""The reading of a search for nothing."""


class Span(NamedTuple):
    """Where among the words of a search a part stands."""

    start: int
    length: int
    part: Part
