"""How soon a company usually answers, from what it did and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from jobboard.domain.application import ApplicationState

WINDOW = timedelta(days=90)
# Below this, a median says more about chance than about the company.
SMALLEST_SAMPLE = 5
# What is still open this long after the listing ended gets a neutral letter.
LONGEST_SILENCE = timedelta(days=14)
# The open states in which the employer has not said anything yet.
UNHEARD = frozenset({ApplicationState.SUBMITTED, ApplicationState.REVIEWED})
ONE_DAY = timedelta(days=1)


def usual_days(times: Sequence[tuple[datetime, datetime]]) -> int | None:
    """Return the median of whole days between sending and answer, at least 1.

    ``times`` are pairs of when an application was sent and when it was first answered. None
    where there are too few to say.
    """
    if len(times) < SMALLEST_SAMPLE:
        return None
    return max(1, ceil(median((answered - sent) / ONE_DAY for sent, answered in times)))
