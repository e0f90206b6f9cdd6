"""Making, changing and deleting resumes. A person has several, and one of them is the default."""

from __future__ import annotations

import copy
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import NoResultFound

from jobboard.database import rows_changed
from jobboard.domain.errors import RuleError, StaleVersion
from jobboard.domain.resume import Document, empty
from jobboard.domain.text import LONGEST_LINE
from jobboard.extensions import db
from jobboard.models import Account, Resume
from jobboard.queries.resumes import resumes_of

MOST_RESUMES = 10
STALE = (
    "This resume was changed in another window after you opened this page. What you typed is "
    "still here: check it, then save again."
)


def start_resume(account: Account, title: str, now: datetime) -> Resume:
    """Return a new resume with the account's name and address on it.

    The first one is the default. Raises RuleError where the person has too many.
    """
    return _add(account.id, title, empty(account.name, account.email), now)


def copy_resume(resume: Resume, now: datetime) -> Resume:
    """Return a copy to change for another kind of job. Raises RuleError as ``start_resume``."""
    title = f"{resume.title} (copy)"[:LONGEST_LINE]
    return _add(resume.account_id, title, copy.deepcopy(resume.document), now)


def save_document(resume: Resume, document: Document, seen_version: int, now: datetime) -> None:
    """Save a changed document.

    Raises StaleVersion where the resume is no longer at ``seen_version``, or somebody was
    faster; then nothing is saved.
    """
    taken = db.session.execute(
        update(Resume)
        .where(Resume.id == resume.id, Resume.version == seen_version)
        .values(document=document, version=Resume.version + 1, updated_at=now)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(resume)
    if rows_changed(taken) != 1:
        raise StaleVersion(STALE)


def rename_resume(resume: Resume, title: str, now: datetime) -> None:
    """Give a resume another name, which only its owner sees."""
    resume.title = title
    resume.updated_at = now
    db.session.flush()


def make_default(resume: Resume) -> None:
    """Make a resume the one that matches and applications start from.

    Raises NoResultFound where it was deleted meanwhile.
    """
    _make_default(_locked(resume))


def _make_default(resume: Resume) -> None:
    for other in resumes_of(resume.account_id):
        other.is_default = False
    db.session.flush()  # First off, then on: there is never a second default.
    resume.is_default = True
    db.session.flush()


def delete_resume(resume: Resume) -> None:
    """Delete a resume. Copies that were sent stay; the latest changed becomes the default.

    Raises NoResultFound where it was deleted meanwhile.
    """
    resume = _locked(resume)
    was_default = resume.is_default
    db.session.delete(resume)
    db.session.flush()
    left = resumes_of(resume.account_id)
    if was_default and left:
        _make_default(left[0])


def _locked(resume: Resume) -> Resume:
    """Return a resume as it is now, after waiting for whoever changes this person's resumes."""
    _lock_resumes_of(resume.account_id)
    theirs = select(Resume).where(Resume.account_id == resume.account_id)
    for present in db.session.scalars(theirs.execution_options(populate_existing=True)).all():
        if present is resume:
            return present
    raise NoResultFound


def _lock_resumes_of(account_id: int) -> None:
    # Which resume is the default, and how many there are, is a matter of them all together.
    # SQLite has one writer anyway.
    own = select(Account.id).where(Account.id == account_id)
    db.session.execute(own.with_for_update(key_share=True))


def _add(account_id: int, title: str, document: Document, now: datetime) -> Resume:
    _lock_resumes_of(account_id)
    there = len(resumes_of(account_id))
    if there >= MOST_RESUMES:
        raise RuleError(f"You can keep {MOST_RESUMES} resumes. Delete one first.", "title")
    resume = Resume(
        account_id=account_id,
        title=title,
        is_default=there == 0,
        document=document,
        version=1,
        created_at=now,
        updated_at=now,
    )
    db.session.add(resume)
    db.session.flush()
    return resume
