"""For job seekers: resumes, applying, applications."""

from jobboard.web.seeker import applications, apply, resumes, resumes_editing, resumes_pages
from jobboard.web.seeker.blueprint import blueprint

__all__ = ["applications", "apply", "blueprint", "resumes", "resumes_editing", "resumes_pages"]
