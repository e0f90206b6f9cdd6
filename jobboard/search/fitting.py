"""Fits of all listings at once: each rule asked once per distinct value, then spread over columns.

The rules are those of ``domain.fit``; here they are only asked less often. A listing's points are
gathered from one short table per part, and the must-haves of a set are counted from the answers
to its members.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from jobboard.domain.fit import JUDGES, WEIGHTS, Fit, Offer, PartName, Profile, fit, points_of
from jobboard.domain.fit.offer import UNSTATED, yearly_cents
from jobboard.domain.matching import Answer, judge
from jobboard.domain.profile import PayFloor
from jobboard.search import masks
from jobboard.search.columns import (
    CURRENCY,
    HOME_OFFICE,
    NEEDS,
    PLACE,
    WEEK,
    needs_of,
    place_of,
    slugs_of,
    week_of,
)
from jobboard.search.contract import FitPage, window
from jobboard.search.distinct import COLUMNS, Codes, NeedSets, Offers, tables_of
from jobboard.search.snapshot import Mask, Snapshot

Points = NDArray[np.int32]


def fits(
    snapshot: Snapshot,
    profile: Profile,
    moment: int,
    page: int,
    per_page: int,
    leave_out: Collection[int],
) -> FitPage:
    """The page of fits at a time in microseconds."""
    score, against = scores(snapshot, profile)
    shown = snapshot.visible(moment)
    if leave_out:
        ids = snapshot.columns.numbers["id"]
        shown = shown & ~np.isin(ids, np.fromiter(leave_out, np.int64, len(leave_out)))
    hits = np.flatnonzero(shown)
    page, size = window(len(hits), page, per_page)
    keys = score[hits].astype(np.int64) * len(snapshot) + snapshot.recency[hits]
    numbers = hits[_largest(keys, page * size)[(page - 1) * size :]].tolist()
    ids = snapshot.columns.numbers["id"][numbers].tolist()
    made = (_fit(snapshot, profile, number) for number in numbers)
    return FitPage(
        ids=tuple(ids),
        total=len(hits),
        page=page,
        per_page=size,
        fits=dict(zip(ids, made, strict=True)),
        full=len(hits) - int(np.count_nonzero(against[hits])),
    )


def scores(snapshot: Snapshot, profile: Profile) -> tuple[Points, Mask]:
    """The score of every document's fit, and whether any part of it speaks against it."""
    tables = tables_of(snapshot.keys)
    score, against = _musts(snapshot, profile, tables.needs)
    for name, offers in tables.parts.items():
        points = _points(snapshot, profile, name, offers)
        if points.any():
            gathered = points[snapshot.columns.codes[COLUMNS[name]]]
            score += gathered
            against |= gathered < 0
    if profile.wishes.pay is not None:
        paid = _pay(snapshot, profile.wishes.pay)
        score += paid
        against |= paid < 0
    return score, against


def _points(snapshot: Snapshot, profile: Profile, name: PartName, offers: Offers) -> Points:
    """A part's points for each value of its column."""
    keys = snapshot.keys[COLUMNS[name]]
    numbers = offers.up_to(keys, snapshot.used(COLUMNS[name]))
    rule = JUDGES[name]
    told = [points_of(name, rule(profile, offer)) for offer in offers.offers]
    points: Points = np.array(told, np.int32)[numbers]
    return points


def _musts(snapshot: Snapshot, profile: Profile, sets: NeedSets) -> tuple[Points, Mask]:
    members, ends = sets.up_to(snapshot.keys[NEEDS], snapshot.used(NEEDS))
    answers = [judge(need.row, profile)[0] for need in sets.needs]
    yes = _counted([answer is Answer.YES for answer in answers], members, ends)
    missing = _counted([answer is Answer.NOT_LISTED for answer in answers], members, ends)
    each = WEIGHTS[PartName.MUST_HAVES].points // np.maximum(1, yes + missing)
    points: Points = (each * (yes - missing)).astype(np.int32)
    codes = snapshot.columns.codes[NEEDS]
    return points[codes], (missing > 0)[codes]


def _counted(chosen: list[bool], members: Codes, ends: Codes) -> Codes:
    """How many chosen must-haves each set has."""
    before = np.zeros(len(members) + 1, np.int32)
    np.cumsum(np.array(chosen, np.bool_)[members], out=before[1:])
    return np.diff(before[ends], prepend=np.int32(0))


def _pay(snapshot: Snapshot, floor: PayFloor) -> Points:
    """``domain.fit``'s rule for pay, for all documents."""
    least, numbers = yearly_cents(floor.amount, floor.period), snapshot.columns.numbers
    low, high = numbers["pay_cents"], numbers["pay_high"]
    told = masks.in_currency(snapshot, floor.currency) & (low != UNSTATED)
    signs = np.where(low >= least, 1, np.where(high >= least, 0, -1))
    points: Points = (told * signs * WEIGHTS[PartName.PAY].points).astype(np.int32)
    return points


def _fit(snapshot: Snapshot, profile: Profile, number: int) -> Fit:
    return fit(profile, offer_at(snapshot, number))


def offer_at(snapshot: Snapshot, number: int) -> Offer:
    """The offer of a document, from its columns."""
    columns = snapshot.columns

    def key(name: str) -> str:
        return snapshot.keys[name][int(columns.codes[name][number])]

    days, shift_bands = week_of(key(WEEK))
    return Offer(
        needs=needs_of(key(NEEDS)),
        channels=slugs_of(key("channel")),
        industry=slugs_of(key("industry")),
        arrangement=slugs_of(key("arrangement")),
        hours=slugs_of(key("hours")),
        contract=slugs_of(key("contract")),
        place=place_of(key(PLACE)),
        days=days,
        shift_bands=shift_bands,
        home_office=slugs_of(key(HOME_OFFICE)),
        currency=key(CURRENCY),
        pay_low=int(columns.numbers["pay_cents"][number]),
        pay_high=int(columns.numbers["pay_high"][number]),
    )


def _largest(keys: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Where the largest keys stand, in falling order."""
    if count < len(keys):
        first = np.argpartition(keys, len(keys) - count)[len(keys) - count :]
        return first[np.argsort(keys[first])[::-1]]
    return np.argsort(keys)[::-1]
