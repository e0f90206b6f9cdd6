"""Country and state from however a posting writes its place; towns stay text."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from jobboard.domain import vocabulary

UNITED_STATES = "US"
_SUBDIVISION = re.compile(r"[A-Z0-9]{1,3}")
_CODE = re.compile(r"[A-Z]{2}")


class Place(NamedTuple):
    """ISO 3166-1 country, ISO 3166-2 region and the town as written; "" when not stated."""

    country: str = ""
    region: str = ""
    town: str = ""
    street: str = ""
    postcode: str = ""


def place(posting: Mapping[str, Any]) -> Place:
    """The first place of ``jobLocation``, a PostalAddress or text such as "US, TX, Austin"."""
    said = posting.get("jobLocation")
    first = said[0] if isinstance(said, list) and said else said
    if isinstance(first, str):
        return place_in(first)
    if not isinstance(first, Mapping):
        return Place()
    address = first.get("address", first)
    if isinstance(address, str):
        return place_in(address)
    return _of_address(address) if isinstance(address, Mapping) else Place()


def place_in(text: str) -> Place:
    """A place written in one line, largest part first or last."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and not country_code(parts[0]) and country_code(parts[-1]):
        parts.reverse()
    country = country_code(parts[0]) if parts else ""
    rest = parts[1:] if country else parts
    if not country and len(rest) > 1 and region_code(UNITED_STATES, rest[-1]):
        country, rest = UNITED_STATES, rest[::-1]
    region = region_code(country, rest[0]) if rest and country else ""
    towns = rest[1:] if region else rest
    return Place(country, region, towns[0] if towns else "")


def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 code for a code or a name, or ""."""
    code = text.strip().upper()
    if _CODE.fullmatch(code) and vocabulary.resolve("country", code):
        return code
    term = vocabulary.aliases("country").get(vocabulary.fold(text))
    return term.slug if term else ""


def region_code(country: str, text: str) -> str:
    """ISO 3166-2 code: US states by name or abbreviation, elsewhere only codes as given."""
    said = text.strip()
    if country == UNITED_STATES:
        term = vocabulary.aliases("us-state").get(vocabulary.fold(said))
        return term.slug if term else _states().get(said.upper().removeprefix("US-"), "")
    code = said.upper().removeprefix(f"{country}-")
    return f"{country}-{code}" if said.isupper() and _SUBDIVISION.fullmatch(code) else ""


def _of_address(address: Mapping[str, Any]) -> Place:
    country = country_code(_text(address, "addressCountry"))
    region = _text(address, "addressRegion")
    return Place(
        country=country,
        region=region_code(country or UNITED_STATES, region) if region else "",
        town=_text(address, "addressLocality"),
        street=_text(address, "streetAddress"),
        postcode=_text(address, "postalCode"),
    )


def _text(address: Mapping[str, Any], name: str) -> str:
    """A text part; a country may stand as {"@type": "Country", "name": "US"}."""
    value = address.get(name)
    if isinstance(value, Mapping):
        value = value.get("name")
    return value.strip() if isinstance(value, str) else ""


@cache
def _states() -> Mapping[str, str]:
    return {term.extra["abbr"]: term.slug for term in vocabulary.terms("us-state")}
