"""Pages for everyone: home, search, listings, companies, alerts, help."""

from jobboard.web.public import (
    alert_ending,
    alert_list,
    alerts,
    companies,
    employers,
    home,
    landing,
    listings,
    mailbox,
    search,
    suggestions,
    texts,
)
from jobboard.web.public.blueprint import blueprint

__all__ = [
    "alert_ending",
    "alert_list",
    "alerts",
    "blueprint",
    "companies",
    "employers",
    "home",
    "landing",
    "listings",
    "mailbox",
    "search",
    "suggestions",
    "texts",
]
