"""How the reader's own resume fits a listing: shown to seekers with a resume, nobody else."""

from __future__ import annotations

from collections.abc import Callable

from jobboard.domain.matching import Match, match
from jobboard.domain.permissions import AccountKind
from jobboard.models import Listing, Resume
from jobboard.queries.resumes import default_resume
from jobboard.web.viewer import viewer


def reader_resume() -> Resume | None:
    """Return the resume that the reader's matches are made with."""
    person = viewer()
    if person is None or person.kind is not AccountKind.SEEKER:
        return None
    return default_resume(person.id)


def fit_of() -> Callable[[Listing], Match | None]:
    """Return a function from a listing to its fit; None where there is nothing to compare."""
    resume = reader_resume()

    def fit(listing: Listing) -> Match | None:
        found = match(listing.requirements, resume.document) if resume else None
        return found if found and found.total else None

    return fit
