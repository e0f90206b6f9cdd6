"""What a landing page says of its jobs in figures, each of which leads to those jobs."""

from __future__ import annotations

from typing import NamedTuple

from jobboard.domain.criteria import FACETS
from jobboard.domain.landing import ROLE, Landing
from jobboard.domain.pay import describe_pay
from jobboard.queries.landing import hourly_pay
from jobboard.search.contract import SearchPage
from jobboard.web.public.addresses import search_url

# One figure is no range.
FEWEST_PAID = 3
# Fewer jobs than these are read faster than counted.
FEWEST_COUNTED = 4
MOST_VALUES = 5
TITLES = {
    "arrangement": "Where",
    "hours": "Hours",
    "shift_band": "Shifts",
    "channel": "Channels",
    "level": "Level",
    "industry": "Industry",
    "language": "Languages",
    "training_paid": "Training",
}
_FACETS = {facet.name: facet for facet in FACETS}


class FactValue(NamedTuple):
    """A value of a filter, how many of the page's jobs have it, and where they are shown."""

    label: str
    jobs: int
    url: str


def count_sentence(shown: Landing, found: SearchPage) -> str:
    """Return how many jobs there are and what of them counts most."""
    said = [f"{found.total:,} job{'' if found.total == 1 else 's'} open now"]
    remote = found.facets.get("arrangement", {}).get("remote", 0)
    if remote and shown.kind != "arrangement":
        may = ", open to people who live there" if shown.is_place else ""
        said.append(f"{remote:,} of them remote{may}")
    checked = found.facets.get("checked_only", {}).get("yes", 0)
    if checked:
        said.append(f"{checked:,} from employers we have checked")
    return f"{', '.join(said)}."


def pay_sentence(found: SearchPage) -> str:
    """Return what the jobs pay by the hour; "" where too few say so."""
    pay = hourly_pay(found.ids)
    if pay is None or pay.listings < FEWEST_PAID:
        return ""
    seen = "" if found.total <= len(found.ids) else f" among the first {len(found.ids)}"
    paid = describe_pay(pay.lowest, pay.highest, "USD", "hour")
    return f"The {pay.listings}{seen} paid by the hour pay {paid}."


def fact_rows(shown: Landing, found: SearchPage) -> list[tuple[str, list[FactValue]]]:
    """Return what the jobs offer and ask for, most first; nothing for a page of few jobs."""
    if found.total < FEWEST_COUNTED:
        return []
    rows = [
        (title, _values(shown, found, name))
        for name, title in TITLES.items()
        if name not in (shown.kind, ROLE)
    ]
    return [(title, values) for title, values in rows if values]


def _values(shown: Landing, found: SearchPage, name: str) -> list[FactValue]:
    counted = sorted(found.facets.get(name, {}).items(), key=lambda pair: -pair[1])
    return [
        FactValue(_FACETS[name].words(slug), jobs, search_url(shown.criteria.with_(name, slug)))
        for slug, jobs in counted[:MOST_VALUES]
        if jobs
    ]
