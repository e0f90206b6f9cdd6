"""Pages for everyone: home, search, listings, companies, help."""

from jobboard.web.public import companies, employers, home, listings, mailbox, search, texts
from jobboard.web.public.blueprint import blueprint

__all__ = ["blueprint", "companies", "employers", "home", "listings", "mailbox", "search", "texts"]
