"""What time does to alerts: those nobody confirms or answers for go away (domain.retention)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, select

from jobboard.database import rows_changed
from jobboard.domain.retention import ALERT_UNANSWERED, ALERT_UNCHANGED, ALERT_UNCONFIRMED
from jobboard.extensions import db
from jobboard.letters.alerts import review_alert
from jobboard.models import Alert
from jobboard.services.alert_links import LinkUse, alert_link
from jobboard.services.outbox import post

# So many letters are one transaction at most.
ASKED_AT_ONCE = 100


def forget_alerts(now: datetime) -> int:
    """Remove alerts never confirmed, and those nobody answered for; return how many."""
    gone = delete(Alert).where(
        (Alert.confirmed_at.is_(None) & (Alert.created_at <= now - ALERT_UNCONFIRMED))
        | (Alert.asked_at <= now - ALERT_UNANSWERED)
    )
    return rows_changed(db.session.execute(gone))


def ask_about_alerts(now: datetime, after_some: Callable[[], object] = lambda: None) -> int:
    """Ask whether alerts unchanged for long are still wanted; return how many letters.

    ``after_some`` is called after every ``ASKED_AT_ONCE`` of them, where the caller may commit.
    """
    unchanged = (
        select(Alert)
        .where(
            Alert.confirmed_at.is_not(None),
            Alert.asked_at.is_(None),
            Alert.touched_at <= now - ALERT_UNCHANGED,
        )
        .order_by(Alert.id)
        .limit(ASKED_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    asked = 0
    while alerts := db.session.scalars(unchanged).all():
        for alert in alerts:
            keeps = alert_link(LinkUse.KEEP, alert)
            post(review_alert(alert, keeps, alert_link(LinkUse.END, alert)), now)
            alert.asked_at = now
        asked += len(alerts)
        db.session.flush()
        after_some()
    return asked
