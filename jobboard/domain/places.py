"""Reading a typed place: as a town, a state or province, a country or a postcode.

"New York" is a state and a town, "springfield" several towns, "10001" a ZIP code. Every
reading is an ``Area``; which listings lie in it is the rule of ``domain.eligibility``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jobboard.domain import gazetteer, place_text, regions
from jobboard.domain.gazetteer import ZIP_DIGITS, Town
from jobboard.domain.geo import Point
from jobboard.domain.regions import HOME_COUNTRY
from jobboard.domain.vocabulary import fold

# A town whose state is not known lies in some region, so in none that a listing names.
SOMEWHERE = "somewhere"

MOST_BEARERS = 8
# A name means its largest bearer and those at least a tenth as large. A town of the home
# country counts ten times, since Paris, Texas may well be meant here.
_SHARE = 10
_HOME_WEIGHT = 10
# "Washington" and "New York" are towns too; Indiana, Pennsylvania is not what people mean.
_NAMESAKE_PEOPLE = 500_000
# One town of a name is meant without its state if it is this many times the next.
_DOMINANT = 3
_STATE = " state"
_PARSED_KEPT = 2_048


@dataclass(frozen=True, slots=True)
class Area:
    """One reading of a typed place. Empty parts are not asked for.

    ``town`` and ``postcode`` are folded text, ``center`` is known for towns and ZIP codes of
    the gazetteer. ``homes`` are the (region, country) pairs, region perhaps "", in which
    somebody who lives there lives. ``label`` is the place as pages name it.
    """

    town: str = ""
    postcode: str = ""
    region: str = ""
    country: str = ""
    homes: tuple[tuple[str, str], ...] = ()
    center: Point | None = None
    label: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it is more than a name that nobody knows."""
        return self.center is not None or not self.town


@lru_cache(maxsize=_PARSED_KEPT)
def readings(wanted: str) -> tuple[Area, ...]:
    """Every reading of a typed place, larger towns first; none of text without a letter.

    What nobody knows is one reading with the name alone. Places joined by "or" all count.
    """
    either = place_text.either(wanted[: place_text.LONGEST])
    found = list(dict.fromkeys(area for one in either for area in _readings(one)))
    return tuple(area for area in found if area.is_known) or tuple(found[:1])


def _readings(wanted: str) -> tuple[Area, ...]:
    parts = [folded for part in wanted.split(",") if (folded := fold(part))]
    if not parts:
        return ()
    parts[0] = place_text.without_lead(parts[0])
    found = list(_qualified(parts[0], parts[1:]) if len(parts) > 1 else _alone(parts[0]))
    if len(parts) > 1 and not found:
        # What follows the comma says nothing we know.
        found = list(_towns(parts[0]))
    known = dict.fromkeys(area for area in found if area.is_known)
    return tuple(known) or (found[0] if found else _unknown(parts[0]),)


def bearers(name: str, region: str = "", country: str = "") -> tuple[Town, ...]:
    """Every town of this name there, the largest first."""
    return tuple(
        town
        for town in gazetteer.towns_named(name)
        if region in ("", town.region) and country in ("", town.country)
    )


def one_meant(name: str, region: str = "", country: str = "") -> Town | None:
    """The town a listing means that gives no more than this; None if it could be several."""
    found = bearers(name, region, country)
    several = len(found) > 1 and found[0].people < _DOMINANT * found[1].people
    return None if several or not found else found[0]


def _alone(text: str) -> Iterator[Area]:
    """Readings of a place without commas, such as "austin", "austin tx" or "78701"."""
    text = place_text.unextended(text)
    if place_text.is_postcode(text):
        yield _post_area(text)
        return
    country = regions.country_named(text)
    codes = regions.regions_named(text)[:1] or _state_said(text)
    if country is not None:
        yield _country_area(country)
    for code in codes:
        yield _region_area(code)
    yield from _towns(text, fewest=_NAMESAKE_PEOPLE if country or _at_home(codes) else 0)
    if not (country or codes):
        words = text.split()
        for cut in range(1, len(words)):
            yield from _qualified(" ".join(words[:cut]), [" ".join(words[cut:])])


