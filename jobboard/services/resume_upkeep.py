"""What time does to resumes that employers may find: their owners are told before they are hidden.

The hiding itself needs no work: an idle resume is simply found no more (domain.retention).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager

from jobboard.domain.retention import RESUME_HIDDEN, RESUME_WARNED
from jobboard.extensions import db
from jobboard.letters.resumes import idle_resume
from jobboard.models import Account, FindableResume, Resume
from jobboard.services.outbox import post

# So many letters are one transaction at most.
WARNED_AT_ONCE = 100


def warn_of_idle_resumes(now: datetime, after_some: Callable[[], object] = lambda: None) -> int:
    """Write once to the owner of each resume that soon is found no more; return how many letters.

    ``after_some`` is called after every ``WARNED_AT_ONCE`` of them, where the caller may commit.
    """
    warned = 0
    while rows := db.session.scalars(_due(now)).all():
        for row in rows:
            ends = max(row.confirmed_at, row.resume.updated_at) + RESUME_HIDDEN
            post(idle_resume(row.resume.account, row.resume, ends), now)
            row.warned_at = now
        warned += len(rows)
        db.session.flush()
        after_some()
    return warned


def _due(now: datetime) -> Select[FindableResume]:
    long_ago, too_late = now - RESUME_WARNED, now - RESUME_HIDDEN
    return (
        select(FindableResume)
        .join(FindableResume.resume)
        .join(Resume.account)
        .options(contains_eager(FindableResume.resume).contains_eager(Resume.account))
        .where(
            Account.suspended_at.is_(None),
            and_(Resume.updated_at <= long_ago, FindableResume.confirmed_at <= long_ago),
            or_(Resume.updated_at > too_late, FindableResume.confirmed_at > too_late),
            # A warning of before the last sign of life was answered by it.
            or_(FindableResume.warned_at.is_(None), FindableResume.warned_at <= long_ago),
        )
        .order_by(FindableResume.resume_id)
        .limit(WARNED_AT_ONCE)
        .with_for_update(of=FindableResume, skip_locked=True)
    )
