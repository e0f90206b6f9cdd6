"""For employers: company, listings, applicants."""

from jobboard.web.employer import applicants, pages
from jobboard.web.employer.blueprint import blueprint

__all__ = ["applicants", "blueprint", "pages"]
