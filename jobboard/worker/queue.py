"""The task queue: huey, with an embedded store by default and Redis by setting.

The queue may lose a task when its process is killed, so it carries nothing but nudges. What
there is to do stands in the database, and the sweep looks there every minute.
"""

from __future__ import annotations

from typing import Any, cast

import structlog
from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey, crontab

from jobboard.settings import Settings
from jobboard.worker import tasks

log = structlog.get_logger()


def init_app(app: Flask, settings: Settings) -> None:
    """Make the queue of this application and register its tasks."""
    queue = _make(settings)

    def in_app(work: Any) -> Any:
        def run() -> None:
            with app.app_context():
                work()

        run.__name__ = work.__name__
        return run

    drain = [queue.task(name=f"nudge_{work.__name__}")(in_app(work)) for work in tasks.ON_NUDGE]
    for work, minute, hour in tasks.ON_SCHEDULE:
        when = crontab(minute=minute, hour=hour)
        queue.periodic_task(when, name=work.__name__)(in_app(work))
    app.extensions["queue"] = queue
    app.extensions["nudges"] = drain


def _make(settings: Settings) -> Huey:
    if settings.redis_url:
        return RedisHuey("jobboard", url=settings.redis_url, results=False)
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    # The full synchronous mode would cost a disk flush for each nudge; a lost one costs a minute.
    return SqliteHuey("jobboard", filename=str(settings.data_dir / "tasks.sqlite3"), results=False)


def queue() -> Huey:
    """Return the queue of the running application."""
    return cast(Huey, current_app.extensions["queue"])


def nudge() -> None:
    """Tell the worker that there is work. Harmless to repeat, and harmless to lose."""
    try:
        for task in current_app.extensions["nudges"]:
            task()
    except Exception:
        # The work is committed; the sweep finds it without us.
        log.warning("nudge failed", exc_info=True)
