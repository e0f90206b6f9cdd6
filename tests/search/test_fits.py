"""Every engine ranks all listings by the reference's sums, and the parts of each add up."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

import pytest

from jobboard.domain import vocabulary
from jobboard.domain.fit import WEIGHTS, PartName, Profile, fit
from jobboard.domain.profile import PayFloor, Wishes, profile_of
from jobboard.search.documents import microseconds
from tests.factories.search_documents import NOW, PLACES, document, documents

PAIRS = 200
SEED = 41
CORPUS = 320


def some(chance, group, most):
    slugs = [term.slug for term in vocabulary.terms(group)]
    return frozenset(chance.sample(slugs, chance.randint(0, min(most, len(slugs)))))


def a_floor(chance):
    if chance.random() < 0.4:
        return None
    return PayFloor(
        Decimal(chance.choice((15, 18, 25, 40_000))),
        chance.choice(("USD", "GBP")),
        chance.choice(("hour", "year")),
    )


def some_wishes(chance):
    town, region, country, _ = chance.choice(PLACES)
    return Wishes(
        arrangements=some(chance, "arrangement", 2),
        industries=some(chance, "industry", 4),
        hours=some(chance, "hours", 2),
        contracts=some(chance, "contract", 2),
        pay=a_floor(chance),
        town=town,
        region=region,
        country=country,
        live_in=chance.choice(((), ("US-TX",), ("US-NY", "GB"), ("US",))),
    )


def some_profile(seed):
    chance = random.Random(seed)
    languages = {slug: chance.choice(("", "b1", "native")) for slug in some(chance, "language", 30)}
    return Profile(
        skills={
            vocabulary.fold(vocabulary.label("skill", s)): "" for s in some(chance, "skill", 60)
        },
        tools=frozenset(
            vocabulary.fold(vocabulary.label("tool", slug)) for slug in some(chance, "tool", 40)
        ),
        languages=languages,
        schooling=chance.randrange(-1, 4),
        unknown_school=chance.random() < 0.2,
        channels=some(chance, "channel", 3),
        industries=some(chance, "industry", 2),
        availability=frozenset(
            (day, band) for day in some(chance, "weekday", 7) for band in ("day", "late")
        ),
        home_office=some(chance, "home-office", 4),
        wishes=some_wishes(chance),
    )


def test_random_pairs_equal_the_reference_and_add_up(judge, filled):
    chance = random.Random(SEED)
    for number in range(PAIRS):
        profile, chosen = some_profile(number), chance.randint(1, CORPUS)
        others = [listing_id for listing_id in range(1, CORPUS + 1) if listing_id != chosen]
        found = filled.fits(profile, NOW, leave_out=others)
        expected = document(chosen)
        assert found.total == expected.visible(microseconds(NOW, 0))
        for listing_id, made in found.fits.items():
            assert listing_id == chosen
            assert made == fit(profile, expected.offer)
            assert made.score == sum(part.points for part in made.parts)


@pytest.mark.parametrize("seed", range(12))
def test_engines_rank_alike_page_by_page(judge, filled, seed):
    profile = some_profile(1_000 + seed)
    pages = 1
    number = 0
    while number < pages:
        number += 1
        expected = judge.fits(profile, NOW, number, 50)
        assert filled.fits(profile, NOW, number, 50) == expected
        pages = expected.pages
    assert number > 1


def test_all_visible_listings_have_a_fit_and_hidden_ones_are_left_out(engine):
    engine.put(documents(60))
    shown = {d.id for d in documents(60) if d.visible(microseconds(NOW, 0))}
    everything = engine.fits(Profile(), NOW, per_page=100)
    assert set(everything.ids) == set(everything.fits) == shown
    hidden = everything.ids[:3]
    rest = engine.fits(Profile(), NOW, per_page=100, leave_out=[*hidden, 10_000])
    assert rest.ids == everything.ids[3:]
    assert (rest.total, rest.full) == (len(shown) - 3, len(shown) - 3 - _bare_misses(rest))


def _bare_misses(page):
    return sum(not made.is_full for made in page.fits.values())


def test_equals_stand_by_date_then_by_id(engine):
    same = {"requirements": [], "state": "live", "opens_at": None}
    engine.put(document(number, **same) for number in range(1, 30))
    found = engine.fits(Profile(), NOW, per_page=100)
    order = [(document(i, **same).published, i) for i in found.ids]
    assert order == sorted(order, reverse=True)


def test_a_page_that_is_not_there_is_the_first(engine):
    engine.put(documents(40))
    assert engine.fits(Profile(), NOW, 99) == engine.fits(Profile(), NOW, 1)
    engine.remove(range(1, 41))
    empty = engine.fits(Profile(), NOW)
    assert (empty.ids, empty.total, empty.pages, empty.full) == ((), 0, 1, 0)


def test_best_fit_comes_first(engine):
    chats = {"requirements": [], "channels": ["live-chat"]}
    calls = {"requirements": [], "channels": ["phone"]}
    live = {"state": "live", "opens_at": None}
    engine.put([document(1, **live, **calls), document(2, **live, **chats)])
    profile = profile_of({"x-customer-service": {"channels": ["live-chat"]}})
    found = engine.fits(profile, NOW)
    points = WEIGHTS[PartName.CHANNELS].points
    assert [found.fits[i].score for i in found.ids] == [points, -points]
    assert found.ids == (2, 1)
    assert found.full == 1


def test_listings_added_later_and_changed_are_judged_as_they_are(engine):
    engine.put(documents(20))
    profile = some_profile(7)
    engine.fits(profile, NOW)
    asks = [{"kind": "skill", "slug": "", "text": "Quite new; a|b skill", "need": "must"}]
    later = NOW + timedelta(days=9)
    changed = document(5, state="live", opens_at=None, closes_at=later, requirements=asks)
    engine.put([changed])
    found = engine.fits(profile, NOW, per_page=100)
    expected = fit(profile, changed.offer)
    assert expected.musts == (0, 0, 1)
    assert found.fits[5] == expected
