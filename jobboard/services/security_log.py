"""The append-only log of sign-ins, refusals and changes of access."""

from __future__ import annotations

from datetime import datetime

from jobboard.domain.sign_in import SecurityAct
from jobboard.extensions import db
from jobboard.models import SecurityEvent


def note(act: SecurityAct, account_id: int | None, now: datetime, detail: str = "") -> None:
    """Write one line. ``detail`` holds no address, name or other personal data."""
    db.session.add(SecurityEvent(at=now, kind=act, account_id=account_id, detail=detail))
