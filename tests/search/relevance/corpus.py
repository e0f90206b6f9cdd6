"""The real postings as documents of an index, with the facts an import would find in them.

Only the import's refusals are left out: postings that their source marks as fraudulent and
those of other trades are in the corpus, for a search must tell them apart by their words.
All are of one moment and one standing, so that nothing but the words makes the order.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jobboard.domain.found_posting import employer, read_posting
from jobboard.domain.found_text import calm_case
from jobboard.domain.listing import ListingState
from jobboard.models import Company, Listing
from jobboard.search.documents import ListingDocument, document_of
from jobboard.services.importing import UNNAMED

NOW = datetime(2030, 3, 15, 12, tzinfo=UTC)
PUBLISHED = NOW - timedelta(days=3)
CLOSES = NOW + timedelta(days=30)
CITY = "New York, NY, US"
"""The place of the postings of the City of New York, which name none; as in the demo."""

FILE = Path(__file__).with_name("postings.jsonl.gz")


@dataclass(frozen=True, slots=True)
class Corpus:
    """``documents`` have the ids 1, 2, …; ``names`` holds the postings' own ids in that order."""

    documents: tuple[ListingDocument, ...]
    names: tuple[str, ...]

    def named(self, ids: tuple[int, ...]) -> list[str]:
        """The postings' own ids of these documents."""
        return [self.names[number - 1] for number in ids]


@cache
def corpus() -> Corpus:
    """The corpus, read once a process: some seconds of work."""
    postings = list(_postings())
    return Corpus(
        documents=tuple(_document(number, p) for number, p in enumerate(postings, start=1)),
        names=tuple(posting["id"] for posting in postings),
    )


def _postings() -> Iterator[dict[str, Any]]:
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _document(number: int, posting: dict[str, Any]) -> ListingDocument:
    city = CITY if posting["id"].startswith("nyc:") else ""
    listing = Listing(
        id=number,
        version=1,
        company=Company(name=calm_case(employer(posting)[0]) or UNNAMED),
        state=ListingState.LIVE,
        published_at=PUBLISHED,
        opens_at=PUBLISHED,
        closes_at=CLOSES,
        **read_posting(posting, city).facts,
    )
    return document_of(listing)
