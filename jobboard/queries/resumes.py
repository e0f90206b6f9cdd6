"""Reading resumes. Every function takes the person, so that another's is not found at all."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select

from jobboard.extensions import db
from jobboard.models import Resume


def default_resume(account_id: int) -> Resume | None:
    """Return the resume a seeker's matches and applications start from, if they have one."""
    return db.session.scalars(_of(account_id).limit(1)).one_or_none()


def resumes_of(account_id: int) -> Sequence[Resume]:
    """Return a person's resumes, the default one first, then the latest changed."""
    return db.session.scalars(_of(account_id)).all()


def owned_by(account_id: int, resume_id: int) -> Resume:
    """Return a person's resume; NoResultFound where it is not theirs."""
    return db.session.scalars(
        select(Resume).where(Resume.account_id == account_id, Resume.id == resume_id)
    ).one()


def _of(account_id: int) -> Select[Resume]:
    return (
        select(Resume)
        .where(Resume.account_id == account_id)
        .order_by(Resume.is_default.desc(), Resume.updated_at.desc(), Resume.id)
    )
