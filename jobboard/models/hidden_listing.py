"""Listings that a seeker does not want among their matches."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobboard.extensions import Base
from jobboard.models.columns import Moment, Slug
from jobboard.models.listing import Listing


class HiddenListing(Base):
    """One "Not for me". ``reason`` is a term of "not-for-me", or "" where none was given."""

    __tablename__ = "hidden_listings"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listings.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    reason: Mapped[Slug]
    hidden_at: Mapped[Moment]

    listing: Mapped[Listing] = relationship(lazy="raise")
