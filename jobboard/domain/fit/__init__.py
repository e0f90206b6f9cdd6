"""How well a person's profile and a listing's offer fit: a sum of named parts.

This is the plain reference. Engines rank all listings at once and must come to the same sums.

Nothing that is unclear counts against anybody: an unclear part neither adds nor takes away, and
the points of the must-haves are shared among those that can be told, so a listing comes to the
same sum with an unclear must-have as without it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from jobboard.domain.fit.judges import JUDGES
from jobboard.domain.fit.offer import UNSTATED, Need, Offer, offer_of, yearly_cents
from jobboard.domain.fit.weights import WEIGHTS, PartName
from jobboard.domain.matching import Answer, judge
from jobboard.domain.profile import Profile, profile_of

__all__ = [
    "JUDGES",
    "SIGNS",
    "UNSTATED",
    "WEIGHTS",
    "Answer",
    "Fit",
    "FitPart",
    "Musts",
    "Need",
    "Offer",
    "PartName",
    "Profile",
    "fit",
    "offer_of",
    "points_of",
    "profile_of",
    "yearly_cents",
]

SIGNS = {Answer.YES: 1, Answer.NOT_LISTED: -1, Answer.UNCLEAR: 0}
"""How often a part's weight counts."""


class Musts(NamedTuple):
    """How many must-haves are on the resume, are not, and cannot be told."""

    yes: int = 0
    missing: int = 0
    unclear: int = 0

    @property
    def total(self) -> int:
        """How many must-haves there are."""
        return sum(self)

    @property
    def each(self) -> int:
        """The points of one must-have that can be told."""
        return WEIGHTS[PartName.MUST_HAVES].points // max(1, self.yes + self.missing)

    @property
    def points(self) -> int:
        """What they add up to."""
        return self.each * (self.yes - self.missing)

    @property
    def answer(self) -> Answer:
        """What the resume says to all of them together."""
        if self.missing:
            return Answer.NOT_LISTED
        return Answer.YES if self.yes else Answer.UNCLEAR


class FitPart(NamedTuple):
    """One part: what the resume says, and the points that adds, takes away, or neither."""

    name: PartName
    answer: Answer
    points: int

    @property
    def weight(self) -> int:
        """The most points the part can add."""
        return WEIGHTS[self.name].points


@dataclass(frozen=True, slots=True)
class Fit:
    """The parts that were compared, in the order of WEIGHTS, and the must-haves in numbers."""

    musts: Musts
    parts: tuple[FitPart, ...]

    @property
    def score(self) -> int:
        """What the parts add up to: the higher, the earlier among somebody's matches."""
        return sum(part.points for part in self.parts)

    @property
    def is_full(self) -> bool:
        """Whether nothing speaks against the listing."""
        return all(part.answer is not Answer.NOT_LISTED for part in self.parts)

    def answer(self, name: PartName) -> Answer | None:
        """Return the answer of a part, None where it was not compared."""
        return next((part.answer for part in self.parts if part.name is name), None)


def fit(profile: Profile, offer: Offer) -> Fit:
    """Return how a profile and an offer fit, part by part."""
    musts = _musts(profile, offer)
    parts = []
    for name in WEIGHTS:
        if name is PartName.MUST_HAVES:
            if musts.total:
                parts.append(FitPart(name, musts.answer, musts.points))
            continue
        answer = JUDGES[name](profile, offer)
        if answer is not None:
            parts.append(FitPart(name, answer, points_of(name, answer)))
    return Fit(musts, tuple(parts))


def points_of(name: PartName, answer: Answer | None) -> int:
    """Return the points of a part other than the must-haves."""
    return 0 if answer is None else SIGNS[answer] * WEIGHTS[name].points


def _musts(profile: Profile, offer: Offer) -> Musts:
    counts = Counter(judge(need.row, profile)[0] for need in offer.needs)
    return Musts(counts[Answer.YES], counts[Answer.NOT_LISTED], counts[Answer.UNCLEAR])
