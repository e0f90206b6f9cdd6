"""Addresses of searches: one for each search, and what of it a listing's address keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import starmap
from typing import Any
from urllib.parse import urlencode

from flask import current_app, request

from jobboard.domain.criteria import SearchCriteria

JOBS = "/jobs"
NEW_ALERT = "/alerts/new"
_ALERT_VIEW = "public.alert_new"
_PAIRS_KEPT = 4_096


def search_url(criteria: SearchCriteria, page: int = 1) -> str:
    """Return the one address of a search."""
    return _address(JOBS, search_query(criteria, page))


def page_urls(criteria: SearchCriteria) -> Callable[[int], str]:
    """Return a function from a page's number to its address."""
    first = search_url(criteria)
    more = f"{first}{'&' if '?' in first else '?'}page="
    return lambda number: f"{more}{number}" if number > 1 else first


def search_query(criteria: SearchCriteria, page: int = 1) -> str:
    """Return what stands after the question mark in the address of a search."""
    pairs = criteria.to_args()
    return "&".join(starmap(_pair, [*pairs, ("page", str(page))] if page > 1 else pairs))


@lru_cache(maxsize=_PAIRS_KEPT)
def _pair(name: str, value: str) -> str:
    """Return one argument of an address. A page has dozens of addresses of few arguments."""
    return urlencode([(name, value)])


def search_arguments(criteria: SearchCriteria, page: int = 1) -> dict[str, Any]:
    """Return what the address of a search, or of a listing found by it, says of the search."""
    grouped: dict[str, Any] = {}
    for name, value in criteria.to_args():
        grouped.setdefault(name, []).append(value)
    if page > 1:
        grouped["page"] = page
    return grouped


def alert_url(criteria: SearchCriteria) -> str | None:
    """Return where one asks to be told of new answers; None on a board without alerts."""
    if _ALERT_VIEW not in current_app.view_functions:
        return None
    return _address(NEW_ALERT, search_query(criteria))


def _address(path: str, query: str) -> str:
    # Not url_for: a page has dozens of these, and it takes longer than all the filters.
    path = request.script_root + path
    return f"{path}?{query}" if query else path
