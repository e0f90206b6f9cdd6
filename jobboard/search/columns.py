"""Columns: one array per fact over all documents, which filters, counts and orders read.

Values that repeat (slugs, currency, place) are numbered: a column of codes into one list
of distinct values per kind. A rule about a value is then asked once per distinct value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobboard.domain.criteria import FACETS
from jobboard.domain.eligibility import ListingPlace
from jobboard.domain.fit import Need, Offer
from jobboard.search.analysis import FIELDS
from jobboard.search.documents import ListingDocument
from jobboard.search.suggestions import COMPANY, TITLE, names_of
from jobboard.search.whoosh_schema import Row

Array = NDArray[Any]

PLACE = "place"
CURRENCY = "currency"
NEEDS = "offer_needs"
WEEK = "offer_week"
HOME_OFFICE = "offer_home_office"
_FACETS = tuple(facet.name for facet in FACETS)
KEYS = (*_FACETS, CURRENCY, PLACE, TITLE, COMPANY, NEEDS, WEEK, HOME_OFFICE)

NUMBERS = {
    "id": np.int64,
    "live": np.bool_,
    "checked": np.bool_,
    "published": np.int64,
    "visible_from": np.int64,
    "visible_until": np.int64,
    "pay_cents": np.int64,
    "pay_high": np.int64,
}
VERSION_TYPE = "S"
_SLUGS_APART = " "
_NEEDS_APART, _WITHIN_NEED = ";", "|"
_DAYS_APART = "/"
_SLUGS_KEPT = 4_096
_PLACES_KEPT = 16_384

_PLACE_FIELDS = [field.name for field in fields(ListingPlace)]


class KeyList:
    """Distinct values in the order they were first seen; a value's code never changes."""

    def __init__(self) -> None:
        self._values: list[str] = []
        self._codes: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, code: int) -> str:
        return self._values[code]

    def find(self, value: str) -> int:
        """The code of a value, -1 if there is none."""
        return self._codes.get(value, -1)

    def code(self, value: str) -> int:
        """The code of a value, a new one if it is new."""
        found = self._codes.get(value)
        if found is None:
            found = self._codes[value] = len(self._values)
            self._values.append(value)
        return found


Keys = Mapping[str, KeyList]


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a run of documents, in the order of their numbers."""

    numbers: Mapping[str, Array]
    """By the names of ``Row``: id, live, checked, published, …"""

    versions: Array
    lengths: Array
    """Words per field: one row a field, one column a document."""

    codes: Mapping[str, Array]
    """By the names of ``KEYS``."""

    def __len__(self) -> int:
        return len(self.versions)


def new_keys() -> Keys:
    """Empty lists of values for every coded column."""
    return {name: KeyList() for name in KEYS}


def keys_of(document: ListingDocument) -> tuple[str, ...]:
    """A document's coded values as text, in the order of KEYS."""
    facets = [_SLUGS_APART.join(slugs) for slugs in document.facets]
    names = names_of(document)
    place = json.dumps(astuple(document.place))
    offer = _offer_keys(document.offer)
    return (*facets, document.currency, place, names[TITLE], names[COMPANY], *offer)


def _offer_keys(offer: Offer) -> tuple[str, str, str]:
    needs = _NEEDS_APART.join(_WITHIN_NEED.join(need) for need in offer.needs)
    week = _DAYS_APART.join(_SLUGS_APART.join(part) for part in (offer.days, offer.shift_bands))
    return needs, week, _SLUGS_APART.join(offer.home_office)


def needs_of(key: str) -> tuple[Need, ...]:
    """The must-haves behind a value of the column NEEDS."""
    return tuple(need_of(text) for text in need_texts(key))


def need_texts(key: str) -> list[str]:
    """The must-haves behind a value of the column NEEDS, each as text for ``need_of``."""
    return key.split(_NEEDS_APART) if key else []


def need_of(text: str) -> Need:
    """The must-have behind its text."""
    return Need(*text.split(_WITHIN_NEED))


def week_of(key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The days and the shift bands behind a value of the column WEEK."""
    days, bands = key.split(_DAYS_APART)
    return slugs_of(days), slugs_of(bands)


@lru_cache(maxsize=_SLUGS_KEPT)
def slugs_of(key: str) -> tuple[str, ...]:
    """The slugs behind a facet's value."""
    return tuple(key.split(_SLUGS_APART)) if key else ()


@lru_cache(maxsize=_PLACES_KEPT)
def place_of(key: str) -> ListingPlace:
    """The place behind a value of the column PLACE."""
    values = [tuple(part) if isinstance(part, list) else part for part in json.loads(key)]
    by_name: dict[str, Any] = dict(zip(_PLACE_FIELDS, values, strict=True))
    return ListingPlace(**by_name)


def of_rows(rows: Iterable[Row], keys: Keys) -> Columns:
    """Columns of stored rows."""
    held = list(rows)
    return Columns(
        numbers={
            name: np.array([getattr(row, name) for row in held], kind)
            for name, kind in NUMBERS.items()
        },
        versions=np.array([row.version for row in held], VERSION_TYPE),
        lengths=np.array([row.lengths for row in held], np.int32).reshape(-1, len(FIELDS)).T,
        codes={
            name: np.array([keys[name].code(row.keys[at]) for row in held], np.int32)
            for at, name in enumerate(KEYS)
        },
    )
