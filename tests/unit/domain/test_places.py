"""How a typed place is read, and what the tables of towns and ZIP codes hold."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobboard.domain import gazetteer, vocabulary
from jobboard.domain.eligibility import asked
from jobboard.domain.geo import distance_km
from jobboard.domain.place_guess import did_you_mean
from jobboard.domain.places import label_of, one_meant, readings
from jobboard.domain.slips import slips_between
from jobboard.domain.workplace import located


def names(wanted: str) -> list[str]:
    return [area.label for area in readings(wanted)]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Austin", "Austin, Texas"),
        ("austin tx", "Austin, Texas"),
        ("Austin, Texas, USA", "Austin, Texas"),
        ("columbus oh", "Columbus, Ohio"),
        ("st. paul", "Saint Paul, Minnesota"),
        ("Saint Paul", "Saint Paul, Minnesota"),
        ("St Louis, MO", "St. Louis, Missouri"),
        ("Ft. Worth", "Fort Worth, Texas"),
        ("NYC", "New York, New York"),
        ("new york city", "New York, New York"),
        ("New York, NY", "New York, New York"),
        ("SF", "San Francisco, California"),
        ("Philly", "Philadelphia, Pennsylvania"),
        ("washington dc", "Washington, District of Columbia"),
        ("Washington, D.C.", "Washington, District of Columbia"),
        ("Brooklyn", "Brooklyn, New York"),
        ("the bronx", "Bronx, New York"),
        ("Winston Salem NC", "Winston-Salem, North Carolina"),
        ("Greater Boston area", "Boston, Massachusetts"),
        ("kansas city ks", "Kansas City, Kansas"),
        ("10001", "10001 (New York, New York)"),
        ("10001-1234", "10001 (New York, New York)"),
        ("Austin, TX 78701", "78701 (Austin, Texas)"),
        ("TX", "Texas"),
        ("texas usa", "Texas"),
        ("DC", "District of Columbia"),
        ("USA", "United States"),
        ("london uk", "London, England, United Kingdom"),
        ("London, GB", "London, England, United Kingdom"),
        ("toronto, on", "Toronto, Ontario, Canada"),
        ("toronto on canada", "Toronto, Ontario, Canada"),
        ("Toronto, CA", "Toronto, Ontario, Canada"),
        ("Ontario, Canada", "Ontario"),
        ("ontario ca", "Ontario, California"),
        ("Perth, WA", "Perth, Western Australia, Australia"),
        ("Berlin, DE", "Berlin, Germany"),
        ("köln", "Köln, Germany"),
        ("Cologne, Germany", "Köln, Germany"),
        ("wroclaw", "Wrocław, Poland"),
        ("san jose costa rica", "San José, Costa Rica"),
        ("georgia", "Georgia"),
        ("New York State", "New York"),
        ("washington state", "Washington"),
        ("sw1a 1aa", "SW1A 1AA"),
    ],
)
def test_a_place_is_read_as_people_mean_it(wanted: str, name: str) -> None:
    assert names(wanted) == [name]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("springfield", ["Springfield, Missouri", "Springfield, Massachusetts"]),
        ("portland", ["Portland, Oregon", "Portland, Maine"]),
        ("new york", ["New York", "New York, New York"]),
        ("washington", ["Washington", "Washington, District of Columbia"]),
        ("kansas city", ["Kansas City, Missouri", "Kansas City, Kansas"]),
        ("LA", ["Louisiana", "Los Angeles, California"]),
    ],
)
def test_a_name_of_several_means_all_the_largest_first(wanted: str, first: list[str]) -> None:
    assert names(wanted)[:2] == first


@pytest.mark.parametrize("wanted", ["new york", "washington", "LA", "springfield", "portland"])
def test_each_of_several_meanings_can_be_said_alone(wanted: str) -> None:
    meanings = asked(wanted).meanings

    assert len(meanings) > 1
    for meaning in meanings:
        assert len(readings(meaning)) == 1, meaning


@pytest.mark.parametrize(
    ("wanted", "towns"),
    [
        ("Dallas or Austin", ["Dallas, Texas", "Austin, Texas"]),
        (
            "Truth or Consequences, NM or Austin",
            ["Truth or Consequences, New Mexico", "Austin, Texas"],
        ),
        ("Austin / Truth or Consequences", ["Austin, Texas", "Truth or Consequences, New Mexico"]),
        ("Dallas/Fort Worth", ["Dallas, Texas", "Fort Worth, Texas"]),
        ("Dallas / Ft. Worth, TX", ["Dallas, Texas", "Fort Worth, Texas"]),
        ("Biel/Bienne", ["Biel/Bienne, Switzerland"]),
        ("Allston/Brighton, Massachusetts", ["Allston/Brighton, Massachusetts"]),
    ],
)
def test_towns_joined_by_or_all_count(wanted: str, towns: list[str]) -> None:
    assert names(wanted) == towns


def test_a_name_of_one_town_that_joins_two_means_both() -> None:
    assert names("Minneapolis/St Paul") == ["Minneapolis, Minnesota", "Saint Paul, Minnesota"]


def test_a_radius_asks_for_the_town_and_not_the_state() -> None:
    assert asked("New York").names == ("New York", "New York, New York")
    assert asked("New York", 10).names == ("New York, New York",)
    assert asked("Texas", 10).names == ("Texas",)


@pytest.mark.parametrize("wanted", ["Smallville", "Smallville, TX", "austin, ny", "Nowhere, Nix"])
def test_what_nobody_knows_is_a_name_alone(wanted: str) -> None:
    (area,) = readings(wanted)

    assert not area.is_known
    assert area.town == vocabulary.fold(wanted.split(",")[0])
    assert asked(wanted).names == ()


@given(st.text(max_size=80))
def test_anything_may_be_typed(wanted: str) -> None:
    assert len(readings(wanted)) < 20
    assert did_you_mean(wanted) is None or names(str(did_you_mean(wanted)))


def place_of(key: str) -> tuple[str, int]:
    return key[0], gazetteer.keys_from(key[0]).index(key)


@given(st.sampled_from("abcdefghijklmnoprstuvwyz"), st.integers(0, 10_000))
@example(*place_of("georgia avenue walter reed"))
@example(*place_of("truth or consequences"))
@example(*place_of("makakilo kapolei honokai hale"))
@example(*place_of("biel bienne"))
def test_what_a_page_calls_a_town_means_that_town(letter: str, number: int) -> None:
    keys = gazetteer.keys_from(letter)
    for town in gazetteer.towns_named(keys[number % len(keys)]):
        if vocabulary.resolve("country", town.country):
            assert town.point in asked(label_of(town)).centers


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("Austin", None),
        ("Texas", None),
        ("Austn", "Austin, Texas"),
        ("Austin, NY", "Austin, Texas"),
        ("columbis oh", "Columbus, Ohio"),
        ("Minnapolis, MN", "Minneapolis, Minnesota"),
        ("Philidelphia", "Philadelphia, Pennsylvania"),
        ("Cincinatti", "Cincinnati, Ohio"),
        ("Tuscon", "Tucson, Arizona"),
        ("Torono", "Toronto, Ontario, Canada"),
        ("Xyzzyville", None),
        ("s" * 80, None),
        ("", None),
    ],
)
def test_a_misspelt_town_is_guessed(wanted: str, meant: str | None) -> None:
    assert did_you_mean(wanted) == meant


words = st.text("abc", max_size=6)


@given(words, words)
def test_slips_are_counted_alike_both_ways(one: str, other: str) -> None:
    slips = slips_between(one, other, 10)

    assert slips == slips_between(other, one, 10)
    assert (slips == 0) is (one == other)
    assert slips <= max(len(one), len(other))
    assert (slips_between(one, other, 1) > 1) is (slips > 1)


def test_swapped_neighbours_are_one_slip() -> None:
    assert slips_between("tuscon", "tucson", 2) == 1


def test_where_a_listing_lies() -> None:
    by_zip, region = located("Austin", "US-TX", "US", "78745")
    assert by_zip == gazetteer.zip_code("78745").point  # type: ignore[union-attr] # it is known
    assert region == "US-TX"
    # A ZIP code of another state, or far from the town, is a slip.
    for slip in ("10001", "79901"):
        assert located("Austin", "US-TX", "US", slip)[0] == one_meant("Austin", "US-TX").point  # type: ignore[union-attr] # it is known
    assert located("Toronto", "", "CA", "M5V 2T6")[1] == "CA-ON"
    assert located("Springfield", "", "US", "") == (None, "")
    assert located("Athens", "GR-I", "GR", "")[0] is not None
    # What is typed where a town was asked for.
    for written in ("Bakersfield, CA", "Greater Bakersfield Area", "93301", "bakersfield"):
        point, region = located(written, "", "US", "")
        assert point is not None, written
        assert region == "US-CA"
    assert located("Smallville", "US-KS", "US", "") == (None, "US-KS")
    assert located("", "", "", "") == (None, "")


def test_zip_codes_lie_near_their_towns() -> None:
    for digits in ("10001", "78701", "60601", "94103", "98101", "33101"):
        code = gazetteer.zip_code(digits)
        assert code is not None
        (town,) = [t for t in gazetteer.towns_named(code.town) if t.region == code.region]
        assert distance_km(code.point, town.point) < 40


def test_the_sources_are_credited() -> None:
    lines = " ".join(gazetteer.attributions())

    assert "GeoNames" in lines
    assert "CC BY 4.0" in lines
    assert "zipcodes" in lines


def test_towns_lie_in_states_and_countries_we_know_by_code() -> None:
    for name in ("Austin", "Portland", "Springfield", "Toronto", "London"):
        for town in gazetteer.towns_named(name):
            assert town.region.startswith(town.country) or not town.region
            if town.country == "US":
                assert vocabulary.resolve("us-state", town.region)


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("Texas or Ohio", ["Texas", "Ohio"]),
        ("dallas/austin", ["Dallas, Texas", "Austin, Texas"]),
        ("nowhereville or Ohio", ["Ohio"]),
        ("Portland OR 97201", ["97201 (Portland, Oregon)"]),
        ("London / UK", ["London, England, United Kingdom"]),
        ("orlando fl 32801 usa", ["32801 (Orlando, Florida)"]),
    ],
)
def test_places_joined_by_or_all_count(typed: str, labels: list[str]) -> None:
    assert [area.label for area in readings(typed)] == labels
