"""How the reader's own resume fits a listing: shown to seekers with a resume, nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jobboard.domain.matching import Match, match_profile
from jobboard.domain.permissions import AccountKind
from jobboard.domain.profile import profile_of
from jobboard.models import Resume
from jobboard.queries.resumes import default_resume
from jobboard.web.viewer import viewer

Requirements = list[dict[str, Any]]


def reader_resume() -> Resume | None:
    """Return the resume that the reader's matches are made with."""
    person = viewer()
    if person is None or person.kind is not AccountKind.SEEKER:
        return None
    return default_resume(person.id)


def fit_of() -> Callable[[Requirements], Match | None] | None:
    """Return a function from requirements to how they are met, for readers with a resume.

    It gives None where nothing is asked for.
    """
    resume = reader_resume()
    if resume is None:
        return None
    profile = profile_of(resume.document)

    def fit(requirements: Requirements) -> Match | None:
        found = match_profile(requirements, profile)
        return found if found.total else None

    return fit
