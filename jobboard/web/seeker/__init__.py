"""For job seekers: resumes, applying, applications."""

from jobboard.web.seeker import applications, apply, pages
from jobboard.web.seeker.blueprint import blueprint

__all__ = ["applications", "apply", "blueprint", "pages"]
