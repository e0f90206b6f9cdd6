"""What a profile says to each side of an offer but its must-haves: Yes, Not listed or Unclear.

A judge answers None where nothing is compared, because the resume says nothing of it or the
offer asks for nothing: then there is no such part. Each reads few fields of the offer, so that
engines may ask it once for each combination of their values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from jobboard.domain.eligibility import (
    REMOTE,
    ListingPlace,
    may_live_in,
    names_regions_of,
    serves,
)
from jobboard.domain.fit.offer import UNSTATED, Offer, yearly_cents
from jobboard.domain.fit.weights import PartName
from jobboard.domain.matching import Answer
from jobboard.domain.profile import Profile, Wishes

Judge = Callable[[Profile, Offer], Answer | None]

WEEKEND = ("sat", "sun")
WEEKEND_BAND = "weekend"
# Says that some public holidays are worked, of which a week's grid knows nothing.
_HOLIDAY_BAND = "public-holiday"
_COUNTRY_LETTERS = 2
_BEST_FIRST = (Answer.YES, Answer.UNCLEAR, Answer.NOT_LISTED)


def shifts_of(days: Collection[str], bands: Collection[str]) -> list[tuple[str, str]]:
    """Return the (weekday, band) pairs that an offer names; "" is any day, or any time."""
    times = [band for band in bands if band not in (WEEKEND_BAND, _HOLIDAY_BAND)]
    shifts = [(day, time) for day in days or ("",) for time in times or ("",)]
    if WEEKEND_BAND in bands and not set(WEEKEND) & set(days):
        shifts.append((WEEKEND_BAND, ""))
    return [shift for shift in shifts if shift != ("", "")]


def can_work(profile: Profile, shift: tuple[str, str]) -> bool:
    """Say whether a shift of ``shifts_of`` is within somebody's availability."""
    day, time = shift
    days = WEEKEND if day == WEEKEND_BAND else (day,)
    return any(
        (not day or free in days) and (not time or band == time)
        for free, band in profile.availability
    )


def homes_of(wishes: Wishes) -> tuple[tuple[str, str], ...]:
    """Return the (region, country) pairs somebody may live in; region "" is a whole country."""
    if wishes.live_in:
        return tuple(
            (code if "-" in code else "", code[:_COUNTRY_LETTERS]) for code in wishes.live_in
        )
    country = wishes.country or wishes.region[:_COUNTRY_LETTERS]
    return ((wishes.region, country),) if country else ()


def place_words(wishes: Wishes, *, town: bool = True) -> str:
    """Return the wished place as ``domain.eligibility`` reads it, such as "Austin, TX, US"."""
    state = wishes.region[_COUNTRY_LETTERS + 1 :] or ""
    parts = (wishes.town if town else "", state, wishes.country if not state else "")
    return ", ".join(part for part in parts if part)


def _channels(profile: Profile, offer: Offer) -> Answer | None:
    if not profile.channels:
        return None
    if not offer.channels:
        return Answer.UNCLEAR
    return _yes(not profile.channels.isdisjoint(offer.channels))


def _industry(profile: Profile, offer: Offer) -> Answer | None:
    """Work in an industry speaks for another job there, never against one elsewhere."""
    wanted, worked = profile.wishes.industries, profile.industries
    if not wanted:
        return Answer.YES if not worked.isdisjoint(offer.industry) else None
    return _wish(wanted, offer.industry)


def _eligibility(profile: Profile, offer: Offer) -> Answer | None:
    homes = homes_of(profile.wishes)
    if offer.place.arrangement != REMOTE or not homes:
        return None
    place = offer.place
    if not (place.country or place.remote_countries or place.remote_regions):
        return Answer.UNCLEAR
    answers = [_home(place, region, country) for region, country in homes]
    return next(answer for answer in _BEST_FIRST if answer in answers)


def _home(place: ListingPlace, region: str, country: str) -> Answer:
    """Whether one may do it from a home. Of a whole country against some states of it, we cannot
    tell: only a search takes any part of the country.
    """
    if not region and names_regions_of(place, country):
        return Answer.UNCLEAR
    return _yes(may_live_in(place, region, country))


def _place(profile: Profile, offer: Offer) -> Answer | None:
    wanted = place_words(profile.wishes)
    if offer.place.arrangement == REMOTE or not wanted:
        return None
    if serves(wanted, offer.place):
        return Answer.YES
    return Answer.UNCLEAR if _may_be_near(profile.wishes, offer.place) else Answer.NOT_LISTED


def _may_be_near(wishes: Wishes, place: ListingPlace) -> bool:
    """Whether an offer names no town, and nothing else that rules the wished one out."""
    if place.town or place.postcode:
        return False
    around = place_words(wishes, town=False)
    return not (place.country or place.region) or not around or serves(around, place)


def _schedule(profile: Profile, offer: Offer) -> Answer | None:
    if not profile.availability:
        return None
    shifts = shifts_of(offer.days, offer.shift_bands)
    free = sum(can_work(profile, shift) for shift in shifts)
    if shifts and free == len(shifts):
        return Answer.YES
    # Of several shifts some may be enough, which only the employer knows.
    return Answer.UNCLEAR if free or not shifts else Answer.NOT_LISTED


def _pay(profile: Profile, offer: Offer) -> Answer | None:
    floor = profile.wishes.pay
    if floor is None:
        return None
    if offer.currency != floor.currency or offer.pay_low == UNSTATED:
        return Answer.UNCLEAR
    least = yearly_cents(floor.amount, floor.period)
    if offer.pay_low >= least:
        return Answer.YES
    return Answer.UNCLEAR if offer.pay_high >= least else Answer.NOT_LISTED


def _home_office(profile: Profile, offer: Offer) -> Answer | None:
    if not profile.home_office or not offer.home_office:
        return None
    return _yes(profile.home_office.issuperset(offer.home_office))


def _wish(wanted: Collection[str], offered: Collection[str]) -> Answer | None:
    if not wanted:
        return None
    return _yes(any(slug in wanted for slug in offered)) if offered else Answer.UNCLEAR


def _yes(fits: bool) -> Answer:
    return Answer.YES if fits else Answer.NOT_LISTED


JUDGES: Mapping[PartName, Judge] = {
    PartName.ARRANGEMENT: lambda p, o: _wish(p.wishes.arrangements, o.arrangement),
    PartName.ELIGIBILITY: _eligibility,
    PartName.PLACE: _place,
    PartName.PAY: _pay,
    PartName.SCHEDULE: _schedule,
    PartName.HOURS: lambda p, o: _wish(p.wishes.hours, o.hours),
    PartName.CONTRACT: lambda p, o: _wish(p.wishes.contracts, o.contract),
    PartName.CHANNELS: _channels,
    PartName.INDUSTRY: _industry,
    PartName.HOME_OFFICE: _home_office,
}
