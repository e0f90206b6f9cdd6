"""Which state or country a postcode or a well-known town lies in.

Only what a place typed without its state needs: US ZIP prefixes (the first three
digits, as the US Postal Service assigns them) and towns large enough that people
leave the state out. A name with several bearers lists all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from jobboard.domain.vocabulary import fold

ZIP_AREA_DIGITS = 3
ZIP_DIGITS = 5

# State: ranges of three-digit ZIP prefixes.
_ZIP_AREAS = {
    "AL": "350-369", "AK": "995-999", "AZ": "850-865", "AR": "716-729", "CA": "900-961",
    "CO": "800-816", "CT": "060-069", "DC": "200-200 202-205", "DE": "197-199",
    "FL": "320-349", "GA": "300-319 398-399", "HI": "967-968", "ID": "832-838",
    "IL": "600-629", "IN": "460-479", "IA": "500-528", "KS": "660-679", "KY": "400-427",
    "LA": "700-714", "ME": "039-049", "MD": "206-219", "MA": "010-027 055-055",
    "MI": "480-499", "MN": "550-567", "MS": "386-397", "MO": "630-658", "MT": "590-599",
    "NE": "680-693", "NV": "889-898", "NH": "030-038", "NJ": "070-089", "NM": "870-884",
    "NY": "005-005 100-149", "NC": "270-289", "ND": "580-588", "OH": "430-459",
    "OK": "730-749", "OR": "970-979", "PA": "150-196", "RI": "028-029", "SC": "290-299",
    "SD": "570-577", "TN": "370-385", "TX": "733-733 750-799 885-885", "UT": "840-847",
    "VT": "050-054 056-059", "VA": "201-201 220-246", "WA": "980-994", "WV": "247-268",
    "WI": "530-549", "WY": "820-831",
}  # fmt: skip

# State: its towns of more than about 200,000 people, and capitals people name alone.
_US_TOWNS = {
    "AL": "Birmingham, Huntsville, Montgomery, Mobile",
    "AK": "Anchorage",
    "AZ": "Phoenix, Tucson, Mesa, Chandler, Scottsdale, Gilbert, Tempe, Glendale",
    "AR": "Little Rock",
    "CA": "Los Angeles, San Diego, San Jose, San Francisco, Fresno, Sacramento, Long Beach, "
    "Oakland, Bakersfield, Anaheim, Santa Ana, Riverside, Irvine, Stockton, Glendale",
    "CO": "Denver, Colorado Springs, Aurora, Boulder, Fort Collins",
    "CT": "Hartford, Stamford, New Haven, Bridgeport",
    "DC": "Washington, Washington DC",
    "DE": "Wilmington, Dover",
    "FL": "Jacksonville, Miami, Tampa, Orlando, St Petersburg, Tallahassee, Fort Lauderdale, "
    "Hialeah, Cape Coral, Port St Lucie",
    "GA": "Atlanta, Savannah, Augusta, Columbus",
    "HI": "Honolulu",
    "ID": "Boise",
    "IL": "Chicago, Aurora, Springfield, Naperville",
    "IN": "Indianapolis, Fort Wayne",
    "IA": "Des Moines, Cedar Rapids",
    "KS": "Wichita, Overland Park, Kansas City, Topeka",
    "KY": "Louisville, Lexington",
    "LA": "New Orleans, Baton Rouge, Shreveport",
    "ME": "Portland",
    "MD": "Baltimore, Columbia",
    "MA": "Boston, Worcester, Springfield, Cambridge",
    "MI": "Detroit, Grand Rapids, Lansing, Ann Arbor",
    "MN": "Minneapolis, St Paul",
    "MS": "Jackson",
    "MO": "Kansas City, St Louis, Springfield",
    "MT": "Billings",
    "NE": "Omaha, Lincoln",
    "NV": "Las Vegas, Henderson, Reno, North Las Vegas",
    "NH": "Manchester",
    "NJ": "Newark, Jersey City, Trenton",
    "NM": "Albuquerque, Santa Fe",
    "NY": "New York, New York City, NYC, Brooklyn, Queens, Bronx, Manhattan, Staten Island, "
    "Buffalo, Rochester, Yonkers, Albany, Syracuse",
    "NC": "Charlotte, Raleigh, Greensboro, Durham, Winston Salem, Fayetteville",
    "ND": "Fargo",
    "OH": "Columbus, Cleveland, Cincinnati, Toledo, Akron, Dayton",
    "OK": "Oklahoma City, Tulsa",
    "OR": "Portland, Salem, Eugene",
    "PA": "Philadelphia, Pittsburgh, Allentown",
    "RI": "Providence",
    "SC": "Columbia, Charleston, Greenville",
    "SD": "Sioux Falls",
    "TN": "Nashville, Memphis, Knoxville, Chattanooga",
    "TX": "Houston, San Antonio, Dallas, Austin, Fort Worth, El Paso, Arlington, Plano, "
    "Corpus Christi, Lubbock, Laredo, Irving, Garland, Frisco, McKinney",
    "UT": "Salt Lake City, Provo",
    "VT": "Burlington",
    "VA": "Virginia Beach, Chesapeake, Norfolk, Richmond, Arlington",
    "WA": "Seattle, Spokane, Tacoma, Vancouver, Bellevue",
    "WV": "Charleston",
    "WI": "Milwaukee, Madison",
    "WY": "Cheyenne",
}

# Country: towns that people name without it.
_WORLD_TOWNS = {
    "AU": "Sydney, Melbourne, Brisbane, Perth, Adelaide",
    "CA": "Toronto, Montreal, Vancouver, Calgary, Ottawa, Edmonton, Winnipeg",
    "DE": "Berlin, Hamburg, Munich, Cologne, Frankfurt",
    "ES": "Madrid, Barcelona, Valencia",
    "FR": "Paris, Lyon, Marseille",
    "GB": "London, Birmingham, Manchester, Leeds, Glasgow, Edinburgh, Liverpool, Bristol, "
    "Cardiff, Belfast, Sheffield, Newcastle",
    "GR": "Athens, Thessaloniki",
    "IE": "Dublin, Cork, Galway",
    "IN": "Bangalore, Bengaluru, Mumbai, Delhi, New Delhi, Hyderabad, Chennai, Pune, Kolkata",
    "MX": "Mexico City, Guadalajara, Monterrey",
    "NL": "Amsterdam, Rotterdam, Utrecht",
    "NZ": "Auckland, Wellington, Christchurch",
    "PH": "Manila, Cebu, Quezon City, Davao",
    "PL": "Warsaw, Krakow, Wroclaw",
    "PT": "Lisbon, Porto",
    "SG": "Singapore",
    "ZA": "Johannesburg, Cape Town, Durban",
}


def state_of_zip(digits: str) -> str | None:
    """ISO 3166-2 code of the US state for a ZIP code or its first three digits, if known."""
    return _states_by_area().get(digits[:ZIP_AREA_DIGITS])


def bearers_of(town: str) -> tuple[tuple[str, str], ...]:
    """(region, country) of every well-known town of this name; region "" outside the US."""
    return _bearers().get(fold(town), ())


@cache
def _states_by_area() -> Mapping[str, str]:
    areas: dict[str, str] = {}
    for state, ranges in _ZIP_AREAS.items():
        for span in ranges.split():
            first, last = span.split("-")
            for area in range(int(first), int(last) + 1):
                areas[f"{area:0{ZIP_AREA_DIGITS}}"] = f"US-{state}"
    return MappingProxyType(areas)


@cache
def _bearers() -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    where = [(names, (f"US-{state}", "US")) for state, names in _US_TOWNS.items()]
    where += [(names, ("", country)) for country, names in _WORLD_TOWNS.items()]
    for names, place in where:
        for name in names.split(", "):
            found[fold(name)] = (*found.get(fold(name), ()), place)
    return MappingProxyType(found)
