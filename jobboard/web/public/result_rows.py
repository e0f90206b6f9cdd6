"""The rows of a list of results, drawn once for each state of a listing.

Who may see a listing is asked of the database in every request. Only the words of its row are
kept, under what they depend on: the versions of listing and company, whether applications are
read, and the quarter of an hour, since "posted today" ends at a midnight somewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from jobboard.domain.eligibility import ListingPlace
from jobboard.domain.permissions import AccountKind
from jobboard.models import Listing
from jobboard.queries import listings
from jobboard.queries.applications import applied_ids
from jobboard.queries.hidden import hidden_ids
from jobboard.queries.listings import Stamp
from jobboard.search.documents import listing_place
from jobboard.web.fragments import Kept, bucket, cut, drawn, kept_here, mark
from jobboard.web.listing_view import SILENT, listing_card
from jobboard.web.viewer import viewer

MOST_KEPT = 4_096
CARD = "components/result_card.html"
MATCH_BAR = "components/match_bar.html"
HIDDEN_TEXT = "You hid this job from your matches."
APPLIED_TEXT = "You applied for this job."

Key = tuple[int, Stamp]


class Row(NamedTuple):
    """A row as drawn, cut where a search adds its own, and the facts a search compares."""

    listing_id: int
    pieces: tuple[str, ...]
    place: ListingPlace
    requirements: list[dict[str, Any]]

    def drawn(self, query: str, distance: str, reason: str) -> str:
        """Return the row's HTML. ``query`` ends its address; the others are HTML."""
        head, after_address, after_facts, tail = self.pieces
        return f"{head}{query}{after_address}{distance}{after_facts}{reason}{tail}"


def result_rows(ids: Sequence[int], now: datetime) -> list[Row]:
    """Return the rows of the visible ones of these listings, in the order of ``ids``."""
    return stamped_rows(listings.stamps(ids, now), now)


def stamped_rows(stamps: Sequence[Stamp], now: datetime) -> list[Row]:
    """Return the rows of listings that the database has just called visible."""
    kept: Kept[Key, Row] = kept_here("result_rows", MOST_KEPT)
    quarter = bucket(now)
    keys = [(quarter, stamp) for stamp in stamps]
    held = {key: row for key in keys if (row := kept.get(key))}
    missing = [key for key in keys if key not in held]
    if missing:
        by_id = {row.id: row for row in listings.cards([key[1].id for key in missing], now)}
        for key in missing:
            if key[1].id in by_id:
                held[key] = kept.put(key, _row(by_id[key[1].id], key[1]))
    return [held[key] for key in keys if key in held]


def as_list(
    rows: Sequence[Row],
    of_row: Callable[[Row], tuple[str, str]] = lambda _row: ("", ""),
    query: str = "",
) -> Markup:
    """Return rows as items of a list, each saying so where the reader applied or hid it.

    ``of_row`` gives a row's distance and reason as HTML.
    """
    ending = str(Markup.escape(f"?{query}" if query else ""))
    seeker = _reading_seeker()
    # Asked anew for everybody: what is kept of a row is the same for all who read it.
    hidden = hidden_ids(seeker) if seeker else ()
    applied = applied_ids(seeker, [row.listing_id for row in rows]) if seeker else ()
    drawn_rows = []
    for row in rows:
        distance, reason = of_row(row)
        if row.listing_id in applied:
            reason += why_line(APPLIED_TEXT)
        if row.listing_id in hidden:
            reason += why_line(HIDDEN_TEXT)
        drawn_rows.append(row.drawn(ending, distance, reason))
    return Markup("\n".join(drawn_rows))  # noqa: S704 - ours


def _reading_seeker() -> int | None:
    """Return the account of the seeker who reads; None for anybody else.

    What they hid is listed all the same, and says so: who searches asks for everything that
    answers, the counts beside the filters are of that, and a job hidden by mistake must be
    findable.
    """
    person = viewer()
    return person.id if person and person.kind is AccountKind.SEEKER else None


def why_line(sentence: str) -> str:
    """Return what a row says of itself in this list, as HTML; "" for nothing."""
    before, after = _pieces(MATCH_BAR, "why_line")
    return f"{before}{escape(sentence)}{after}" if sentence else ""


def fact(text: str) -> str:
    """Return one more of a row's facts as HTML; "" for nothing."""
    before, after = _pieces(CARD, "fact")
    return f"{before}{escape(text)}{after}" if text else ""


@cache
def _pieces(template: str, macro: str) -> tuple[str, ...]:
    return cut(drawn(template, macro, mark(0)), 1)


def _row(listing: Listing, stamp: Stamp) -> Row:
    card = listing_card(listing, **(SILENT if stamp.is_silent else {}))
    card |= {"url": card["url"] + mark(0), "more_facts": mark(1), "reason": mark(2)}
    return Row(
        listing.id,
        cut(drawn(CARD, "result_card", card), 3),
        listing_place(listing),
        listing.requirements,
    )
