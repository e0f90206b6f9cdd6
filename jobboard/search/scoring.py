"""How well a listing answers: all arithmetic of ranking, for numbers and arrays alike.

Both engines call these functions, one with floats and one with arrays of them. Only
operations that IEEE 754 rounds the same way everywhere are used, in a fixed order, so both
get the same bits and therefore the same order.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from jobboard.search.analysis import FIELDS
from jobboard.search.documents import DAY


class Weight(NamedTuple):
    """What a field counts at most, and how soon.

    ``by_length`` from 0 to 1 is how much fields longer than ``usual`` words are held back.
    The usual lengths are constants, not averages of the index, so that a listing's share of a
    score never changes because of other listings and can be computed once.
    """

    weight: float
    by_length: float
    usual: float


WEIGHTS = {
    # The title is what the employer calls the job: a word there is what the job is, however
    # often the text says something else.
    "title": Weight(8.0, 0.3, 4.0),
    # Chosen from lists, so never by the way; long lists of skills say less about each.
    "facts": Weight(3.5, 0.2, 30.0),
    # People search for employers by name, but many names hold words of the trade.
    "company": Weight(3.0, 0.2, 3.0),
    # Where the words name a place; the place filter is the better way.
    "place": Weight(2.0, 0.0, 5.0),
    # Says everything, and much by the way.
    "body": Weight(1.25, 0.5, 300.0),
}

REPEATS = 0.6
"""How soon more mentions of a word in one field stop mattering."""

SATURATION = 2.4
"""How soon more fields stop mattering."""

AS_TYPED = 1.0
AS_TERM = 0.9
"""A synonym counts less than the word itself, so that exact answers come first."""

AS_WORK = 0.65
"""A duty or skill under any of its names, which are less alike than names of roles."""

AS_FAMILY = 0.6
"""The wide family of a role for which a finer title is known."""

AS_NEAR = 0.35
"""A term beside the one meant, as call center work is beside customer service."""

AS_HINT = 0.5
"""A word that only hints at a term, as "hospital" does at healthcare."""

AS_SURE_HINT = 0.75
"""Several words that hint at a term: "travel agency" leaves little doubt."""

AS_TRADE = 0.1
"""Any work of the trade where customer service was asked for beside other wishes."""

AS_PART = 0.4
"""The most telling word of a phrase, where the rest is said in other words."""

LEAST_RARITY = 1.0
"""Added to what rarity says: the commonest words of the trade are what most people look for."""

# Lifts are added to 1 and multiplied with the match: what is wished for beside the words.
LET_GO = 1.0
"""A filter that had to be let go: who has it comes first."""

REFUSED = 0.5
"""Taken from the lifts for all that was refused together: such listings come last."""

TITLE_ROW = 1.4
"""Words next to each other in the title as they were typed."""

TITLE_WHOLE = 0.5
"""A title of just these words."""

OF_INDUSTRY = 1.0
"""A listing that states the industry, before those that mention it."""

SAID = 1.0
"""Work in the very words that were typed, before other words for it."""

TELLING = 1.4
"""The most telling word of work, before what only amounts to the same."""

AT_PLACE = 1.0
"""A listing in the place itself, before remote ones that may be done from there."""

OF_THE_TRADE = 1.0
"""A listing of a role family: service work, while others are on the board by the way."""

OF_THE_TRADE_AT_ALL = 2.5
"""The same where no role was named: who asks for a duty means the trade's own jobs."""

IN_A_ROW = 1.5
"""Words typed next to each other that stand so in the listing: "profit sharing"."""

LEADING = 0.8
"""Taken from those who lead others where no rung was named: most look for the work itself."""

PAYING = 1.5
"""Stated pay that is as high as was asked for."""

PAYING_JUST = 8.0
"""The very amount in the text, which says little words are about it."""

NAME_ROW = 2.0
"""Words next to each other in the employer's name as they were typed."""

# Added to 1 and multiplied with the match. Stated pay outweighs the others together: a
# listing without pay never ranks over an equal match with it (LOOK.md R1).
PAY_STATED = 0.20
FRESHNESS = 0.12
CHECKED = 0.05

FRESH_DAYS = 14.0
"""After so many days half of the freshness is gone."""

STEPS = 1_000_000.0
"""Scores are compared in millionths: differences below are noise."""


def field_share(field: int, mentions: Any, length: Any) -> Any:
    """What the mentions of a token in one field add before saturation."""
    weight, by_length, usual = WEIGHTS[FIELDS[field]]
    enough = REPEATS * (1.0 - by_length + by_length * (length / usual))
    return weight * (mentions / (mentions + enough))


def saturated(share: Any) -> Any:
    """From 0 to 1, less and less for more."""
    return share / (share + SATURATION)


def rarity(listings: int, documents: int) -> float:
    """How telling a token is that stands in so many of so many documents."""
    return LEAST_RARITY + math.log(1.0 + (documents - listings + 0.5) / (listings + 0.5))


def coordinated(total: Any, matched: Any, clauses: int) -> Any:
    """The sum over the clauses, held back by the square of the share that is missing."""
    share = matched / clauses
    return total * share * share


def lifted(match: Any, lifts: Any) -> Any:
    """The match with what it has of what is wished for but not demanded."""
    return match * (1.0 + lifts)


def boost(age: Any, pay_stated: Any, checked: Any) -> Any:
    """What recommends a listing besides its words. ``age`` in microseconds, at least 0."""
    days = age / float(DAY)
    return 1.0 + PAY_STATED * pay_stated + FRESHNESS / (1.0 + days / FRESH_DAYS) + CHECKED * checked


def rank(match: Any, boosted: Any) -> Any:
    """The score in whole steps, by which listings are ordered."""
    return (match * boosted * STEPS + 0.5) // 1.0
