"""The outbox: work a committed change still asks for, outside the database."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from jobboard.extensions import Base
from jobboard.models.columns import Id, Line, Moment, Slug


class OutboxOrder(Base):
    """An order to do something about a row as it is *when the order is carried out*.

    Orders are deleted once done. ``task`` is "index"; letters keep their own state.
    """

    __tablename__ = "outbox_orders"
    __table_args__ = (Index("ix_outbox_orders_task_id", "task", "id"),)

    id: Mapped[Id]
    task: Mapped[Slug]
    subject_id: Mapped[int]
    created_at: Mapped[Moment]
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[Line]
