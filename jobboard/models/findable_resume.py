"""Resumes that employers may find, because their owners turned that on."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobboard.extensions import Base
from jobboard.models.columns import Line, Moment
from jobboard.models.resume import Resume


class FindableResume(Base):
    """That a resume may be found. No row: nobody but its owner and who got a copy knows of it.

    ``key`` stands in addresses that employers see. ``confirmed_at`` is when the owner last said
    that it may be found, ``warned_at`` when we last told them that it soon may not.
    """

    __tablename__ = "findable_resumes"

    resume_id: Mapped[int] = mapped_column(
        ForeignKey("resumes.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(32), unique=True)
    confirmed_at: Mapped[Moment] = mapped_column(index=True)
    warned_at: Mapped[Moment | None]

    resume: Mapped[Resume] = relationship(lazy="raise")


class ResumeHiddenFrom(Base):
    """A company that a resume is not shown to, by name, whether it is on the board yet or not.

    Kept while the resume is not findable, so that turning it on again needs no second list.
    What one resume is hidden from, all of the same person's are.
    """

    __tablename__ = "resumes_hidden_from"

    resume_id: Mapped[int] = mapped_column(
        ForeignKey("resumes.id", ondelete="CASCADE"), primary_key=True
    )
    # The name as compared: see ``domain.company.name_key``.
    company_key: Mapped[str] = mapped_column(String(200), primary_key=True, index=True)
    name: Mapped[Line]
