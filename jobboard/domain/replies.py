"""Whether and how soon a company answers, from what it did and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from jobboard.domain.application import ApplicationState

WINDOW = timedelta(days=90)
# Below this, a record says more about chance than about the company.
SMALLEST_SAMPLE = 5
# What happens to fewer than this share is not usual.
LEAST_SHARE = 0.5
# What is still open this long after the listing ended gets a neutral letter.
LONGEST_SILENCE = timedelta(days=14)
# The open states in which the employer has not said anything yet.
UNHEARD = frozenset({ApplicationState.SUBMITTED, ApplicationState.REVIEWED})
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReplyRecord:
    """How many applications were sent and answered, and in how many days those that were."""

    sent: int
    answered: int
    days: int


def reply_record(times: Sequence[tuple[datetime, datetime | None]]) -> ReplyRecord | None:
    """Return what may be said of a company's answers.

    ``times`` has a pair for each application sent: when that was, and when it was first
    answered, if it was. The days are the median, in whole days, at least 1. None where too few
    were sent to say anything, or too few of them answered to speak of what is usual.
    """
    waits = [(answered - sent) / ONE_DAY for sent, answered in times if answered is not None]
    if len(times) < SMALLEST_SAMPLE or len(waits) < LEAST_SHARE * len(times):
        return None
    return ReplyRecord(len(times), len(waits), max(1, ceil(median(waits))))
