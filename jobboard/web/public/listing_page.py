"""What a listing's page says of the listing, drawn once for each state of it.

As with result rows, whether the page may be shown, where the listing stands and whether anybody
reads applications is asked of the database in every request. The drawn parts are kept under all
of that, the versions of listing and company, and the quarter of an hour.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from flask import url_for
from markupsafe import Markup

from jobboard.models import Listing
from jobboard.queries import listings
from jobboard.queries.listings import Standing
from jobboard.web.fragments import Kept, bucket, drawn, kept_here
from jobboard.web.listing_view import company_url, listing_view, title_slug

# About ten kilobytes each.
MOST_KEPT = 1_024
BODY = "components/listing_body.html"
# Said in another place where nobody reads applications.
APPLY_BY = "Apply by"

Key = tuple[int, Standing]


class ListingPage(NamedTuple):
    """A listing's page without what only one reader sees, or what changes by itself."""

    slug: str
    title: str
    company: str
    company_url: str
    apply_url: str
    verified: bool
    source: str
    licence: str
    ended: str
    head: Markup
    facts: Markup
    text: Markup
    notes: Markup


def listing_page(standing: Standing, now: datetime) -> ListingPage:
    """Return the page of a listing that stands as the database has just said."""
    kept: Kept[Key, ListingPage] = kept_here("listing_pages", MOST_KEPT)
    # How many more jobs there are is not part of what is drawn.
    key = (bucket(now), standing._replace(others=0))
    page = kept.get(key)
    if page is None:
        shown = listings.public_listing(standing.stamp.id)
        page = kept.put(key, _page(shown, standing.stamp.is_silent, now))
    return page


def _page(shown: Listing, is_silent: bool, now: datetime) -> ListingPage:
    view = listing_view(shown, now)
    company = shown.company
    address = company_url(company)
    return ListingPage(
        slug=title_slug(shown),
        title=shown.title,
        company=company.name,
        company_url=address,
        apply_url=url_for("seeker.apply", listing_id=shown.id),
        verified=company.verified,
        source=shown.source or "",
        licence=shown.source_licence,
        ended=view.ended,
        head=_part("listing_head", view, address),
        facts=_part("listing_facts", view, [APPLY_BY] if is_silent else []),
        text=_part("listing_text", view),
        notes=_part("listing_notes", shown),
    )


def _part(macro: str, *about: object) -> Markup:
    return Markup(drawn(BODY, macro, *about))  # noqa: S704 - drawn by a macro
