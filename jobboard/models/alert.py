"""Alerts: searches that write letters, and which listings each has written about."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobboard.domain.alerts import LONGEST_CRITERIA, Frequency
from jobboard.extensions import Base
from jobboard.models.columns import Id, Moment, one_of

LONGEST_KEY = 64


class Alert(Base):
    """A search of one address. ``criteria`` are the arguments of the search's own address.

    ``key`` is what links in letters name it by: nobody can guess it, and unlike the id it is
    never given to another alert. ``touched_at`` is when somebody last wanted it as it is.
    """

    __tablename__ = "alerts"
    __table_args__ = (
        one_of("frequency", Frequency),
        UniqueConstraint("email", "criteria"),
        Index("ix_alerts_frequency_next_due_at", "frequency", "next_due_at"),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(LONGEST_KEY), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    criteria: Mapped[str] = mapped_column(String(LONGEST_CRITERIA))
    frequency: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[Moment]
    confirmed_at: Mapped[Moment | None]
    paused_at: Mapped[Moment | None]
    # What came before seekers until then was looked at, or came while the alert was off.
    looked_at: Mapped[Moment]
    last_sent_at: Mapped[Moment | None]
    # None where it writes at once.
    next_due_at: Mapped[Moment | None]
    touched_at: Mapped[Moment]
    # When we asked whether it is still wanted; None once that is answered.
    asked_at: Mapped[Moment | None]


class AlertListing(Base):
    """A listing that an alert has written about, and so never writes about again."""

    __tablename__ = "alert_listings"

    alert_id: Mapped[int] = mapped_column(
        ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True
    )
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listings.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    sent_at: Mapped[Moment]


class AlertLook(Base):
    """Until when all alerts of a frequency have looked, where they look together."""

    __tablename__ = "alert_looks"
    __table_args__ = (one_of("frequency", Frequency),)

    frequency: Mapped[str] = mapped_column(String(8), primary_key=True)
    looked_at: Mapped[Moment]
