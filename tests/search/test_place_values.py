"""Places asked all at once give what the rule says of each."""

from __future__ import annotations

import json
import random
from dataclasses import astuple

import pytest

from jobboard.domain import gazetteer
from jobboard.domain.eligibility import RADII, ListingPlace, asked
from jobboard.domain.workplace import located
from jobboard.search import values
from jobboard.search.columns import KeyList, place_of

PLACES = 1_500
WANTED = (
    "Austin", "springfield", "New York", "NYC", "10001", "100", "Texas", "USA", "Smallville",
    "Smallville, TX", "Austin, NY", "London", "SW1A", "Ontario", "Toronto, ON", "portland", "?",
    "Anchorage", "Honolulu", "Kansas City",
)  # fmt: skip
NAMES = (
    ("Austin", "US-TX", "US"), ("Round Rock", "", "US"), ("Smallville", "US-TX", "US"),
    ("Smallville", "", ""), ("London", "", "GB"), ("Toronto", "", "CA"), ("", "", ""),
    ("Springfield", "", "US"), ("Newark", "US-NJ", "US"), ("Kansas City", "US-KS", "US"),
    ("Toronto", "CA-ON", "CA"), ("Anchorage", "US-AK", "US"),
)  # fmt: skip
ZIPS = ("78701", "10001", "07102", "SW1A 1AA", "99999", "62701", "96813", "")


def random_place(chance: random.Random) -> ListingPlace:
    town, region, country = chance.choice(NAMES)
    postcode = chance.choice(ZIPS)
    point, region = located(town, region, country, postcode)
    if chance.random() < 0.3:
        around = gazetteer.towns_named(chance.choice(("Austin", "Springfield")))[0].point
        point = around._replace(latitude=around.latitude + chance.uniform(-3, 3))
    return ListingPlace(
        chance.choice(("on-site", "hybrid", "remote", "")),
        town,
        region,
        country,
        postcode,
        chance.choice(((), ("US",), ("GB", "CA"))),
        chance.choice(((), ("US-TX",), ("US-NY", "US-OR"))),
        point.latitude if point else None,
        point.longitude if point else None,
    )


@pytest.fixture(scope="module")
def keys() -> KeyList:
    chance = random.Random(PLACES)
    found = KeyList()
    for _ in range(PLACES):
        found.code(json.dumps(astuple(random_place(chance))))
    return found


@pytest.mark.parametrize("wanted", WANTED)
def test_all_at_once_is_as_one_by_one(keys: KeyList, wanted: str) -> None:
    for within in (None, *RADII):
        for unit in ("mi", "km"):
            query = asked(wanted, within, unit)
            # Asked of a few first, as an index that grows is.
            for count in (len(keys) // 2, len(keys)):
                allowed = values.of_places(keys).allowed(keys, count, query)
                assert allowed.tolist() == [
                    query.serves(place_of(keys[at])) for at in range(count)
                ], (wanted, within, unit)
