"""Reading resumes that employers may find. What a company may not see never comes out of here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, exists, literal, or_, select
from sqlalchemy.orm import joinedload

from jobboard.domain.company import name_keys
from jobboard.domain.resume.showing import IDLE_AFTER
from jobboard.extensions import db
from jobboard.models import Account, Company, FindableResume, Resume, ResumeHiddenFrom


def found_by(company: Company, now: datetime) -> Sequence[FindableResume]:
    """Return all resumes a company may see, those changed last first; none unless checked."""
    rows = db.session.scalars(_shown_to(company, now)).all()
    return sorted(rows, key=lambda row: (_touched(row), row.resume_id), reverse=True)


def one_found_by(company: Company, key: str, now: datetime) -> FindableResume:
    """Return one resume a company may see; NoResultFound for any other."""
    return db.session.scalars(_shown_to(company, now).where(FindableResume.key == key)).one()


def findable(resume_id: int) -> FindableResume | None:
    """Return that a resume may be found, if it may. Ask only for a resume of the reader's own."""
    return db.session.get(FindableResume, resume_id)


def hidden_from(resume_id: int) -> Sequence[str]:
    """Return the companies that a resume is hidden from, by name as typed."""
    names = select(ResumeHiddenFrom.name).where(ResumeHiddenFrom.resume_id == resume_id)
    return db.session.scalars(names.order_by(ResumeHiddenFrom.company_key)).all()


def _touched(row: FindableResume) -> datetime:
    """When somebody last did something about being found."""
    return max(row.confirmed_at, row.resume.updated_at)


def _shown_to(company: Company, now: datetime) -> Select[FindableResume]:
    since = now - IDLE_AFTER
    kept_from = exists().where(
        ResumeHiddenFrom.resume_id == FindableResume.resume_id,
        ResumeHiddenFrom.company_key.in_(name_keys(company.name)),
    )
    return (
        select(FindableResume)
        .join(FindableResume.resume)
        .join(Resume.account)
        .options(joinedload(FindableResume.resume))
        .where(
            literal(company.verified),
            Account.suspended_at.is_(None),
            or_(Resume.updated_at > since, FindableResume.confirmed_at > since),
            ~kept_from,
        )
    )
