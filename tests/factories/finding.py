"""Resumes that employers may find."""

from __future__ import annotations

import secrets
from typing import Any

from jobboard import clock
from jobboard.models import FindableResume, Resume
from tests.factories.resumes import resume as make_resume
from tests.factories.rows import save


def findable_resume(resume: Resume | None = None, **facts: Any) -> FindableResume:
    """Let employers find ``resume``, or a new one, whatever is on it."""
    shown = resume or make_resume()
    defaults = {"key": secrets.token_urlsafe(12), "confirmed_at": clock.now()}
    return save(FindableResume(resume=shown, **(defaults | facts)))
