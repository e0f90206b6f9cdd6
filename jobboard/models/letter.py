"""Letters: written in the transaction that causes them, sent later by the worker."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jobboard.extensions import Base
from jobboard.models.columns import Document, Id, Line, Moment, Prose, Slug, one_of


class LetterState(StrEnum):
    """Where a letter is. DEAD letters wait for an operator, who can retry them."""

    QUEUED = "queued"
    SENT = "sent"
    DEAD = "dead"


class Letter(Base):
    """An e-mail, rendered when it was caused. ``message_id`` is the same at every try."""

    __tablename__ = "letters"
    __table_args__ = (
        one_of("state", LetterState),
        Index("ix_letters_state_next_try_at", "state", "next_try_at"),
    )

    id: Mapped[Id]
    kind: Mapped[Slug]
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    to_email: Mapped[str] = mapped_column(String(254), index=True)
    subject: Mapped[Line]
    text: Mapped[Prose]
    html: Mapped[Prose]
    headers: Mapped[Document]
    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    state: Mapped[str] = mapped_column(String(8), default=LetterState.QUEUED)
    created_at: Mapped[Moment]
    next_try_at: Mapped[Moment]
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[Line]
    sent_at: Mapped[Moment | None]
