"""Searching the resumes a company may see, with what is dear to make of each kept by its state.

Without filters the database makes the page. Filters and fits are about profiles, which are made
once for each state of a resume and kept; only the page's own resumes are then read whole.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import select

from jobboard.domain.fit import Offer, Profile, fit, profile_of
from jobboard.domain.resume import Document
from jobboard.domain.resume.showing import as_found
from jobboard.domain.resume_search import ResumeCriteria
from jobboard.extensions import db
from jobboard.models import Company, FindableResume, Resume
from jobboard.queries.finding import (
    FoundVersion,
    count_found_by,
    found_among,
    versions_found_by,
)

# Some kilobytes each, in every web process.
PROFILES_KEPT = 10_000
DOCUMENTS_KEPT = 400
_READ_AT_ONCE = 500

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ShownResume:
    """A resume as employers see it: nothing in it leads to the person."""

    row: FindableResume
    document: Document
    profile: Profile


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page of resumes; ``number`` counts from 1, and there is always a first page."""

    resumes: Sequence[ShownResume]
    total: int
    number: int
    pages: int


class Kept(Generic[Key, Value]):
    """What was used last, up to ``most`` of it. Threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """Return what is held of these."""
        found = {}
        with self._lock:
            for key in keys:
                if key in self._held:
                    self._held.move_to_end(key)
                    found[key] = self._held[key]
        return found

    def put(self, made: Mapping[Key, Value]) -> None:
        """Hold these, and let go of what was not used for longest."""
        with self._lock:
            self._held.update(made)
            while len(self._held) > self._most:
                self._held.popitem(last=False)


_profiles: Kept[FoundVersion, Profile] = Kept(PROFILES_KEPT)
_documents: Kept[FoundVersion, Document] = Kept(DOCUMENTS_KEPT)


def shown(row: FindableResume) -> ShownResume:
    """Return a resume that was found, as its finder sees it. Change nothing in it."""
    state = FoundVersion(row.resume_id, row.key, row.resume.version)
    document = _documents.get([state]).get(state)
    if document is None:
        document = as_found(row.resume.document)
        _documents.put({state: document})
    return ShownResume(row, document, profile_of(document))


def search_found(
    company: Company,
    criteria: ResumeCriteria,
    offer: Offer | None,
    now: datetime,
    number: int,
    per_page: int,
) -> FoundPage:
    """Return a page of what passes, the best fitting an offer first, else those changed last.

    A ``number`` behind the last page means the last.
    """
    if offer or criteria.to_args():
        passing = _passing(company, criteria, offer, now)
        total = len(passing)
        start, number, pages = _window(total, number, per_page)
        wanted = passing[start : start + per_page]
    else:
        total = count_found_by(company, now)
        start, number, pages = _window(total, number, per_page)
        newest = versions_found_by(company, now, per_page, start)
        wanted = [state.resume_id for state in newest]
    rows = found_among(company, wanted, now)
    resumes = [shown(rows[ident]) for ident in wanted if ident in rows]
    return FoundPage(resumes, total, number, pages)


def _window(total: int, number: int, per_page: int) -> tuple[int, int, int]:
    """Where a page begins, its number, and how many pages there are."""
    pages = max(1, -(-total // per_page))
    number = min(number, pages)
    return (number - 1) * per_page, number, pages


def _passing(
    company: Company, criteria: ResumeCriteria, offer: Offer | None, now: datetime
) -> list[int]:
    states = versions_found_by(company, now)
    profiles = profiles_of(states)
    passing = [
        state.resume_id
        for state in states
        if state.resume_id in profiles and criteria.passes(profiles[state.resume_id])
    ]
    if offer:
        passing.sort(key=lambda ident: fit(profiles[ident], offer).score, reverse=True)
    return passing


def profiles_of(states: Sequence[FoundVersion]) -> dict[int, Profile]:
    """Return the profiles of resumes by id, reading only those whose state is a new one."""
    kept = _profiles.get(states)
    found = {state.resume_id: profile for state, profile in kept.items()}
    missing = iter([state.resume_id for state in states if state not in kept])
    while some := list(islice(missing, _READ_AT_ONCE)):
        made = _made(some)
        _profiles.put(made)
        found |= {state.resume_id: profile for state, profile in made.items()}
    return found


def _made(ids: Sequence[int]) -> dict[FoundVersion, Profile]:
    rows = (
        select(Resume.id, FindableResume.key, Resume.version, Resume.document)
        .join(FindableResume, FindableResume.resume_id == Resume.id)
        .where(Resume.id.in_(ids))
    )
    return {
        FoundVersion(ident, key, version): profile_of(as_found(document))
        for ident, key, version, document in db.session.execute(rows)
    }
