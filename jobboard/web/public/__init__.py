"""Pages for everyone: home, search, listings, companies, help."""

from jobboard.web.public import companies, listings, mailbox, pages, texts
from jobboard.web.public.blueprint import blueprint

__all__ = ["blueprint", "companies", "listings", "mailbox", "pages", "texts"]
