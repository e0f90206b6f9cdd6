"""Pages for everyone: home, search, listings, companies, help."""

from jobboard.web.public import companies, home, listings, mailbox, pages, search, texts
from jobboard.web.public.blueprint import blueprint

__all__ = ["blueprint", "companies", "home", "listings", "mailbox", "pages", "search", "texts"]
