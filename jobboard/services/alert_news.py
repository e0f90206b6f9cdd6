"""What is new for alerts: noted in the transaction of a move, numbered by the next look.

Looks are counted one after the other, after what they number was committed and indexed. So an
alert that has looked to a number has missed nothing before it, whatever the clocks of the
machines say and however late a transaction ends.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update

from jobboard.database import rows_changed
from jobboard.extensions import db
from jobboard.models import AlertLook, AlertNews
from jobboard.queries.alerts import THE_LOOK, take_news
from jobboard.services.outbox import INDEX

# So many listings are one transaction at most.
NUMBERED_AT_ONCE = 500


def note_shown(listing_id: int, *, published: bool) -> None:
    """Note that a listing came before seekers; ``published`` says whether as a new one.

    Call it in the transaction of the move, which holds the listing's row.
    """
    # Said to the database whatever the session remembers: a look may be numbering the row.
    fields = {"shown_look": None} | ({"published_look": None} if published else {})
    noted = db.session.execute(
        update(AlertNews)
        .where(AlertNews.listing_id == listing_id)
        .values(**fields)
        .execution_options(synchronize_session=False)
    )
    if not rows_changed(noted):
        db.session.add(AlertNews(listing_id=listing_id))


def number_news(now: datetime) -> int:
    """Take notice of some of what is new and in the index, in a look of its own; how many."""
    look = _the_look()
    listing_ids = take_news(INDEX, now, NUMBERED_AT_ONCE)
    if listing_ids:
        look.number += 1
        db.session.execute(
            update(AlertNews)
            .where(AlertNews.listing_id.in_(listing_ids))
            .values(
                shown_look=look.number,
                published_look=func.coalesce(AlertNews.published_look, look.number),
            )
            .execution_options(synchronize_session=False)
        )
    db.session.flush()
    return len(listing_ids)


def note_looked_together(number: int) -> None:
    """Note to which look all alerts that write at once have looked."""
    look = _the_look()
    look.together = max(look.together, number)
    db.session.flush()


def _the_look() -> AlertLook:
    """Return the row that counts looks, locked: whoever else counts waits."""
    locked = select(AlertLook).where(AlertLook.id == THE_LOOK).with_for_update()
    look = db.session.scalar(locked.execution_options(populate_existing=True))
    if look is None:
        look = AlertLook(id=THE_LOOK, number=0, together=0)
        db.session.add(look)
        db.session.flush()
    return look
