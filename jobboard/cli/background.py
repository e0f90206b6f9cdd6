"""``flask worker``: the process that carries out background work and schedules."""

import click
from flask.cli import with_appcontext

from jobboard import settings
from jobboard.worker.queue import nudge, queue
from jobboard.worker.tasks import check_index, release_claims

# One each for the index, for letters and for alerts, which may all be at it for long.
THREADS = 3
# How long an idle worker waits before it looks again, in seconds.
LONGEST_WAIT = 0.5


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
    consumer.run()
