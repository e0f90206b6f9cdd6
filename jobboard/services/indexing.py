"""Keeping the search index equal to the database, which is the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import cast

import structlog
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobboard.domain.listing import ListingState
from jobboard.extensions import db
from jobboard.models import Listing
from jobboard.search.contract import IndexUnavailable, SearchEngine
from jobboard.search.documents import ListingDocument, document_of

log = structlog.get_logger()

# Only what seekers can find now, or will when the clock comes round to it.
INDEXED_STATES = (ListingState.LIVE,)
CHUNK = 500


def engine() -> SearchEngine:
    """Return the search engine of the running application."""
    return cast(SearchEngine, current_app.extensions["search"])


def _indexed_rows(ids: Iterable[int] | None = None) -> Iterator[Listing]:
    rows = select(Listing).options(joinedload(Listing.company)).order_by(Listing.id)
    rows = rows.where(Listing.state.in_(INDEXED_STATES))
    if ids is not None:
        rows = rows.where(Listing.id.in_(list(ids)))
    yield from db.session.scalars(rows.execution_options(yield_per=CHUNK))


def bring_index_up_to_date(listing_ids: set[int], now: datetime) -> None:
    """Put or remove these listings, as their rows are now. Repeating it does no harm."""
    documents = [document_of(listing) for listing in _indexed_rows(listing_ids)]
    gone = listing_ids - {document.id for document in documents}
    try:
        engine().put(documents)
        engine().remove(gone)
    except IndexUnavailable:
        log.warning("index unavailable, rebuilding")
        rebuild_index(iter)
    log.info("index updated", put=len(documents), removed=len(gone), at=now.isoformat())


def rebuild_index(
    progress: Callable[[Iterator[ListingDocument]], Iterable[ListingDocument]],
) -> int:
    """Build the index anew beside the old one and switch; return how many it holds.

    ``progress`` wraps the documents, to show how far the work has come.
    """
    return engine().rebuild(progress(document_of(row) for row in _indexed_rows()))


def index_differences() -> dict[int, str]:
    """Compare index and database: listing id → "missing", "stale" or "extra"."""
    held = engine().stamp()
    wanted = {row.id: document_of(row).version for row in _indexed_rows()}
    found = {
        listing_id: "missing" if listing_id not in held else "stale"
        for listing_id, version in wanted.items()
        if held.get(listing_id) != version
    }
    return found | dict.fromkeys(held.keys() - wanted.keys(), "extra")


def mend_index(now: datetime) -> int:
    """Mend what differs between index and database; return how many listings that was.

    An index that is gone, torn, or made with other words of the trade is built anew.
    """
    try:
        outdated = engine().state().outdated
        different = {} if outdated else index_differences()
    except IndexUnavailable:
        outdated, different = True, {}
    if outdated:
        log.warning("index outdated or unavailable, rebuilding")
        return rebuild_index(iter)
    if different:
        log.warning("index differed", listings=len(different))
        bring_index_up_to_date(set(different), now)
    return len(different)
