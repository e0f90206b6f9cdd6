"""Filters as masks over all documents, and the counts beside their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobboard.domain import vocabulary
from jobboard.domain.arguments import YES
from jobboard.domain.criteria import FACETS, Facet, SearchCriteria
from jobboard.domain.eligibility import PlaceQuery
from jobboard.search import values
from jobboard.search.columns import CURRENCY, PLACE, Array
from jobboard.search.contract import FacetCounts
from jobboard.search.documents import DAY, yearly_cents
from jobboard.search.snapshot import Mask, Snapshot

Numbers = NDArray[np.int64]

POSTED = "posted_within"
CHECKED = "checked_only"
PAY = "pay_min"


def filters(snapshot: Snapshot, criteria: SearchCriteria, moment: int) -> dict[str, Mask]:
    """What each filter in use lets through, by the criteria's field name."""
    masks = {
        facet.name: _having(snapshot, facet, frozenset(getattr(criteria, facet.name)))
        for facet in FACETS
        if getattr(criteria, facet.name)
    }
    if criteria.place:
        masks[PLACE] = _served(snapshot, criteria.where)
    if criteria.pay_min is not None:
        floor = yearly_cents(criteria.pay_min, criteria.pay_period)
        paid = snapshot.columns.numbers["pay_cents"] >= floor
        masks[PAY] = paid & in_currency(snapshot, criteria.pay_currency)
    if criteria.posted_within is not None:
        masks[POSTED] = _since(
            snapshot.columns.numbers["published"], criteria.posted_within, moment
        )
    if criteria.checked_only:
        masks[CHECKED] = snapshot.columns.numbers["checked"]
    return masks


def in_currency(snapshot: Snapshot, currency: str) -> Mask:
    """The documents whose pay is in a currency."""
    code = snapshot.keys[CURRENCY].find(currency)
    mask: Mask = snapshot.columns.codes[CURRENCY] == code
    return mask


class _Counted(NamedTuple):
    """Documents to count, or where these are most of all, the others to take away."""

    numbers: Numbers
    others: bool


def counts(snapshot: Snapshot, kept: Callable[[str], Numbers], moment: int) -> FacetCounts:
    """How many documents each value of each filter would give.

    ``kept`` gives the documents that all filters but the named one let through.
    """
    found: dict[str, Mapping[str, int]] = {}
    counted: dict[int, _Counted] = {}
    for facet in FACETS:
        numbers = kept(facet.name)
        if id(numbers) not in counted:
            counted[id(numbers)] = _counted(snapshot, numbers)
        found[facet.name] = _facet_counts(snapshot, facet, counted[id(numbers)])
    published = snapshot.columns.numbers["published"][kept(POSTED)]
    found[POSTED] = {
        term.slug: int(np.count_nonzero(_since(published, int(term.slug), moment)))
        for term in vocabulary.terms("posted-within")
    }
    checked = snapshot.columns.numbers["checked"][kept(CHECKED)]
    found[CHECKED] = {YES: int(np.count_nonzero(checked))}
    return found


def _counted(snapshot: Snapshot, numbers: Numbers) -> _Counted:
    if len(numbers) * 2 < len(snapshot):
        return _Counted(numbers, others=False)
    others = np.ones(len(snapshot), np.bool_)
    others[numbers] = False
    return _Counted(np.flatnonzero(others), others=True)


def _facet_counts(snapshot: Snapshot, facet: Facet, counted: _Counted) -> Mapping[str, int]:
    """Documents are counted by distinct combination of slugs, and those by slug."""
    keys, totals = snapshot.keys[facet.name], snapshot.totals(facet.name)
    codes = snapshot.columns.codes[facet.name][counted.numbers]
    listings = np.bincount(codes, minlength=len(totals))
    if counted.others:
        listings = totals - listings
    return values.of_facet(facet, keys).counted(keys, listings)


def _having(snapshot: Snapshot, facet: Facet, wanted: frozenset[str]) -> Mask:
    """The documents that have one of the slugs at least."""
    keys, codes = snapshot.keys[facet.name], snapshot.columns.codes[facet.name]
    allowed = values.of_facet(facet, keys).allowed(keys, snapshot.used(facet.name), wanted)
    mask: Mask = allowed[codes]
    return mask


def _served(snapshot: Snapshot, query: PlaceQuery) -> Mask:
    """The documents for somebody in a place."""
    keys, codes = snapshot.keys[PLACE], snapshot.columns.codes[PLACE]
    mask: Mask = values.of_places(keys).allowed(keys, snapshot.used(PLACE), query)[codes]
    return mask


def _since(published: Array, days: int, moment: int) -> Mask:
    recent: Mask = published >= moment - days * DAY
    return recent
