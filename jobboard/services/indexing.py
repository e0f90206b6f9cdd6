"""Keeping the search index equal to the database, which is the truth."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import cast

import structlog
from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, load_only

from jobboard.domain.listing import ListingState
from jobboard.extensions import db
from jobboard.logs import error_line
from jobboard.models import Company, Listing
from jobboard.queries.applications import silent_companies
from jobboard.search.contract import IndexBusy, IndexUnavailable, SearchEngine
from jobboard.search.documents import ListingDocument, document_of
from jobboard.search.steady import Restoring

log = structlog.get_logger()

# What is scheduled is indexed once the clock has opened it; what has ended stays until the clock
# has moved it, and is not found meanwhile: searches ask for the time too.
INDEXED_STATES = (ListingState.LIVE,)
CHUNK = 500
UNREADABLE = "unreadable"


def engine() -> SearchEngine:
    """Return the search engine of the running application."""
    return cast(SearchEngine, current_app.extensions["search"])


def _indexed_rows(ids: Collection[int] | None = None) -> Iterator[Sequence[Listing]]:
    """Yield the listings to index, some hundreds at a time."""
    rows = select(Listing).options(joinedload(Listing.company)).order_by(Listing.id)
    rows = rows.where(Listing.state.in_(INDEXED_STATES)).execution_options(yield_per=CHUNK)
    if ids is None:
        yield from db.session.scalars(rows).partitions()
        return
    # Databases bound how many values a statement may name.
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        chunk = ordered[start : start + CHUNK]
        yield db.session.scalars(rows.where(Listing.id.in_(chunk))).all()


def _documents(
    failed: dict[int, str], ids: Collection[int] | None = None
) -> Iterator[ListingDocument]:
    """Yield what the index should hold of these listings, or of all.

    A row that cannot be made a document is noted in ``failed`` and holds up none of the others.
    """
    for rows in _indexed_rows(ids):
        silent = silent_companies(rows)
        for listing in rows:
            listing_id = listing.id
            try:
                document = document_of(listing, is_answered=listing.company_id not in silent)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one row
                failed[listing_id] = _note_failure(listing_id, error)
            else:
                yield document


class SpareListings:
    """The listings to search as the database has them, for who answers without an index."""

    def stamps(self, most: int) -> Mapping[int, Hashable] | None:
        """By id all that tells a listing from its earlier self; None if there are too many.

        A document is made of the listing's row and of little that its company says.
        """
        if count_indexed() > most:
            return None
        rows = (
            select(Listing, Company.name, Company.verification)
            .options(load_only(Listing.version, Listing.company_id, Listing.source))
            .join(Listing.company)
            .where(Listing.state.in_(INDEXED_STATES))
        )
        found = db.session.execute(rows).all()
        silent = silent_companies(listing for listing, *_ in found)
        return {
            listing.id: (listing.version, listing.company_id in silent, *company)
            for listing, *company in found
        }

    def documents(self, ids: Collection[int]) -> Iterator[ListingDocument]:
        """What is to be found of these listings; a row that cannot be read is logged."""
        return _documents({}, ids)


def count_indexed() -> int:
    """How many listings the index should hold."""
    rows = select(func.count(Listing.id)).where(Listing.state.in_(INDEXED_STATES))
    return db.session.scalar(rows) or 0


def _note_failure(listing_id: int, error: Exception) -> str:
    log.error("listing not indexed", listing=listing_id, exc_info=error)
    return error_line(error)


def bring_index_up_to_date(listing_ids: Collection[int], now: datetime) -> Mapping[int, str]:
    """Put or remove these listings, as their rows are now. Repeating it does no harm.

    Return the listings for which that failed, each with its error. Raises IndexBusy.
    """
    failed: dict[int, str] = {}
    documents = list(_documents(failed, listing_ids))
    gone = set(listing_ids) - {document.id for document in documents} - failed.keys()
    try:
        failed |= _put(documents)
        engine().remove(gone)
    except IndexUnavailable:
        log.warning("index unavailable, rebuilding")
        rebuild_index(iter)
    log.info("index updated", put=len(documents), removed=len(gone), at=now.isoformat())
    return failed


def _put(documents: Sequence[ListingDocument]) -> dict[int, str]:
    """Put all at once, or one by one where one of them cannot be put; return those."""
    try:
        engine().put(documents)
    except (IndexUnavailable, IndexBusy):
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one document
        if len(documents) == 1:
            [document] = documents
            return {document.id: _note_failure(document.id, error)}
        parts = [_put([document]) for document in documents]
        return {listing_id: said for part in parts for listing_id, said in part.items()}
    return {}


def rebuild_index(
    progress: Callable[[Iterator[ListingDocument]], Iterable[ListingDocument]],
) -> int:
    """Build the index anew beside the old one and switch; return how many it holds.

    ``progress`` wraps the documents, to show how far the work has come. A row that cannot be
    made a document is logged and left out.
    """
    return engine().rebuild(progress(_documents({})))


def index_differences() -> dict[int, str]:
    """Compare index and database: listing id → "missing", "stale", "extra" or "unreadable"."""
    held = engine().stamp()
    failed: dict[int, str] = {}
    wanted = {document.id: document.version for document in _documents(failed)}
    found = {
        listing_id: "missing" if listing_id not in held else "stale"
        for listing_id, version in wanted.items()
        if held.get(listing_id) != version
    }
    extra = held.keys() - wanted.keys() - failed.keys()
    return found | dict.fromkeys(extra, "extra") | dict.fromkeys(failed, UNREADABLE)


def _changed_rows() -> set[int]:
    """Listings whose row is newer than what the index holds, missing in it, or left in it.

    Row versions alone are compared, which takes a moment where whole listings take minutes.
    What else a document is made of changes with an order in the outbox, in one transaction.
    """
    held = {
        listing_id: version.partition("-")[0] for listing_id, version in engine().stamp().items()
    }
    rows = select(Listing.id, Listing.version).where(Listing.state.in_(INDEXED_STATES))
    wanted = {listing_id: str(version) for listing_id, version in db.session.execute(rows)}
    changed = {key for key, version in wanted.items() if held.get(key) != version}
    return changed | (held.keys() - wanted.keys())


def restore_index() -> bool:
    """Put the index back if its files are gone; False if their copies are gone as well.

    A look costs little.
    """
    found = engine()
    try:
        if isinstance(found, Restoring) and found.restore():
            log.warning("index put back")
    except IndexUnavailable:
        return False
    except IndexBusy:
        pass  # Whoever writes has put it back already.
    return True


def index_is_usable() -> bool:
    """Say whether the index answers and knows the words of today: a look at one small file."""
    try:
        return not engine().state().outdated
    except IndexUnavailable:
        return False


def mend_index(now: datetime, *, thoroughly: bool = True) -> int:
    """Mend what differs between index and database; return how many listings that was.

    An index that is gone, torn, or made with other words of the trade is built anew. Unless
    ``thoroughly``, listings are compared by the versions of their rows alone.
    """
    if not index_is_usable():
        log.warning("index outdated or unavailable, rebuilding")
        return rebuild_index(iter)
    if thoroughly:
        found = index_differences().items()
        different = {key for key, how in found if how != UNREADABLE}
    else:
        different = _changed_rows()
    if different:
        log.warning("index differed", listings=len(different))
        bring_index_up_to_date(different, now)
    return len(different)
