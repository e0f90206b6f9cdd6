"""Which listings somebody in a place can do."""

from __future__ import annotations

import pytest

from jobboard.domain import vocabulary
from jobboard.domain.eligibility import ListingPlace, may_live_in, serves
from jobboard.domain.gazetteer import state_of_zip
from jobboard.domain.places import readings

AUSTIN = ListingPlace("on-site", "Austin", "US-TX", "US", "78745")
NEW_YORK = ListingPlace("hybrid", "New York", "US-NY", "US", "10001")
ALBANY = ListingPlace("on-site", "Albany", "US-NY", "US", "12207")
SAN_ANTONIO = ListingPlace("on-site", "San Antonio", "US-TX", "US", "78205")
LONDON = ListingPlace("on-site", "London", "", "GB", "SW1A 1AA")
PORTLAND_ME = ListingPlace("on-site", "Portland", "US-ME", "US", "04101")
PORTLAND_OR = ListingPlace("on-site", "Portland", "US-OR", "US", "97204")

REMOTE_US = ListingPlace("remote", remote_countries=("US",))
REMOTE_TX = ListingPlace("remote", remote_countries=("US",), remote_regions=("US-TX",))
REMOTE_TX_ONLY = ListingPlace("remote", remote_regions=("US-TX",))
REMOTE_GB = ListingPlace("remote", "New York", "US-NY", "US", remote_countries=("GB",))
REMOTE_UNSAID = ListingPlace("remote", "Boston", "US-MA", "US")
REMOTE_ANYWHERE = ListingPlace("remote")


@pytest.mark.parametrize(
    ("wanted", "place", "served"),
    [
        ("Austin", AUSTIN, True),
        (" AUSTIN ", AUSTIN, True),
        ("austin tx", AUSTIN, True),
        ("Austin, TX", AUSTIN, True),
        ("Austin, Texas, USA", AUSTIN, True),
        ("Austin, TX 78701", AUSTIN, True),
        ("TX", AUSTIN, True),
        ("texas", AUSTIN, True),
        ("Texas, USA", AUSTIN, True),
        ("USA", AUSTIN, True),
        ("United States", AUSTIN, True),
        ("787", AUSTIN, True),
        ("78745", AUSTIN, True),
        ("78701", AUSTIN, True),
        ("78205", AUSTIN, False),
        ("Aust", AUSTIN, False),
        ("Dallas", AUSTIN, False),
        ("Austin, NY", AUSTIN, False),
        ("Austin, UK", AUSTIN, False),
        ("New York", AUSTIN, False),
        ("Antonio", SAN_ANTONIO, False),
        ("New York", NEW_YORK, True),
        ("New York", ALBANY, True),
        ("New York, NY", ALBANY, False),
        ("Portland", PORTLAND_ME, True),
        ("Portland, OR", PORTLAND_ME, False),
        ("Portland, OR", PORTLAND_OR, True),
        ("London", LONDON, True),
        ("London, UK", LONDON, True),
        ("london uk", LONDON, True),
        ("SW1A", LONDON, True),
        ("sw1a 1aa", LONDON, True),
        ("E1", LONDON, False),
    ],
)
def test_workplaces_serve_the_places_they_lie_in(
    wanted: str, place: ListingPlace, served: bool
) -> None:
    assert serves(wanted, place) is served


@pytest.mark.parametrize(
    ("wanted", "place", "served"),
    [
        ("Austin", REMOTE_US, True),
        ("London", REMOTE_US, False),
        ("Smallville", REMOTE_US, True),
        ("Austin, TX", REMOTE_TX, True),
        ("Austin", REMOTE_TX, True),
        ("78701", REMOTE_TX, True),
        ("Texas", REMOTE_TX, True),
        ("USA", REMOTE_TX, True),
        ("New York", REMOTE_TX, False),
        ("10001", REMOTE_TX, False),
        ("Albany, NY", REMOTE_TX_ONLY, False),
        ("TX", REMOTE_TX_ONLY, True),
        ("New York", REMOTE_GB, False),
        ("London", REMOTE_GB, True),
        ("Boston", REMOTE_UNSAID, True),
        ("Texas", REMOTE_UNSAID, True),
        ("London", REMOTE_UNSAID, False),
        ("London", REMOTE_ANYWHERE, True),
        ("SW1A 1AA", REMOTE_ANYWHERE, True),
        ("SW1A 1AA", REMOTE_US, False),
    ],
)
def test_remote_listings_serve_the_places_one_may_live_in(
    wanted: str, place: ListingPlace, served: bool
) -> None:
    assert serves(wanted, place) is served


def test_no_place_is_served_by_all_and_an_unknown_one_by_few() -> None:
    for nothing in ("", "  ", "!?", ","):
        assert readings(nothing) == ()
        assert serves(nothing, AUSTIN)
        assert serves(nothing, REMOTE_GB)
    assert not serves("Nowhere, Atlantis", AUSTIN)


@pytest.mark.parametrize("state", vocabulary.terms("us-state"), ids=lambda term: term.slug)
def test_every_state_is_known_by_name_and_abbreviation(state: vocabulary.Term) -> None:
    there = ListingPlace("on-site", "Somewhere", state.slug, "US", "")

    assert serves(state.label, there)
    assert serves(state.extra["abbr"], there)
    assert serves(f"Somewhere, {state.extra['abbr']}", there)


def test_a_country_with_named_regions_is_open_in_those_only() -> None:
    place = ListingPlace("remote", remote_countries=("US", "GB"), remote_regions=("US-TX",))

    assert may_live_in(place, "US-TX", "US")
    assert not may_live_in(place, "US-NY", "US")
    assert may_live_in(place, "", "GB")
    assert not may_live_in(place, "", "CA")


@pytest.mark.parametrize(
    ("digits", "state"),
    [("10001", "US-NY"), ("787", "US-TX"), ("90210", "US-CA"), ("00501", "US-NY"),
     ("88510", "US-TX"), ("20101", "US-VA"), ("20500", "US-DC"), ("000", None), ("", None)],
)  # fmt: skip
def test_zip_codes_tell_the_state(digits: str, state: str | None) -> None:
    assert state_of_zip(digits) == state


def test_a_town_nobody_knows_is_in_no_state_that_a_listing_names() -> None:
    texas_only = ListingPlace(arrangement="remote", remote_regions=("US-TX",))
    whole_country = ListingPlace(arrangement="remote", remote_countries=("US",))
    assert not serves("Xyzzyville", texas_only)
    assert serves("Xyzzyville", whole_country)
