"""What the worker does, and when. Every task may run twice, late, or after a crash."""

from __future__ import annotations

from collections.abc import Callable

from jobboard import clock
from jobboard.extensions import db
from jobboard.services.listings import open_and_expire
from jobboard.services.unanswered import close_unanswered
from jobboard.worker.alerts import look_after_alerts, send_alerts
from jobboard.worker.index import check_index, drain_index, tidy_index, watch_index
from jobboard.worker.letters import drain_letters, forget_letters
from jobboard.worker.resumes import look_after_resumes


def turn_the_clock() -> None:
    """Open listings whose time has come, end those whose time is over, and end long silences."""
    open_and_expire(clock.now(), db.session.commit)
    close_unanswered(clock.now(), db.session.commit)
    drain_index()


def tell_of_new() -> None:
    """Index what is new, and have alerts write about it once it is there."""
    drain_index()
    send_alerts()
    drain_letters()


ON_NUDGE: tuple[Callable[[], None], ...] = (tell_of_new, drain_letters)
# Work, and the minutes and hours (UTC) at which it runs. The sweep repeats what nudges may lose.
ON_SCHEDULE: tuple[tuple[Callable[[], None], str, str], ...] = (
    (tell_of_new, "*", "*"),
    (drain_letters, "*", "*"),
    (watch_index, "*", "*"),
    (turn_the_clock, "*", "*"),
    (check_index, "*/10", "*"),
    (tidy_index, "20", "8"),
    (look_after_alerts, "40", "*"),
    (look_after_resumes, "50", "*"),
    (forget_letters, "30", "*"),
)
