"""The one place that asks what time it is, so that tests can move the clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment as an aware UTC datetime, to the second.

    Seconds are enough for every rule of the board, and both databases keep them alike.
    """
    return datetime.now(UTC).replace(microsecond=0)
