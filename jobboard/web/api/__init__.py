"""The read API: what the search page knows, for programs."""

from jobboard.web.api import about, listings
from jobboard.web.api.blueprint import blueprint, pages
from jobboard.web.api.specification import init_app

__all__ = ["about", "blueprint", "init_app", "listings", "pages"]
