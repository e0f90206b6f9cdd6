"""Reading companies for everyone."""

from __future__ import annotations

from sqlalchemy import select

from jobboard.domain.listing import ListingState
from jobboard.extensions import db
from jobboard.models import Company, Listing


def public_company(slug: str) -> Company:
    """Return a company that has ever published; NoResultFound for others."""
    published = select(Listing.id).where(
        Listing.company_id == Company.id,
        Listing.first_published_at.is_not(None),
        Listing.state != ListingState.REMOVED,
    )
    return db.session.scalars(select(Company).where(Company.slug == slug, published.exists())).one()
