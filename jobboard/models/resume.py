"""Resumes: one document each, in the shape of JSON Resume with our own extension."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobboard.extensions import Base
from jobboard.models.account import Account
from jobboard.models.columns import Document, Id, Line, Moment


class Resume(Base):
    """A seeker's resume. ``document`` is what ``domain.resume`` reads and writes."""

    __tablename__ = "resumes"
    __table_args__ = (
        # One default resume a person.
        Index(
            "uq_resumes_default",
            "account_id",
            unique=True,
            sqlite_where=text("is_default"),
            postgresql_where=text("is_default"),
        ),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[Line]
    is_default: Mapped[bool] = mapped_column(default=False)
    document: Mapped[Document]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]

    account: Mapped[Account] = relationship(lazy="raise")
