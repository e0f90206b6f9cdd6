"""Listings: the facts of a role, where the listing is in its life, and its history."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobboard.domain.listing import ListingState
from jobboard.extensions import Base
from jobboard.models.columns import (
    Document,
    Id,
    Line,
    Moment,
    Prose,
    Rows,
    Slug,
    Slugs,
    one_of,
)
from jobboard.models.company import Company


class Listing(Base):
    """A role offered by a company. Slugs are terms of the vocabulary (DOMAIN.md section 1).

    ``version`` rises with every change, so that a decision can name what it was made on.
    """

    __tablename__ = "listings"
    __table_args__ = (
        one_of("state", ListingState),
        CheckConstraint("pay_min IS NULL OR pay_min >= 0", name="pay_not_negative"),
        CheckConstraint(
            "pay_max IS NULL OR (pay_min IS NOT NULL AND pay_max >= pay_min)", name="pay_ordered"
        ),
        CheckConstraint(
            "state NOT IN ('live', 'scheduled') OR closes_at IS NOT NULL", name="live_has_end"
        ),
        UniqueConstraint("source", "source_id"),
        Index("ix_listings_state_closes_at", "state", "closes_at"),
        Index("ix_listings_state_published_at", "state", "published_at"),
        Index("ix_listings_state_state_changed_at", "state", "state_changed_at"),
        Index("ix_listings_similar", "state", "role_family", "arrangement", "published_at"),
    )

    id: Mapped[Id]
    company_id: Mapped[int] = mapped_column(
        ForeignKey("companies.id", ondelete="CASCADE"), index=True
    )
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL")
    )
    state: Mapped[str] = mapped_column(String(20), default=ListingState.DRAFT)
    state_changed_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(default=1)

    # The job
    title: Mapped[str] = mapped_column(String(120), default="")
    description: Mapped[Prose]
    role_family: Mapped[Slug]
    level: Mapped[Slug]
    industry: Mapped[Slug]
    employer_kind: Mapped[Slug]
    brand: Mapped[Line]
    duties: Mapped[Slugs]
    customers: Mapped[Slugs]
    openings: Mapped[int | None]

    # Pay and hours
    pay_min: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    pay_max: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    pay_currency: Mapped[str] = mapped_column(String(3), default="")
    pay_period: Mapped[Slug]
    pay_basis: Mapped[Slug]
    pay_guaranteed: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    pay_extras: Mapped[Line]
    contract: Mapped[Slug]
    contract_months: Mapped[int | None]
    hours: Mapped[Slug]
    employment_status: Mapped[Slug]
    hours_week_min: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    hours_week_max: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    days: Mapped[Slugs]
    shift_bands: Mapped[Slugs]
    shift_pattern: Mapped[Slug]
    schedule_note: Mapped[Line]

    # Where and how
    arrangement: Mapped[Slug]
    hybrid_days: Mapped[int | None]
    street: Mapped[Line]
    town: Mapped[Line]
    region: Mapped[Slug]
    country: Mapped[Slug]
    postcode: Mapped[Slug]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    time_zone: Mapped[Slug]
    remote_countries: Mapped[Slugs]
    remote_regions: Mapped[Slugs]
    time_zone_note: Mapped[Line]
    home_office: Mapped[Slugs]
    channels: Mapped[Slugs]
    main_channel: Mapped[Slug]
    contacts_a_day: Mapped[int | None]
    equipment_by: Mapped[Slug]
    equipment_note: Mapped[Line]
    training_weeks: Mapped[int | None]
    training_paid: Mapped[bool | None]
    training_place: Mapped[Slug]
    ai_at_work: Mapped[Slugs]

    # Must-haves and nice-to-haves: rows of kind, slug, text, level, need
    requirements: Mapped[Rows]

    # How people apply
    questions: Mapped[Rows]
    contact_name: Mapped[Line]
    internal_reference: Mapped[Line]
    starts_on: Mapped[date | None]
    opens_at: Mapped[Moment | None]
    closes_at: Mapped[Moment | None]

    # Its life
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]
    first_published_at: Mapped[Moment | None]
    published_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]
    close_outcome: Mapped[Slug]
    relisted_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("listings.id", ondelete="SET NULL")
    )
    # Which steps of the posting form were saved.
    steps_done: Mapped[Slugs]

    # Where an imported listing came from, what it said, and how each fact was inferred.
    # JSON null is stored as SQL NULL, so that "not imported" can be asked for.
    source: Mapped[str | None] = mapped_column(String(80))
    source_id: Mapped[str | None] = mapped_column(String(160))
    source_licence: Mapped[Line]
    raw: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    inferred: Mapped[Document]

    company: Mapped[Company] = relationship(lazy="raise")
    events: Mapped[list[ListingEvent]] = relationship(
        back_populates="listing",
        lazy="raise",
        passive_deletes=True,
        order_by="ListingEvent.id",
    )
    findings: Mapped[list[Finding]] = relationship(
        back_populates="listing",
        lazy="raise",
        passive_deletes=True,
        cascade="all, delete-orphan",
        order_by="Finding.id",
    )


class ListingEvent(Base):
    """One line of a listing's history: who made which move or change, when and why."""

    __tablename__ = "listing_events"

    id: Mapped[Id]
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listings.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[Moment]
    # A move of domain.listing, or "created" and "edited".
    kind: Mapped[Slug]
    from_state: Mapped[Slug]
    to_state: Mapped[Slug]
    actor: Mapped[Slug]
    # No foreign key: the line outlives an erased account.
    actor_id: Mapped[int | None]
    version: Mapped[int]
    reason: Mapped[Slug]
    note: Mapped[Prose]
    changes: Mapped[Document]

    listing: Mapped[Listing] = relationship(back_populates="events", lazy="raise")


class Finding(Base):
    """What screening saw in the text of one version: the rule, the words, why it matters."""

    __tablename__ = "findings"

    id: Mapped[Id]
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listings.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int]
    rule: Mapped[Slug]
    field: Mapped[Slug]
    matched: Mapped[Line]
    why: Mapped[Line]

    listing: Mapped[Listing] = relationship(back_populates="findings", lazy="raise")
