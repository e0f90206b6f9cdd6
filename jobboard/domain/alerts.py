"""Alerts: how often they write, what they must ask for, and when they write next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from jobboard.domain.criteria import DEFAULT_SORT, SearchCriteria
from jobboard.domain.errors import RuleError
from jobboard.domain.query import understand

REMOTE = "remote"
MOST_ALERTS = 25
# Of those that wait to be confirmed, anybody may have asked for any.
MOST_WAITING = 10
# More jobs than these are counted at the end of the letter and can be seen on the site.
MOST_IN_A_LETTER = 20
# As they are stored; far more than a person chooses.
LONGEST_CRITERIA = 1500
_CRITERIA_KEPT = 8_192
NOWHERE = "Add a town, or choose Remote, so that we only send jobs you can do."
ANYTHING = (
    "Add one thing more, such as a kind of job, a channel or your hours, so that we do not send "
    "you every job there."
)
TOO_LONG = "This is more than an alert can hold. Take some of what you chose away."


class Frequency(StrEnum):
    """How often an alert may write."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


FREQUENCY_WORDS = {
    Frequency.AT_ONCE: "At once",
    Frequency.DAILY: "Once a day",
    Frequency.WEEKLY: "Once a week",
}
INTERVALS = {Frequency.DAILY: timedelta(days=1), Frequency.WEEKLY: timedelta(days=7)}


def next_due(frequency: str, now: datetime) -> datetime | None:
    """Return when an alert that looked at ``now`` looks again; None if whenever there is a job."""
    interval = INTERVALS.get(Frequency(frequency))
    return now + interval if interval else None


def lasting(criteria: SearchCriteria) -> SearchCriteria:
    """Return criteria without what means nothing to an alert: the order and the age of jobs."""
    return replace(criteria, sort=DEFAULT_SORT, posted_within=None)


def kept_text(criteria: SearchCriteria) -> str:
    """Return criteria as an alert keeps them: the arguments of their one address."""
    return urlencode(lasting(criteria).to_args())


@lru_cache(maxsize=_CRITERIA_KEPT)
def kept_criteria(text: str) -> SearchCriteria:
    """Return the criteria that an alert keeps as ``text``."""
    return SearchCriteria.from_args(parse_qsl(text))


def criteria_words(criteria: SearchCriteria) -> str:
    """Return criteria as the search reads them, in words: "Remote jobs on live chat"."""
    return understand(lasting(criteria)).criteria.describe()


def board_words(criteria: SearchCriteria) -> str:
    """Return what the criteria ask for in words of the board alone, without a typed one.

    Terms of the vocabulary and places of the gazetteer are named, the rest is only mentioned.
    """
    meant = understand(lasting(criteria)).criteria
    # Several places are shown as they were typed.
    place = meant.place if len(meant.where.names) == 1 else ""
    said = replace(meant, words="", place=place)
    more = "" if said == replace(meant, plain=said.plain) else ", and the words that were typed"
    return f"{said.describe()}{more}"


def check_criteria(criteria: SearchCriteria) -> None:
    """Raise RuleError unless the criteria say where, and one thing more (LOOK.md N2).

    What the words say counts as much as what was chosen: "remote chat support" says both.
    """
    meant = understand(criteria).criteria
    # Dots and question marks name no place.
    if not (meant.where.areas or REMOTE in meant.arrangement):
        raise RuleError(NOWHERE, "place")
    if replace(lasting(meant), place="", arrangement=()).is_empty:
        raise RuleError(ANYTHING, "words")
    if len(kept_text(criteria)) > LONGEST_CRITERIA:
        raise RuleError(TOO_LONG, "words")
