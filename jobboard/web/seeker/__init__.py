"""For job seekers: resumes, matches, applying, applications."""

from jobboard.web.seeker import (
    applications,
    apply,
    matches,
    resumes,
    resumes_editing,
    resumes_pages,
    visibility,
)
from jobboard.web.seeker.blueprint import blueprint

__all__ = [
    "applications",
    "apply",
    "blueprint",
    "matches",
    "resumes",
    "resumes_editing",
    "resumes_pages",
    "visibility",
]
