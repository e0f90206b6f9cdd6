"""Applications: one seeker's for one listing, with the resume copied as sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobboard.domain.application import END_STATES, ApplicationState
from jobboard.extensions import Base
from jobboard.models.account import Account
from jobboard.models.columns import Document, Id, Moment, Prose, Slug, one_of
from jobboard.models.listing import Listing
from jobboard.models.resume import Resume

_ENDED = ", ".join(f"'{state}'" for state in sorted(END_STATES))
_IS_OPEN = text(f"state NOT IN ({_ENDED})")


class Application(Base):
    """An application. ``resume_copy`` is frozen when it is sent and never changes after."""

    __tablename__ = "applications"
    __table_args__ = (
        one_of("state", ApplicationState),
        # One open application for each seeker and listing.
        Index(
            "uq_applications_open",
            "seeker_id",
            "listing_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        Index("ix_applications_listing_id_state", "listing_id", "state"),
    )

    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id", ondelete="CASCADE"))
    seeker_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    resume_id: Mapped[int | None] = mapped_column(ForeignKey("resumes.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(16), default=ApplicationState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    # Answers to the employer's questions, by the question's id.
    answers: Mapped[Document]
    message: Mapped[Prose]
    interview_needs: Mapped[Prose]
    resume_copy: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    # The questions as they were when it was sent.
    questions_copy: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]
    submitted_at: Mapped[Moment | None]
    opened_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]

    listing: Mapped[Listing] = relationship(lazy="raise")
    seeker: Mapped[Account] = relationship(lazy="raise")
    resume: Mapped[Resume | None] = relationship(lazy="raise")
    events: Mapped[list[ApplicationEvent]] = relationship(
        back_populates="application",
        lazy="raise",
        passive_deletes=True,
        order_by="ApplicationEvent.id",
    )


class ApplicationEvent(Base):
    """One line of an application's timeline. ``note`` is what the seeker was told."""

    __tablename__ = "application_events"

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[Moment]
    from_state: Mapped[Slug]
    to_state: Mapped[Slug]
    actor: Mapped[Slug]
    # No foreign key: the line outlives an erased account.
    actor_id: Mapped[int | None]
    note: Mapped[Prose]

    application: Mapped[Application] = relationship(back_populates="events", lazy="raise")
