"""How views of this area come to a listing: their own company's, and editable where needed."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from jobboard import settings
from jobboard.domain.listing import EDITABLE_STATES
from jobboard.models import Listing
from jobboard.queries.company_listings import owned_by
from jobboard.services.listings import By
from jobboard.services.posting import by_member
from jobboard.web.listing_view import listing_url
from jobboard.web.viewer import signed_in

# The one page besides the task list that a step can lead back to.
CHECK_PAGE = "check"


def own_listing(listing_id: int) -> Listing:
    """Return the company's listing. Another's is not found."""
    return owned_by(signed_in().company.id, listing_id)


def editable(listing_id: int) -> Listing:
    """Return the company's listing if it can be edited now, else lead to its own page."""
    listing = own_listing(listing_id)
    if listing.state not in EDITABLE_STATES and request.method == "GET":
        abort(redirect(listing_page(listing)))
    return listing


def listing_page(listing: Listing) -> str:
    """Return the address of a listing's own page in this area."""
    return url_for("employer.listing", listing_id=listing.id)


def public_address(listing: Listing) -> str:
    """Return a listing's public address, to be shared: on our own host, whatever was asked for."""
    return settings.current().base_url + listing_url(listing)


def by_me() -> By:
    """Return the signed-in member as the one who does something."""
    return by_member(signed_in().id)


def comes_from_check() -> bool:
    """Say whether the reader came from the check page, and is to return there."""
    return request.args.get("back") == CHECK_PAGE


def back_to(listing: Listing) -> str:
    """Return where "Back" leads: the check page for who came from it, else the task list."""
    if comes_from_check():
        return url_for("employer.listing_check", listing_id=listing.id)
    return listing_page(listing)


def see_other(address: str) -> Response:
    """Lead on after something was done."""
    return redirect(address, 303)
