"""States, provinces and countries by name and abbreviation, for reading and naming places.

States of the US and countries come from the vocabulary, since listings choose among them;
provinces elsewhere are known here so that people can type them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from jobboard.domain import vocabulary

HOME_COUNTRY = "US"
"""The country meant by a town that names none and is not well known."""

_COUNTRY_LETTERS = 2

# ISO 3166-2 codes and names. Their letters after the hyphen are what people abbreviate to.
_PROVINCES = {
    "CA-AB": "Alberta", "CA-BC": "British Columbia", "CA-MB": "Manitoba",
    "CA-NB": "New Brunswick", "CA-NL": "Newfoundland and Labrador", "CA-NS": "Nova Scotia",
    "CA-NT": "Northwest Territories", "CA-NU": "Nunavut", "CA-ON": "Ontario",
    "CA-PE": "Prince Edward Island", "CA-QC": "Quebec", "CA-SK": "Saskatchewan",
    "CA-YT": "Yukon",
    "AU-ACT": "Australian Capital Territory", "AU-NSW": "New South Wales",
    "AU-NT": "Northern Territory", "AU-QLD": "Queensland", "AU-SA": "South Australia",
    "AU-TAS": "Tasmania", "AU-VIC": "Victoria", "AU-WA": "Western Australia",
    "GB-ENG": "England", "GB-SCT": "Scotland", "GB-WLS": "Wales", "GB-NIR": "Northern Ireland",
}  # fmt: skip


def country_of(region: str) -> str:
    """The country of an ISO 3166-2 code."""
    return region[:_COUNTRY_LETTERS]


def regions_named(text: str) -> tuple[str, ...]:
    """The regions that folded text names or abbreviates, those of the home country first."""
    return _regions().get(text, ())


def is_region_name(text: str) -> bool:
    """Whether folded text is a region's whole name, no abbreviation."""
    return any(vocabulary.fold(region_label(code)) == text for code in regions_named(text))


def country_named(text: str) -> str | None:
    """The country that folded text names."""
    found = vocabulary.aliases("country").get(text)
    return found.slug if found is not None else None


def country_coded(text: str) -> str | None:
    """The country of a two-letter code in any case; only safe where nothing else is meant."""
    return vocabulary.resolve("country", text.upper())


def region_label(region: str) -> str:
    """What a page calls a region; its code if it has no name here."""
    if vocabulary.resolve("us-state", region):
        return vocabulary.label("us-state", region)
    return _PROVINCES.get(region, region)


def country_label(country: str) -> str:
    """What a page calls a country; its code if the vocabulary has no name for it."""
    return (
        vocabulary.label("country", country) if vocabulary.resolve("country", country) else country
    )


def place_label(name: str, region: str, country: str) -> str:
    """A town as pages name it: "Austin, Texas", "Toronto, Ontario, Canada"."""
    parts = [name, region_label(region)] if region else [name]
    if country != HOME_COUNTRY:
        parts.append(country_label(country))
    return ", ".join(parts)


@cache
def _regions() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    states = [(text, term.slug) for text, term in vocabulary.aliases("us-state").items()]
    states += [(term.extra["abbr"].casefold(), term.slug) for term in vocabulary.terms("us-state")]
    provinces = [(vocabulary.fold(name), code) for code, name in _PROVINCES.items()]
    provinces += [(code.partition("-")[2].casefold(), code) for code in _PROVINCES]
    for text, code in (*states, *provinces):
        found[text] = tuple(dict.fromkeys((*found.get(text, ()), code)))
    return MappingProxyType(found)
