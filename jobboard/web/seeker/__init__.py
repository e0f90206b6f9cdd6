"""For job seekers: resumes, applying, applications."""

from jobboard.web.seeker import pages
from jobboard.web.seeker.blueprint import blueprint

__all__ = ["blueprint", "pages"]
