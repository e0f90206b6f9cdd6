"""A fit is a sum of named parts: it adds up, and what is unclear never counts against anybody."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobboard.domain import vocabulary
from jobboard.domain.eligibility import ListingPlace
from jobboard.domain.fit import (
    SIGNS,
    WEIGHTS,
    Answer,
    Musts,
    Need,
    Offer,
    PartName,
    Profile,
    fit,
    profile_of,
)
from jobboard.domain.fit.offer import needs_of
from jobboard.domain.fit.words import told, wish_words
from jobboard.domain.listing import MOST_MUST_HAVES
from jobboard.domain.matching import Reader, match
from jobboard.domain.profile import PayFloor, Wishes
from jobboard.domain.resume import KEY
from tests.factories.resumes import rich_resume_document


def slugs(group):
    return st.sampled_from([term.slug for term in vocabulary.terms(group)])


def some(group, most=4):
    return st.lists(slugs(group), max_size=most, unique=True)


PLACES = (
    ListingPlace(),
    ListingPlace("remote", country="US"),
    ListingPlace("remote", remote_regions=("US-TX",)),
    ListingPlace("on-site", "Austin", "US-TX", "US"),
    ListingPlace("hybrid", country="GB"),
)
TEXTS = st.sampled_from(["", "Zendesk", "Makes good coffee", "Own car", "?", "a;b|c"])
KINDS = st.sampled_from(["skill", "tool", "language", "qualification", "other", "spell", ""])


@st.composite
def requirement(draw):
    kind = draw(KINDS)
    known = slugs(kind) if kind in vocabulary.groups() else st.just("")
    return {
        "kind": kind,
        "slug": draw(st.one_of(known, st.sampled_from(["", "no-such-term"]))),
        "text": draw(TEXTS),
        "level": draw(st.sampled_from(["", "b1", "native", "z9"])),
        "need": draw(st.sampled_from(["must", "must", "nice"])),
    }


REQUIREMENTS = st.lists(requirement(), max_size=MOST_MUST_HAVES)


@st.composite
def document(draw):
    tools = [{"slug": slug} for slug in draw(some("tool", 8))]
    tongues = [
        {KEY: {"slug": slug, "level": draw(st.sampled_from(["", "b1", "native"]))}}
        for slug in draw(some("language"))
    ]
    wanted = {
        "arrangements": draw(some("arrangement")),
        "industries": draw(some("industry")),
        "hours": draw(some("hours")),
        "contracts": draw(some("contract")),
        "pay_min": draw(st.sampled_from(["", "18", "x", "-1", "NaN"])),
        "town": draw(st.sampled_from(["", "Austin"])),
        "region": "US-TX",
        "live_in": draw(st.sampled_from([[], ["US-TX"], ["GB"]])),
    }
    return {
        "education": draw(st.sampled_from([[], [{}], [{KEY: {"qualification": "degree"}}]])),
        "languages": tongues,
        KEY: {
            "skills": [{"slug": slug} for slug in draw(some("skill", 12))],
            "tools": [*tools, {"text": "Makes good coffee"}],
            "channels": draw(some("channel")),
            "availability": {"mon": draw(some("shift-band")), "sat": ["late"]},
            "home_office": draw(some("home-office")),
            "wanted": wanted,
        },
    }


@st.composite
def offer(draw, rows=REQUIREMENTS):
    low = draw(st.sampled_from([-1, 3_000_000, 5_000_000]))
    return Offer(
        needs=needs_of(draw(rows)),
        channels=tuple(draw(some("channel"))),
        industry=tuple(draw(some("industry", 1))),
        arrangement=tuple(draw(some("arrangement", 1))),
        hours=tuple(draw(some("hours", 1))),
        contract=tuple(draw(some("contract", 1))),
        place=draw(st.sampled_from(PLACES)),
        days=tuple(draw(some("weekday"))),
        shift_bands=tuple(draw(some("shift-band"))),
        home_office=tuple(draw(some("home-office", 2))),
        currency=draw(st.sampled_from(["USD", "GBP", ""])),
        pay_low=low,
        pay_high=low if low < 0 else low + draw(st.sampled_from([0, 1_000_000])),
    )


@given(document(), offer())
def test_the_score_is_what_the_parts_add_up_to(resume, listing):
    made = fit(profile_of(resume), listing)
    names = [part.name for part in made.parts]
    assert made.score == sum(part.points for part in made.parts)
    assert len(set(names)) == len(names)
    for part in made.parts:
        if part.name is PartName.MUST_HAVES:
            assert part.points == made.musts.each * (made.musts.yes - made.musts.missing)
            assert part.answer is made.musts.answer
        else:
            assert part.points == SIGNS[part.answer] * part.weight
        assert abs(part.points) <= WEIGHTS[part.name].points


@given(document(), REQUIREMENTS)
def test_must_haves_are_counted_as_the_page_beside_them_counts(resume, rows):
    made = fit(profile_of(resume), Offer(needs=needs_of(rows)))
    shown = match(rows, resume)
    assert made.musts.total == shown.total
    assert (made.musts.yes, made.musts.unclear) == (shown.yes, shown.unclear)
    assert made.musts.missing == len(shown.missing)


@given(document(), offer())
def test_what_is_unclear_neither_adds_nor_takes_away(resume, listing):
    profile = profile_of(resume)
    made = fit(profile, listing)
    for part in made.parts:
        if part.answer is Answer.UNCLEAR:
            assert part.points == 0
    asked_more = dataclasses.replace(listing, needs=(*listing.needs, Need("other")))
    assert fit(profile, asked_more).score == made.score
    assert fit(profile, asked_more).is_full == made.is_full


@pytest.mark.parametrize("told_apart", range(1, MOST_MUST_HAVES + 1))
def test_the_points_of_must_haves_are_shared_out_evenly(told_apart):
    assert Musts(yes=told_apart, unclear=3).points == WEIGHTS[PartName.MUST_HAVES].points
    assert Musts(missing=told_apart).points == -WEIGHTS[PartName.MUST_HAVES].points


def test_a_profile_has_no_room_for_who_somebody_is():
    names = {
        field.name for kind in (Profile, Wishes, PayFloor) for field in dataclasses.fields(kind)
    }
    assert names == {
        "skills", "tools", "languages", "schooling", "school", "unknown_school", "channels",
        "industries", "availability", "home_office", "wishes", "arrangements", "hours",
        "contracts", "pay", "town", "region", "country", "live_in", "amount", "currency",
        "period",
    }  # fmt: skip


@given(document(), offer())
def test_who_somebody_is_never_enters(resume, listing):
    other = resume | {
        "basics": {
            "name": "Somebody Else",
            "image": "photo.jpg",
            "birthday": "1950-01-01",
            "location": {"address": "1 Elm Street", "city": "Dallas", "region": "US-TX"},
        },
        "gender": "x",
        "age": 61,
    }
    other[KEY] = {**resume[KEY], "breaks": [{"startDate": "2012-01", "text": "Care"}]}
    assert fit(profile_of(other), listing) == fit(profile_of(resume), listing)


@pytest.mark.parametrize("junk", [{}, {KEY: 3}, {KEY: {"wanted": [], "skills": "x", "tools": [1]}}])
def test_any_json_is_a_profile_that_says_nothing(junk):
    assert profile_of(junk) == Profile()
    assert fit(Profile(), Offer()).parts == ()


def answer_of(name, listing, **wishes):
    return fit(Profile(wishes=Wishes(**wishes)), listing).answer(name)


FLOOR = PayFloor(Decimal(20), "USD", "hour")


@pytest.mark.parametrize(
    ("low", "high", "currency", "expected"),
    [
        (4_160_000, 4_160_000, "USD", Answer.YES),
        (4_159_999, 4_159_999, "USD", Answer.NOT_LISTED),
        (3_000_000, 5_000_000, "USD", Answer.UNCLEAR),
        (9_000_000, 9_000_000, "GBP", Answer.UNCLEAR),
        (-1, -1, "USD", Answer.UNCLEAR),
    ],
)
def test_pay_is_compared_by_the_year_within_one_currency(low, high, currency, expected):
    listing = Offer(currency=currency, pay_low=low, pay_high=high)
    assert answer_of(PartName.PAY, listing, pay=FLOOR) is expected


@pytest.mark.parametrize(
    ("days", "bands", "expected"),
    [
        (("mon", "tue"), ("day",), Answer.YES),
        (("mon", "sat"), ("day",), Answer.UNCLEAR),
        (("sat",), ("day",), Answer.NOT_LISTED),
        ((), ("late",), Answer.NOT_LISTED),
        ((), ("day",), Answer.YES),
        (("tue",), (), Answer.YES),
        ((), ("weekend",), Answer.NOT_LISTED),
        ((), ("public-holiday",), Answer.UNCLEAR),
        ((), (), Answer.UNCLEAR),
    ],
)
def test_a_schedule_fits_as_far_as_its_shifts_can_be_worked(days, bands, expected):
    profile = Profile(availability=frozenset({("mon", "day"), ("tue", "day")}))
    made = fit(profile, Offer(days=days, shift_bands=bands))
    assert made.answer(PartName.SCHEDULE) is expected


@pytest.mark.parametrize(
    ("place", "part", "expected"),
    [
        (ListingPlace("remote", remote_regions=("US-TX",)), PartName.ELIGIBILITY, Answer.YES),
        (ListingPlace("remote", remote_regions=("US-NY",)), PartName.ELIGIBILITY,
         Answer.NOT_LISTED),
        (ListingPlace("remote"), PartName.ELIGIBILITY, Answer.UNCLEAR),
        (ListingPlace("on-site", "Austin", "US-TX", "US"), PartName.PLACE, Answer.YES),
        (ListingPlace("on-site", "Albany", "US-NY", "US"), PartName.PLACE, Answer.NOT_LISTED),
        (ListingPlace("on-site", "", "US-TX", "US"), PartName.PLACE, Answer.UNCLEAR),
        (ListingPlace("on-site", "", "", "GB"), PartName.PLACE, Answer.NOT_LISTED),
        (ListingPlace("on-site"), PartName.PLACE, Answer.UNCLEAR),
    ],
)  # fmt: skip
def test_remote_work_is_about_where_one_lives_and_other_work_about_the_place(place, part, expected):
    wishes = {"town": "Austin", "region": "US-TX", "country": "US"}
    assert answer_of(part, Offer(place=place), **wishes) is expected
    other = PartName.PLACE if part is PartName.ELIGIBILITY else PartName.ELIGIBILITY
    assert answer_of(other, Offer(place=place), **wishes) is None


@pytest.mark.parametrize(
    ("live_in", "expected"),
    [
        (["US"], Answer.UNCLEAR),
        (["US-TX"], Answer.YES),
        (["US", "US-TX"], Answer.YES),
        (["US-NY"], Answer.NOT_LISTED),
        (["US-NY", "US"], Answer.UNCLEAR),
        (["GB"], Answer.YES),
        (["CA"], Answer.NOT_LISTED),
    ],
)
def test_a_whole_country_tells_nothing_of_a_job_open_in_some_of_its_states(live_in, expected):
    place = ListingPlace("remote", remote_countries=("US", "GB"), remote_regions=("US-TX",))
    assert answer_of(PartName.ELIGIBILITY, Offer(place=place), live_in=live_in) is expected


def test_experience_in_an_industry_helps_and_never_harms():
    worked = Profile(industries=frozenset({"retail"}))
    assert fit(worked, Offer(industry=("retail",))).score > 0
    assert fit(worked, Offer(industry=("healthcare",))).parts == ()


def test_parts_are_said_to_each_reader():
    profile = profile_of(rich_resume_document() | {})
    profile = dataclasses.replace(
        profile, wishes=Wishes(arrangements=frozenset({"remote", "hybrid"}), pay=FLOOR)
    )
    made = fit(profile, Offer(arrangement=("on-site",), currency="USD", pay_low=5_000_000))
    facts = {PartName.ARRANGEMENT: "On site", PartName.PAY: "$50,000 a year"}
    said = {
        reader: {part.part.name: part.sentence for part in told(made, profile, facts, reader)}
        for reader in Reader
    }
    arrangement = said[Reader.SEEKER][PartName.ARRANGEMENT]
    assert arrangement == "On site. You asked for hybrid or remote."
    assert said[Reader.EMPLOYER][PartName.ARRANGEMENT].endswith("They asked for hybrid or remote.")
    assert "$20.00 an hour or more" in said[Reader.SEEKER][PartName.PAY]
    assert wish_words(profile.wishes) == ["Hybrid or remote", "$20.00 an hour or more"]
