"""What the worker does for the index. Each task may run twice, late, or after a crash."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import structlog
from sqlalchemy import Row, delete, select, update

from jobboard import clock
from jobboard.database import reading
from jobboard.extensions import db
from jobboard.models import OutboxOrder
from jobboard.search.contract import IndexBusy
from jobboard.services.indexing import (
    bring_index_up_to_date,
    engine,
    index_is_usable,
    mend_index,
    restore_index,
)
from jobboard.services.outbox import INDEX, MOST_TRIES
from jobboard.worker.turns import Turn

log = structlog.get_logger()

BATCH = 200

# One indexer a process; the index's own lock keeps other processes out.
_indexing = threading.Lock()
# No two threads of a process drain at once, so that one is always left for the letters.
_draining = Turn()


def drain_index() -> None:
    """Carry out every index order, as the rows are now; leave aside those that keep failing."""
    _draining.take(_drain_index)


def _drain_index() -> None:
    with _indexing, _unless_busy():
        last = 0
        while orders := _waiting_orders(after=last):
            _index_some({order.id: order.subject_id for order in orders})
            last = orders[-1].id


def _waiting_orders(after: int) -> Sequence[Row[int, int]]:
    with reading():
        orders = db.session.execute(
            select(OutboxOrder.id, OutboxOrder.subject_id)
            .where(
                OutboxOrder.task == INDEX,
                OutboxOrder.id > after,
                OutboxOrder.tries < MOST_TRIES,
            )
            .order_by(OutboxOrder.id)
            .limit(BATCH)
        ).all()
        db.session.commit()
    return orders


def _index_some(orders: Mapping[int, int]) -> None:
    """Carry out these orders (order → listing). Nobody waits for us while we index."""
    with reading():
        failed = bring_index_up_to_date(set(orders.values()), clock.now())
        db.session.commit()
    done = [order for order, listing in orders.items() if listing not in failed]
    db.session.execute(delete(OutboxOrder).where(OutboxOrder.id.in_(done)))
    for listing, error in failed.items():
        db.session.execute(
            update(OutboxOrder)
            .where(OutboxOrder.id.in_([order for order, of in orders.items() if of == listing]))
            .values(tries=OutboxOrder.tries + 1, last_error=error)
        )
    db.session.commit()


@contextmanager
def _unless_busy() -> Iterator[None]:
    """Leave for later what cannot be done while another process writes the index."""
    try:
        yield
    except IndexBusy:
        db.session.rollback()
        log.warning("index busy, trying again later")


def check_index(*, thoroughly: bool = False) -> None:
    """Compare the index with the database and mend what differs."""
    with _indexing, _unless_busy(), reading():
        mend_index(clock.now(), thoroughly=thoroughly)
        db.session.commit()


def watch_index() -> None:
    """Put the index back at once if it is gone, or build it anew: it may be all who search have."""
    restore_index()
    if not index_is_usable():
        check_index()


def tidy_index() -> None:
    """Compare every listing whole and put the index in order, at a quiet hour."""
    check_index(thoroughly=True)
    with _indexing, _unless_busy():
        engine().tidy()
