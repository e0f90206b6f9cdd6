"""The query parameters as OpenAPI writes them: the criteria's own fields, so never others."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from jobboard.domain import vocabulary
from jobboard.domain.arguments import YES
from jobboard.domain.criteria import FACETS, LONGEST_PLACE, LONGEST_WORDS, SORTS, SearchCriteria
from jobboard.domain.eligibility import RADII
from jobboard.domain.geo import UNITS
from jobboard.search.contract import LARGEST_PAGE, PAGE_SIZE

Parameter = dict[str, Any]
Schema = dict[str, Any]

WORDS_SAID = """What somebody would type: roles, skills, employers, and facts in plain words.
Quotes ask for words in a row, a leading minus leaves words out."""
PLACE_SAID = """A town, state, country or ZIP code. Remote listings that may be done from there
count."""
PLAIN_SAID = """What was understood from the words and shall count as plain words: field/value, as
`understood` names them."""
WITHIN_SAID = "How far from the place, where that is a town or a ZIP code."
PAY_SAID = "The least pay, for each pay_period. Listings without stated pay are left out."
CHECKED_SAID = "Only listings of employers that we have checked."

# Parameters that are no terms of the vocabulary: name → description and schema.
_SINGLE: dict[str, tuple[str, Schema]] = {
    "words": (WORDS_SAID, {"type": "string", "maxLength": LONGEST_WORDS}),
    "plain": (PLAIN_SAID, {"type": "array", "items": {"type": "string"}}),
    "place": (PLACE_SAID, {"type": "string", "maxLength": LONGEST_PLACE}),
    "within": (WITHIN_SAID, {"type": "integer", "enum": list(RADII)}),
    "unit": ("The unit of within.", {"type": "string", "enum": list(UNITS)}),
    "pay_min": (PAY_SAID, {"type": "string", "pattern": r"^[0-9]{1,8}(\.[0-9]{1,2})?$"}),
    "pay_currency": ("The currency of pay_min (ISO 4217).", {"type": "string"}),
    "checked_only": (CHECKED_SAID, {"type": "string", "enum": [YES]}),
    "sort": ("The order.", {"type": "string", "enum": list(SORTS)}),
}
# Parameters that take one term: name → description and group.
_TERMS = {
    "pay_period": ("The period that pay_min is for.", "pay-period"),
    "posted_within": ("Published in the last so many days.", "posted-within"),
}
_PAGES: dict[str, tuple[str, Schema]] = {
    "page": ("A page that is not there is page 1.", {"type": "integer", "minimum": 1}),
    "per_page": (
        f"Listings a page; {PAGE_SIZE} if not said.",
        {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE},
    ),
}


def parameters() -> list[Parameter]:
    """Return every parameter of a search, in the order of the criteria's fields."""
    groups = {facet.name: facet.group for facet in FACETS}
    found = []
    for field in fields(SearchCriteria):
        if field.name in groups:
            found.append(_facet(field.name, groups[field.name]))
        elif field.name in _TERMS:
            found.append(_one_term(field.name, *_TERMS[field.name]))
        else:
            found.append(_parameter(field.name, *_SINGLE[field.name]))
    return found + [_parameter(name, *said) for name, said in _PAGES.items()]


def _facet(name: str, group: str) -> Parameter:
    slugs = [term.slug for term in vocabulary.terms(group)]
    schema = {"type": "array", "items": {"type": "string", "enum": slugs}}
    several = {"style": "form", "explode": True}
    return _parameter(name, "Any of these values; repeat the name for several.", schema) | several


def _one_term(name: str, description: str, group: str) -> Parameter:
    slugs = [term.slug for term in vocabulary.terms(group)]
    return _parameter(name, description, {"type": "string", "enum": slugs})


def _parameter(name: str, description: str, schema: Schema) -> Parameter:
    return {"in": "query", "name": name, "description": description, "schema": schema}
