"""What the worker does for resumes. The task may run twice, late, or after a crash."""

from __future__ import annotations

from jobboard import clock
from jobboard.extensions import db
from jobboard.services.resume_upkeep import warn_of_idle_resumes


def look_after_resumes() -> None:
    """Tell people whose resumes employers will soon find no more."""
    warn_of_idle_resumes(clock.now(), db.session.commit)
    db.session.commit()
