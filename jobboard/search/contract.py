"""What every search engine promises, so that the rest of the program knows only this."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.fit import Fit, Profile
from jobboard.domain.query import NOTHING_READ, Intent, Reading
from jobboard.search.documents import ListingDocument

PAGE_SIZE = 20
COUNT_ONLY = -1
"""Asked for as the size of a page by who wants the number of answers alone."""
LARGEST_PAGE = 100
SUGGESTIONS = 8

FacetCounts = Mapping[str, Mapping[str, int]]
Progress = Callable[[int], None]


class IndexUnavailable(Exception):
    """The index is missing, torn or made by another version; only ``rebuild`` mends it.

    Readers never make an index: an empty new one would hide that the old one is gone.
    """


class IndexBusy(Exception):
    """Another process is writing and did not finish in time. Trying again later is safe."""


class Match(NamedTuple):
    """Why a listing answers a search: words as typed and where in the listing they stand.

    ``field`` is one of "title", "facts" (what the employer chose from lists), "company",
    "place" and "body". ``as_term`` is "" where the listing has the words themselves. Else it
    has something that stands for them: among the facts what ``as_term`` says, in a text words
    for it.
    """

    word: str
    field: str
    as_term: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of answers.

    ``facets`` holds, for every value of every filter, how many listings there would be with
    it if the other filters are kept: by the criteria's field name, then slug ("yes" for
    ``checked_only``). ``suggestion`` is the search as understood where a word was unknown
    with a plain slip and the nearest known one was used instead, ``meant`` one that may be
    meant and was not searched, and ``missing`` are words that no listing has, so that they
    were let go. ``reading`` is what the (mended) words were
    understood to ask for; ``relaxed`` are its filters that were let go, because no listing
    answered all of them.
    """

    ids: tuple[int, ...] = ()
    total: int = 0
    page: int = 1
    per_page: int = PAGE_SIZE
    facets: FacetCounts = field(default_factory=dict)
    matched: Mapping[int, tuple[Match, ...]] = field(default_factory=dict)
    suggestion: str | None = None
    meant: str | None = None
    missing: tuple[str, ...] = ()
    reading: Reading = NOTHING_READ
    relaxed: tuple[Intent, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are; an empty answer is one page."""
        return max(1, -(-self.total // self.per_page))


@dataclass(frozen=True, slots=True)
class FitPage:
    """One page of all visible listings, ordered by how well they fit somebody.

    ``fits`` are those of the page's listings, as ``domain.fit.fit`` makes them. ``full`` says
    against how many of the ``total`` nothing speaks.
    """

    ids: tuple[int, ...] = ()
    total: int = 0
    page: int = 1
    per_page: int = PAGE_SIZE
    fits: Mapping[int, Fit] = field(default_factory=dict)
    full: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are; an empty answer is one page."""
        return max(1, -(-self.total // self.per_page))


@dataclass(frozen=True, order=True, slots=True)
class Suggestion:
    """Something to search for, as it goes into the search box.

    ``kind`` is "title" or "company", or what a term of the vocabulary is: "role", "skill",
    "tool", … ``count`` is how many visible listings have it.
    """

    text: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class EngineState:
    """What an operator or a health check wants to know.

    ``outdated`` means that the words of the trade changed since the index was built: it
    still answers, but misses what the new words would find until the next ``rebuild``.
    """

    documents: int
    generation: str
    segments: int = 1
    outdated: bool = False


class SearchEngine(Protocol):
    """Finds listings. ``now`` is an aware datetime; ids are listings' ids.

    Every method but ``close`` may raise IndexUnavailable; those that write, IndexBusy.
    """

    def search(
        self,
        criteria: SearchCriteria,
        now: datetime,
        page: int = 1,
        per_page: int = PAGE_SIZE,
        *,
        among: Collection[int] | None = None,
    ) -> SearchPage:
        """The visible listings that answer, best first. A page that is not there is page 1.

        ``among`` bounds the answers: listings with other ids neither answer nor count, though
        words stay as rare as they are among all. Nothing asked for is let go then. With
        COUNT_ONLY as ``per_page`` the answer says how many there are and no more.
        """

    def fits(
        self,
        profile: Profile,
        now: datetime,
        page: int = 1,
        per_page: int = PAGE_SIZE,
        leave_out: Collection[int] = (),
    ) -> FitPage:
        """Every visible listing but those of ``leave_out``, the best fitting first.

        Equals stand by date of publication, the newest first, then by id, the highest first.
        """

    def suggest(
        self, typed: str, now: datetime, limit: int = SUGGESTIONS
    ) -> tuple[Suggestion, ...]:
        """What the text in the search box may become, best first; nothing for one letter.

        Found by the beginning of any word. What begins so at its first word comes first, then
        what more listings have; equals in the order of their letters.
        """

    def put(self, documents: Iterable[ListingDocument]) -> None:
        """Add these, in place of any held under the same id. Repeating it changes nothing."""

    def remove(self, ids: Iterable[int]) -> None:
        """Forget these; ids not held are ignored."""

    def stamp(self) -> Mapping[int, str]:
        """Id → ``ListingDocument.version`` of all that is held, to compare with the database."""

    def rebuild(
        self, documents: Iterable[ListingDocument], progress: Progress | None = None
    ) -> int:
        """Build anew beside what is there, then switch; return how many are held.

        ``progress`` is called with the number done so far, after every document.
        """

    def state(self) -> EngineState:
        """How the index is."""

    def tidy(self) -> None:
        """Put the index in order at a quiet time. Answers stay the same."""

    def close(self) -> None:
        """Let go of files."""


def window(total: int, page: int, per_page: int) -> tuple[int, int]:
    """The page really shown and its size, both bounded; a page past the end is page 1."""
    size = max(1, min(per_page, LARGEST_PAGE))
    last = max(1, -(-total // size))
    return (page if 1 <= page <= last else 1), size
