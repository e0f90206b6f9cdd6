"""Letting employers find a resume, from whom it is hidden, and taking it back at once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from jobboard.domain.company import name_key
from jobboard.domain.errors import RuleError
from jobboard.domain.resume.showing import missing_to_be_found
from jobboard.domain.text import LONGEST_LINE
from jobboard.extensions import db
from jobboard.models import FindableResume, Resume, ResumeHiddenFrom

MOST_COMPANIES = 50
_KEY_BYTES = 12


def let_be_found(resume: Resume, now: datetime) -> None:
    """Let employers find a resume, or say again that they may.

    Raises RuleError where name, wish or place is not on it.
    """
    missing = missing_to_be_found(resume.document)
    if missing:
        raise RuleError(missing[0].words)
    row = db.session.get(FindableResume, resume.id)
    if row is None:
        key = secrets.token_urlsafe(_KEY_BYTES)
        row = FindableResume(resume_id=resume.id, key=key, confirmed_at=now)
        db.session.add(row)
    row.confirmed_at = now
    db.session.flush()


def stop_being_found(resume: Resume) -> None:
    """Let nobody find a resume from now on. Its address is gone for good."""
    db.session.execute(delete(FindableResume).where(FindableResume.resume_id == resume.id))


def hide_from(resume: Resume, names: Sequence[str]) -> None:
    """Hide this and every other resume of its owner from companies of these names alone.

    Each resume keeps the whole list, so that removing one takes nothing off it. Raises
    RuleError on ``companies``.
    """
    rows = {key: name for name in names if (key := name_key(name))}
    if len(rows) > MOST_COMPANIES:
        raise RuleError(f"Name at most {MOST_COMPANIES} companies.", "companies")
    if any(len(name) > LONGEST_LINE or len(key) > LONGEST_LINE for key, name in rows.items()):
        raise RuleError(
            f"Use at most {LONGEST_LINE} characters for a company, with commas between companies.",
            "companies",
        )
    owned = select(Resume.id).where(Resume.account_id == resume.account_id)
    db.session.execute(delete(ResumeHiddenFrom).where(ResumeHiddenFrom.resume_id.in_(owned)))
    db.session.add_all(
        ResumeHiddenFrom(resume_id=ident, company_key=key, name=name)
        for ident in db.session.scalars(owned).all()
        for key, name in rows.items()
    )
    db.session.flush()