def _state_said(text: str) -> tuple[str, ...]:
    """The state of "New York State", which is no town."""
    found = regions.regions_named(text.removesuffix(_STATE))[:1]
    return found if text.endswith(_STATE) and _at_home(found) else ()


def _at_home(codes: Sequence[str]) -> bool:
    return any(regions.country_of(code) == HOME_COUNTRY for code in codes)


def _qualified(first: str, rest: Sequence[str]) -> Iterator[Area]:
    """Readings of "town, state", "town, country" or "town, state, country"."""
    pieces = [piece for part in rest for piece in place_text.pieces(part)]
    postcode = next((part for part in (first, *pieces) if place_text.is_postcode(part)), "")
    if postcode:
        yield _post_area(postcode)
        return
    countries = [code for piece in pieces if (code := regions.country_named(piece))]
    codes = [
        code
        for piece in pieces
        for code in regions.regions_named(piece)
        if not countries or regions.country_of(code) in countries
    ]
    # A state settles the country: "Austin, Texas, USA" is no other Austin.
    yield from [area for code in codes for area in _in_region(first, code)]
    if codes:
        abroad = [code for piece in pieces if (code := regions.country_coded(piece))]
        yield from [area for code in abroad for area in _towns(first, country=code)]
        return
    for country in countries:
        inside = [c for c in regions.regions_named(first) if regions.country_of(c) == country]
        yield from map(_region_area, inside)
        yield from list(_towns(first, country=country)) or [_unknown(first, country=country)]


def _in_region(name: str, region: str) -> list[Area]:
    found = bearers(name, region) or bearers(place_text.without_around(name), region)
    return [_town_area(found[0])] if found else [_unknown(name, region)]


def _towns(name: str, country: str = "", fewest: int = 0) -> Iterator[Area]:
    """The towns that a name without a state may mean."""
    wide = place_text.without_around(name)
    found = bearers(name, country=country) or bearers(wide, country=country)
    most = max(map(_weight, found), default=0)
    meant = [town for town in found if _weight(town) * _SHARE >= most and town.people >= fewest]
    return map(_town_area, meant[:MOST_BEARERS])


def _weight(town: Town) -> int:
    return town.people * (_HOME_WEIGHT if town.country == HOME_COUNTRY else 1)


def _town_area(town: Town) -> Area:
    return Area(
        town=gazetteer.key_of(town.name),
        region=town.region,
        country=town.country,
        homes=((town.region, town.country),),
        center=town.point,
        label=label_of(town),
    )


def label_of(town: Town) -> str:
    """A town as pages name it; typing that means this town."""
    return regions.place_label(town.name, town.region, town.country)


def _unknown(name: str, region: str = "", country: str = "") -> Area:
    """A town nobody knows; it lies in the home country unless another is named."""
    country = country or regions.country_of(region)
    home = (region or SOMEWHERE, country or HOME_COUNTRY)
    return Area(town=gazetteer.key_of(name), region=region, country=country, homes=(home,))


def _region_area(region: str) -> Area:
    country = regions.country_of(region)
    label = regions.region_label(region)
    return Area(region=region, country=country, homes=((region, country),), label=label)


def _country_area(country: str) -> Area:
    label = regions.country_label(country)
    return Area(country=country, homes=(("", country),), label=label)


def _post_area(text: str) -> Area:
    """A postcode; only US ones tell where people live, others fit listings without limits."""
    region = gazetteer.state_of_zip(text) if place_text.is_zip(text) else None
    homes = ((region, HOME_COUNTRY),) if region else (("", ""),)
    known = gazetteer.zip_code(text) if len(text) == ZIP_DIGITS else None
    if known is None:
        return Area(postcode=text, homes=homes, label=text.upper())
    label = f"{text} ({regions.place_label(known.town, known.region, HOME_COUNTRY)})"
    return Area(postcode=text, homes=homes, center=known.point, label=label)
