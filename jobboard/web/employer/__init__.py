"""For employers: company, listings, applicants."""

from jobboard.web.employer import pages
from jobboard.web.employer.blueprint import blueprint

__all__ = ["blueprint", "pages"]
