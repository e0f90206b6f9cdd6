"""The search page: one GET form, true counts, and a reason beside every result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for

from jobboard import clock
from jobboard.domain import vocabulary
from jobboard.domain.arguments import YES
from jobboard.domain.criteria import FACETS, SORTS, SearchCriteria
from jobboard.domain.text import joined
from jobboard.models import Listing
from jobboard.queries import listings
from jobboard.search.contract import Match, SearchPage
from jobboard.services.indexing import engine
from jobboard.web.listing_view import listing_url
from jobboard.web.paging import page_number
from jobboard.web.public.blueprint import blueprint
from jobboard.web.public.cards import cards
from jobboard.web.public.fit import fit_of

# The groups of the filter panel, in the order in which people need them (LOOK.md S6).
LEGENDS = {
    "arrangement": "Where you work",
    "channel": "How you help customers",
    "industry": "Industry",
    "hours": "Hours",
    "contract": "Contract",
    "shift_band": "Shifts",
    "role_family": "Kind of role",
    "level": "Experience level",
    "employment_status": "Employee or contractor",
}
PAY_AFTER = "industry"
WORDS_OF_FIELDS = {
    "title": "the title",
    "facts": "what the employer listed",
    "company": "the employer's name",
    "place": "the place",
    "body": "the text",
}
MOST_REASONS = 3
# Each is a search of its own, and more ways on than this help nobody.
MOST_RELAXED = 6


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A search without one of its filters, and how many jobs that gives."""

    label: str
    count: int
    url: str


@blueprint.get("/jobs")
def jobs() -> str:
    """Show the listings that answer, the filters with their counts, and a way on."""
    criteria = SearchCriteria.from_args(request.args)
    now = clock.now()
    found = engine().search(criteria, now, page_number())
    rows = listings.cards(found.ids, now)
    fit = fit_of()

    def of_search(row: Listing) -> dict[str, Any]:
        # The address remembers the search, so that the way back leads to it.
        url = listing_url(row, **search_arguments(criteria, found.page))
        return {"url": url, "why": why(found.matched.get(row.id, ())), "match": fit(row)}

    return render_template(
        "public/jobs.html",
        criteria=criteria,
        found=found,
        cards=cards(rows, of_search),
        groups=filter_groups(criteria, found),
        chips=[
            {"text": chip.label, "url": search_url(criteria.without(chip.field, chip.value))}
            for chip in criteria.chips()
        ],
        clear_url=search_url(criteria.cleared()),
        sorts=[
            (label, None if key == criteria.sort else search_url(criteria.with_("sort", key)))
            for key, label in SORTS.items()
        ],
        relaxed=[] if found.total else relaxed(criteria),
        suggestion=_suggestion(criteria, found),
        page_url=lambda number: search_url(criteria, page=number),
    )


def search_url(criteria: SearchCriteria, page: int = 1) -> str:
    """Return the one address of a search."""
    return url_for("public.jobs", **search_arguments(criteria, page))


def search_arguments(criteria: SearchCriteria, page: int = 1) -> dict[str, Any]:
    """Return what the address of a search, or of a listing found by it, says of the search."""
    grouped: dict[str, Any] = {}
    for name, value in criteria.to_args():
        grouped.setdefault(name, []).append(value)
    if page > 1:
        grouped["page"] = page
    return grouped


def filter_groups(criteria: SearchCriteria, found: SearchPage) -> list[dict[str, Any]]:
    """Return the filter panel's groups: every value with the number of jobs it would give."""
    by_name = {facet.name: facet for facet in FACETS}
    groups: list[dict[str, Any]] = []
    for name, legend in LEGENDS.items():
        chosen = getattr(criteria, name)
        groups.append(
            _choices(
                name,
                legend,
                "checkbox",
                [
                    (term.slug, term.label, term.slug in chosen)
                    for term in vocabulary.terms(by_name[name].group)
                ],
                found,
            )
        )
        if name == PAY_AFTER:
            groups.append(_pay_group(criteria))
    posted = str(criteria.posted_within or "")
    options = [
        (term.slug, term.label, term.slug == posted) for term in vocabulary.terms("posted-within")
    ]
    any_time = [{"value": "", "label": "Any time", "count": None, "checked": not posted}]
    group = _choices("posted_within", "Posted", "radio", options, found)
    groups.append(group | {"options": any_time + group["options"], "open": bool(posted)})
    checked = [(YES, "Checked employers only", criteria.checked_only)]
    groups.append(_choices("checked_only", "Employer", "checkbox", checked, found))
    return groups


def _choices(
    name: str,
    legend: str,
    kind: str,
    options: list[tuple[str, str, bool]],
    found: SearchPage,
) -> dict[str, Any]:
    counts = found.facets.get(name, {})
    return {
        "key": name.replace("_", "-"),
        "legend": legend,
        "kind": kind,
        "name": name,
        "options": [
            {"value": slug, "label": label, "count": counts.get(slug, 0), "checked": checked}
            for slug, label, checked in options
        ],
    }


def _pay_group(criteria: SearchCriteria) -> dict[str, Any]:
    return {
        "key": "pay-min",
        "legend": "Pay at least",
        "kind": "number",
        "name": "pay_min",
        "label": "Lowest pay in US dollars",
        "hint": "Like 18.50. Jobs that state no pay are left out.",
        "prefix": "$",
        "value": f"{criteria.pay_min:f}" if criteria.pay_min is not None else "",
        "unit": {
            "name": "pay_period",
            "label": "Paid for each",
            "value": criteria.pay_period,
            "options": vocabulary.choices("pay-period"),
        },
    }


def why(matches: tuple[Match, ...]) -> str:
    """Return why a listing answers: "Found “billing” in the title and “calm” in the text."."""
    reasons = []
    for match in matches[:MOST_REASONS]:
        through = f" (as {match.as_term.lower()})" if match.as_term else ""
        reasons.append(f"“{match.word}”{through} in {WORDS_OF_FIELDS[match.field]}")
    return f"Found {joined(reasons)}." if reasons else ""


def relaxed(criteria: SearchCriteria) -> list[Relaxed]:
    """Return the words or filters, a few, whose removal gives jobs, with how many."""
    now = clock.now()
    tries = [
        (f"Without “{chip.label}”", criteria.without(chip.field, chip.value))
        for chip in criteria.chips()
    ]
    if criteria.words:
        tries.insert(0, (f"Without the words “{criteria.words}”", criteria.without("words")))
    del tries[MOST_RELAXED:]
    counted = [(label, engine().search(less, now).total, less) for label, less in tries]
    return [Relaxed(label, count, search_url(less)) for label, count, less in counted if count]


def _suggestion(criteria: SearchCriteria, found: SearchPage) -> dict[str, str] | None:
    if not found.suggestion:
        return None
    meant = criteria.with_("words", found.suggestion)
    return {"text": found.suggestion, "url": search_url(meant)}
