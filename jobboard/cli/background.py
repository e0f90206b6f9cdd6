"""``flask worker``: the process that carries out background work and schedules."""

import threading
import time

import click
import structlog
from flask import Flask, current_app
from flask.cli import with_appcontext

from jobboard import settings
from jobboard.services.indexing import restore_index
from jobboard.worker.index import check_index
from jobboard.worker.letters import release_claims
from jobboard.worker.queue import nudge, queue

# One each for the index, for letters and for alerts, which may all be at it for long.
THREADS = 3
# How long an idle worker waits before it looks again, in seconds.
LONGEST_WAIT = 0.5
# How often the index's files are looked at: in a few microseconds, while nothing is wrong.
WATCH_SECONDS = 1.0
# How long it is left alone where that fails, since a full disk will be full in a second, too.
PAUSE_SECONDS = 30.0

log = structlog.get_logger()


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Index listings, send letters, and keep the clock's appointments."""
    consumer = queue().create_consumer(
        workers=THREADS,
        worker_type="thread",
        initial_delay=0.1,
        backoff=1.3,
        max_delay=LONGEST_WAIT,
        check_worker_health=True,
    )
    if not settings.current().redis_url:
        # The embedded queue has exactly one worker: whoever else claimed a letter is dead.
        release_claims()
    check_index()  # What a killed worker left behind is mended first.
    nudge()
    app = current_app._get_current_object()  # type: ignore[attr-defined] # the application itself
    threading.Thread(target=_watch, args=(app,), name="watch index", daemon=True).start()
    consumer.run()


def _watch(app: Flask) -> None:
    """Put the index back as soon as it is gone; schedules only know minutes."""
    while True:
        time.sleep(WATCH_SECONDS)
        look_after_index(app)


def look_after_index(app: Flask) -> None:
    """Put back what is gone of the index, or build it anew. Never raises: nobody would go on."""
    try:
        with app.app_context():
            if not restore_index():
                check_index()
    except Exception:
        log.exception("index not put back")
        time.sleep(PAUSE_SECONDS)
