"""Pages for everyone: home, search, listings, companies, help."""

from jobboard.web.public import pages
from jobboard.web.public.blueprint import blueprint

__all__ = ["blueprint", "pages"]
