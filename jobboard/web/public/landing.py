"""Landing pages: the jobs of one role in one industry, arrangement, channel or place.

A page is there only while there are such jobs; else its address leads to the search, which
shows ways on, and the page is back when the next job is.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from jobboard import clock, settings
from jobboard.domain import landing as pages
from jobboard.domain import vocabulary
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.landing import GROUPS, ROLE, Landing
from jobboard.search.contract import LARGEST_PAGE, PAGE_SIZE
from jobboard.services.indexing import engine
from jobboard.web.came_from import came_from
from jobboard.web.public.addresses import alert_url, search_url
from jobboard.web.public.blueprint import blueprint
from jobboard.web.public.landing_counts import Counted, Counts, counts
from jobboard.web.public.landing_facts import count_sentence, fact_rows, pay_sentence
from jobboard.web.public.result_rows import as_list, result_rows

FACETS = ("industry", "arrangement", "channel")
MOST_NEIGHBOURS = 12
MOST_TOWNS = 60


class Group(NamedTuple):
    """Landing pages of one kind, under a title."""

    title: str
    pages: list[Counted]


@blueprint.get("/jobs/<string:slug>")
def landing(slug: str) -> str | Response:
    """Show a landing page, or lead to the search while there is no such job."""
    now = clock.now()
    shown = pages.page_at(slug)
    if shown is None:
        abort(404)
    if shown.slug != slug:
        # The town as somebody else writes it.
        return redirect(url_for("public.landing", slug=shown.slug), 301)
    counted = counts(now)
    found = engine().search(shown.criteria, now, per_page=LARGEST_PAGE)
    if not found.total or not _has_own(shown, counted):
        return redirect(search_url(shown.criteria), 302)
    rows = result_rows(found.ids[:PAGE_SIZE], now)
    return render_template(
        "public/landing.html",
        landing=shown,
        counts=count_sentence(shown, found),
        pay=pay_sentence(found),
        facts=fact_rows(shown, found),
        total=found.total,
        rows=as_list(rows, query=urlencode(came_from(shown.slug))),
        shown=len(rows),
        jobs_url=search_url(shown.criteria),
        alert_url=alert_url(shown.criteria),
        neighbours=_neighbours(shown, counted),
        canonical=_canonical(shown.slug),
    )


@blueprint.get("/jobs/browse")
def browse() -> str:
    """List the landing pages there are, by kind and role."""
    counted = counts(clock.now())
    sections = [
        (term.label, term.help, [group for group in _all_of(term.slug, counted) if group.pages])
        for term in vocabulary.terms("role-family")
    ]
    return render_template(
        "public/browse.html",
        sections=[section for section in sections if section[-1]],
        canonical=f"{settings.current().base_url}{url_for('public.browse')}",
    )


def _canonical(slug: str) -> str:
    return f"{settings.current().base_url}{url_for('public.landing', slug=slug)}"


def _has_own(shown: Landing, counted: Counts) -> bool:
    """Say whether a page of a place has work there, and not only remote work."""
    if not shown.is_place:
        return True
    there = counted.of_places(shown.kind, shown.role)
    return any(page.landing.slug == shown.slug for page in there)


def _neighbours(shown: Landing, counted: Counts) -> list[Group]:
    """Return pages of the same kind for this role, and the same one for other roles."""
    if shown.is_place:
        near = counted.of_places(shown.kind, shown.role)
    else:
        near = _of_facet(shown.kind, shown.role, counted)
    others = [page for page in near if page.landing.slug != shown.slug][:MOST_NEIGHBOURS]
    label = vocabulary.label("role-family", shown.role)
    groups = [Group(f"{label} jobs {GROUPS[shown.kind].lower()}", others)]
    if not shown.is_place:
        groups.append(Group("The same in other roles", _other_roles(shown, counted)))
    return [group for group in groups if group.pages]


def _other_roles(shown: Landing, counted: Counts) -> list[Counted]:
    jobs = counted.facets(shown.criteria.without(ROLE)).get(ROLE, {})
    others = [
        Counted(page, jobs[role])
        for role in jobs
        if role != shown.role
        and jobs[role]
        and (page := pages.of_value(role, shown.kind, shown.value))
    ]
    return sorted(others, key=lambda page: -page.jobs)


def _all_of(role: str, counted: Counts) -> list[Group]:
    return [
        *(Group(GROUPS[kind], _of_facet(kind, role, counted)) for kind in FACETS),
        *(Group(GROUPS[kind], counted.of_places(kind, role)[:MOST_TOWNS]) for kind in pages.PLACES),
    ]


def _of_facet(kind: str, role: str, counted: Counts) -> list[Counted]:
    """Return the pages of a role for the values of a facet that have jobs."""
    facets = counted.facets(SearchCriteria(role_family=(role,)))
    return [
        Counted(page, count)
        for value, count in facets.get(kind, {}).items()
        if count and (page := pages.of_value(role, kind, value))
    ]
