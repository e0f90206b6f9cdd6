"""Reading letters."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from jobboard.extensions import db
from jobboard.models import Letter

PAGE_SIZE = 50


def newest(page: int) -> tuple[Sequence[Letter], int]:
    """Return one page of letters, newest first, and the number of pages."""
    total = db.session.scalar(select(func.count(Letter.id))) or 0
    rows = db.session.scalars(
        select(Letter).order_by(Letter.id.desc()).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    ).all()
    return rows, -(-total // PAGE_SIZE)


def letter(letter_id: int) -> Letter:
    """Return one letter; NoResultFound where there is none."""
    return db.session.scalars(select(Letter).where(Letter.id == letter_id)).one()
