"""Reading resumes."""

from __future__ import annotations

from sqlalchemy import select

from jobboard.extensions import db
from jobboard.models import Resume


def default_resume(account_id: int) -> Resume | None:
    """Return the resume a seeker's matches and applications start from, if they have one."""
    return db.session.scalars(
        select(Resume)
        .where(Resume.account_id == account_id)
        .order_by(Resume.is_default.desc(), Resume.id)
        .limit(1)
    ).one_or_none()


def owned_by(account_id: int, resume_id: int) -> Resume:
    """Return a person's resume; NoResultFound where it is not theirs."""
    return db.session.scalars(
        select(Resume).where(Resume.account_id == account_id, Resume.id == resume_id)
    ).one()
