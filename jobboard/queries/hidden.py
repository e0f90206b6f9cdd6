"""Reading what a seeker hid from their matches. Every function takes the person."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jobboard.extensions import db
from jobboard.models import HiddenListing, Listing


def hidden_ids(account_id: int) -> frozenset[int]:
    """Return the listings a person hid."""
    ids = select(HiddenListing.listing_id).where(HiddenListing.account_id == account_id)
    return frozenset(db.session.scalars(ids).all())


def hidden_by(account_id: int, listing_id: int) -> HiddenListing | None:
    """Return what a person hid, with the listing; None where they did not hide it."""
    return db.session.scalars(
        select(HiddenListing)
        .options(joinedload(HiddenListing.listing))
        .where(HiddenListing.account_id == account_id, HiddenListing.listing_id == listing_id)
    ).one_or_none()


def count_hidden(account_id: int) -> int:
    """Return how many listings a person hid."""
    counted = select(func.count()).where(HiddenListing.account_id == account_id)
    return db.session.scalar(counted) or 0


def hidden_listings(account_id: int, limit: int, offset: int) -> Sequence[HiddenListing]:
    """Return what a person hid, the latest first, with the listings and their companies."""
    return db.session.scalars(
        select(HiddenListing)
        .options(joinedload(HiddenListing.listing).joinedload(Listing.company))
        .where(HiddenListing.account_id == account_id)
        .order_by(HiddenListing.hidden_at.desc(), HiddenListing.listing_id.desc())
        .limit(limit)
        .offset(offset)
    ).all()
