"""Searching and reading listings."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for

from jobboard import clock, settings
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.query import Intent, Reading
from jobboard.extensions import limiter
from jobboard.models import Listing
from jobboard.queries import listings
from jobboard.search.contract import PAGE_SIZE, Match, SearchPage
from jobboard.services.indexing import engine
from jobboard.web.api.blueprint import blueprint
from jobboard.web.api.parameters import parameters
from jobboard.web.api.schemas import AnswerSchema, ListingSchema, ProblemSchema
from jobboard.web.api.specification import TERMS
from jobboard.web.limits import network
from jobboard.web.listing_view import company_url, listing_url
from jobboard.web.paging import page_number
from jobboard.web.why import why

SEARCHES = "60 per minute; 2000 per day"
READS = "300 per minute"
PROBLEM = "application/problem+json"


@blueprint.get("/listings")
@limiter.limit(SEARCHES, key_func=network)
@blueprint.doc(parameters=parameters(), operationId="searchListings")
@blueprint.response(200, AnswerSchema)
@blueprint.alt_response(
    429, schema=ProblemSchema, content_type=PROBLEM, description="Too many requests."
)
@blueprint.alt_response(
    503, schema=ProblemSchema, content_type=PROBLEM, description="Search is being rebuilt."
)
def search() -> dict[str, Any]:
    """Search listings.

    Takes exactly the search page's criteria. What is not understood is left out, and
    `criteria` says what was read.
    """
    criteria = SearchCriteria.from_args(request.args)
    now = clock.now()
    size = page_number("per_page") if "per_page" in request.args else PAGE_SIZE
    found = engine().search(criteria, now, page_number(), size)
    rows = listings.cards(found.ids, now)
    return {
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "per_page": found.per_page,
        "criteria": _grouped(criteria),
        "described": criteria.describe(),
        "understood": [_understood(found.reading, intent) for intent in found.reading.intents],
        "let_go": [_understood(found.reading, intent) for intent in found.relaxed],
        "suggestion": found.suggestion,
        "facets": found.facets,
        "listings": [_found(row, found.matched.get(row.id, ())) for row in rows],
        "next": _next(criteria, found),
        "terms": TERMS,
    }


@blueprint.get("/listings/<int:listing_id>")
@limiter.limit(READS, key_func=network)
@blueprint.doc(operationId="getListing")
@blueprint.response(200, ListingSchema)
@blueprint.alt_response(
    404, schema=ProblemSchema, content_type=PROBLEM, description="Not open to applications."
)
@blueprint.alt_response(
    429, schema=ProblemSchema, content_type=PROBLEM, description="Too many requests."
)
def listing(listing_id: int) -> dict[str, Any]:
    """Read one listing that is open to applications."""
    rows = listings.cards([listing_id], clock.now())
    if not rows:
        abort(404)
    return _facts(rows[0])


def _facts(row: Listing) -> dict[str, Any]:
    """Return a listing's columns, with links and employer beside them."""
    company, page = row.company, company_url(row.company)
    columns = {name: getattr(row, name, None) for name in ListingSchema().fields}
    return columns | {
        "url": _absolute(listing_url(row)),
        "company": {
            "name": company.name,
            "url": _absolute(page) if page else "",
            "checked_at": company.verified_at if company.verified else None,
        },
    }


def _found(row: Listing, matched: tuple[Match, ...]) -> dict[str, Any]:
    return _facts(row) | {
        "why": why(matched),
        "matched": [match._asdict() for match in matched],
    }


def _understood(reading: Reading, intent: Intent) -> dict[str, Any]:
    return intent._asdict() | {"without": _address(reading.without(intent))}


def _next(criteria: SearchCriteria, found: SearchPage) -> str | None:
    if found.page >= found.pages:
        return None
    more = {"page": found.page + 1}
    if found.per_page != PAGE_SIZE:
        more["per_page"] = found.per_page
    return _address(criteria, **more)


def _address(criteria: SearchCriteria, **more: int) -> str:
    asked: dict[str, Any] = {**_grouped(criteria), **more}
    return _absolute(url_for("api.search", **asked))


def _absolute(path: str) -> str:
    """Return an address for other sites; never from the request's own Host (SAFETY.md rule 9)."""
    return f"{settings.current().base_url}{path}"


def _grouped(criteria: SearchCriteria) -> dict[str, list[str]]:
    """Return the criteria's arguments, every name once with its values."""
    grouped: dict[str, list[str]] = {}
    for name, value in criteria.to_args():
        grouped.setdefault(name, []).append(value)
    return grouped
