"""Reading resumes that employers may find. What a company may not see never comes out of here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased, joinedload

from jobboard.domain.company import name_key, name_keys
from jobboard.domain.retention import RESUME_HIDDEN
from jobboard.extensions import db
from jobboard.models import Account, Company, FindableResume, Resume, ResumeHiddenFrom

# When somebody last did something about being found.
TOUCHED_AT = case(
    (FindableResume.confirmed_at > Resume.updated_at, FindableResume.confirmed_at),
    else_=Resume.updated_at,
)


class FoundVersion(NamedTuple):
    """Which state of which resume may be seen, without what stands on it.

    Ids are given again once a resume is gone; ``key``, of the resume's address, never is.
    """

    resume_id: int
    key: str
    version: int


def count_found_by(company: Company, now: datetime) -> int:
    """Return how many resumes a company may see."""
    return db.session.scalar(_shown_to(company, now, func.count())) or 0


def versions_found_by(
    company: Company, now: datetime, limit: int | None = None, offset: int = 0
) -> Sequence[FoundVersion]:
    """Return the resumes a company may see, those changed last first; none unless checked."""
    rows = _shown_to(company, now, Resume.id, FindableResume.key, Resume.version)
    newest = rows.order_by(TOUCHED_AT.desc(), Resume.id.desc()).limit(limit).offset(offset)
    return [FoundVersion(*row) for row in db.session.execute(newest)]


def found_among(company: Company, ids: Collection[int], now: datetime) -> dict[int, FindableResume]:
    """Return those of these resumes that a company may see, with what stands on them, by id."""
    rows = _shown_to(company, now, FindableResume).where(FindableResume.resume_id.in_(ids))
    found = db.session.scalars(rows.options(joinedload(FindableResume.resume)))
    return {row.resume_id: row for row in found}


def one_found_by(company: Company, key: str, now: datetime) -> FindableResume:
    """Return one resume a company may see; NoResultFound for any other."""
    row = _shown_to(company, now, FindableResume).where(FindableResume.key == key)
    found: FindableResume = db.session.scalars(row.options(joinedload(FindableResume.resume))).one()
    return found


def findable(resume_id: int) -> FindableResume | None:
    """Return that a resume may be found, if it may. Ask only for a resume of the reader's own."""
    return db.session.get(FindableResume, resume_id)


def hidden_from(account_id: int) -> Sequence[str]:
    """Return the companies that a person's resumes are hidden from, by name as typed."""
    names = (
        select(func.min(ResumeHiddenFrom.name))
        .join(Resume, Resume.id == ResumeHiddenFrom.resume_id)
        .where(Resume.account_id == account_id)
        .group_by(ResumeHiddenFrom.company_key)
    )
    return db.session.scalars(names.order_by(ResumeHiddenFrom.company_key)).all()


def _shown_to(company: Company, now: datetime, *columns: Any) -> Select[Any]:
    since = now - RESUME_HIDDEN
    hiding = aliased(Resume)
    # A longer name that begins with the company's own may be its full one.
    longer = ResumeHiddenFrom.company_key.startswith(f"{name_key(company.name)} ", autoescape=True)
    kept_from = exists().where(
        ResumeHiddenFrom.resume_id == hiding.id,
        hiding.account_id == Resume.account_id,
        or_(ResumeHiddenFrom.company_key.in_(name_keys(company.name)), longer),
    )
    return (
        select(*columns)
        .select_from(FindableResume)
        .join(FindableResume.resume)
        .join(Resume.account)
        .where(
            literal(company.verified),
            Account.suspended_at.is_(None),
            or_(Resume.updated_at > since, FindableResume.confirmed_at > since),
            ~kept_from,
        )
    )
