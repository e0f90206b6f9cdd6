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
    # Only what is published in a later look than this counts: the last one before it was confirmed.
    begun_look: Mapped[int] = mapped_column(default=0)
    # What came before seekers until this look was looked at, or came while the alert was off.
    looked_to: Mapped[int] = mapped_column(default=0)
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


class AlertNews(Base):
    """A listing that came before seekers, and in which looks alerts took notice of it.

    ``published_look`` is of its last publishing, ``shown_look`` of when it was last shown again
    as well. None until a look has taken notice: noted in the transaction of the move, numbered
    after that is committed and in the index, so that nothing depends on any clock.
    """

    __tablename__ = "alert_news"

    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listings.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    published_look: Mapped[int | None]
    shown_look: Mapped[int | None] = mapped_column(index=True)


class AlertLook(Base):
    """The one row that counts looks, and says to which the alerts that write at once looked."""

    __tablename__ = "alert_looks"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(default=0)
    together: Mapped[int] = mapped_column(default=0)
