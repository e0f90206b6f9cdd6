"""How long somebody has to wait, in words."""

from __future__ import annotations

MINUTE, HOUR = 60, 3600
# Up to here minutes read better than hours.
MOST_MINUTES = 90 * MINUTE


def wait_words(seconds: int) -> str:
    """Return a time that is long enough, like "1 minute", "5 minutes" or "3 hours"."""
    unit, name = (MINUTE, "minute") if seconds <= MOST_MINUTES else (HOUR, "hour")
    count = max(1, -(-seconds // unit))
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
