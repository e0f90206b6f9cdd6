"""The demo's made-up listings: written step by step, sent, decided on, and ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from jobboard.demo.people import MODERATOR
from jobboard.demo.script import Act, World, content
from jobboard.domain.listing import ListingMove, ListingState
from jobboard.domain.listing_rows import NO_NEED, needs_nothing, with_question
from jobboard.domain.posting import STEPS
from jobboard.models import Listing
from jobboard.services import moderation, posting
from jobboard.services.listings import THE_BOARD, By, move_listing

_S = ListingState
# How long before its publication a listing was begun and sent, in days.
_BEGUN, _SENT = 1.2, 0.3
_LAST_MINUTE = time(23, 59)
_MONEY = ("pay_min", "pay_max", "pay_guaranteed", "hours_week_min", "hours_week_max")
_DECISIONS = {
    _S.LIVE: ListingMove.APPROVE,
    _S.CHANGES_REQUESTED: ListingMove.REQUEST_CHANGES,
    _S.REJECTED: ListingMove.REJECT,
}
# Listings that never came before a moderator, or whose turn has not come.
_UNDECIDED = (_S.DRAFT, _S.IN_REVIEW)


def acts(world: World) -> Iterator[Act]:
    """Yield how each listing came about and what became of it."""
    for row in content("listings")["listing"]:
        yield from _listing_acts(world, row)


def _listing_acts(world: World, row: Mapping[str, Any]) -> Iterator[Act]:
    state, days = _S(row.get("state", _S.LIVE)), row["days"]
    yield Act(world.ago(days + _BEGUN), partial(_write, world, row))
    if state is _S.DRAFT:
        return
    yield Act(world.ago(days + _SENT), partial(_send, world, row))
    trusted = row.get("trusted", False)
    if state not in _UNDECIDED and not trusted:
        yield Act(world.ago(days), partial(_decide, world, row, state))
    if state in (_S.CLOSED, _S.PAUSED):
        yield Act(world.ago(row["ended"]), partial(_end, world, row, state))
    if state is _S.EXPIRED:
        yield Act(world.ago(-row["closes_in"]), partial(_expire, world, row))


def _by(world: World, row: Mapping[str, Any]) -> By:
    return posting.by_member(world.accounts[row["by"]].id)


def _write(world: World, row: Mapping[str, Any]) -> None:
    now = world.ago(row["days"] + _BEGUN)
    by = _by(world, row)
    company = world.companies[row["company"]]
    listing = posting.new_listing(company, row["title"], row["role_family"], by, now)
    world.listings[row["key"]] = listing
    facts = _facts(world, row)
    for step in STEPS:
        held = {name: facts[name] for name in step.fields if name in facts}
        left = row.get("unfinished", ())
        posting.save_step(
            listing,
            step.slug,
            held,
            by,
            now,
            seen_version=listing.version,
            finished=step.slug not in left,
        )


def _facts(world: World, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of the data file as the facts that the steps take."""
    facts = {**row, **{name: Decimal(str(row[name])) for name in _MONEY if name in row}}
    facts["days"] = row.get("days_of_week", [])
    facts["requirements"] = [_requirement(line) for line in row.get("requirements", ())]
    facts["questions"] = _questions(row.get("questions", ()))
    zone = row.get("time_zone", "UTC")
    if "closes_in" in row:
        facts["closes_at"] = _evening(world.ago(-row["closes_in"]), zone)
    if "opens_in" in row:
        facts["opens_at"] = world.ago(-row["opens_in"])
    if "starts_in" in row:
        facts["starts_on"] = world.ago(-row["starts_in"]).date()
    return facts


def _evening(moment: datetime, zone: str) -> datetime:
    """Return the last minute of the day, on the wall clock of ``zone``."""
    there = ZoneInfo(zone)
    return datetime.combine(moment.astimezone(there).date(), _LAST_MINUTE, there).astimezone(UTC)


def _requirement(line: str) -> dict[str, str]:
    """Read "must skill empathy", "nice language es b2" or "must other A driving license".

    "no qualification none" is the fact that none is needed.
    """
    need, kind, what = line.split(maxsplit=2)
    if kind == "other":
        return {"kind": kind, "slug": "", "text": what, "level": "", "need": need}
    slug, _, level = what.partition(" ")
    row = {"kind": kind, "slug": slug, "text": "", "level": level, "need": need}
    return row | {"need": NO_NEED} if needs_nothing(row) else row


def _questions(lines: tuple[str, ...]) -> list[dict[str, Any]]:
    """Read "yes-no Can you …?" or "short optional What …?"."""
    rows: list[dict[str, Any]] = []
    for line in lines:
        kind, _, text = line.partition(" ")
        optional = text.startswith("optional ")
        rows = with_question(rows, kind, text.removeprefix("optional "), optional=optional)
    return rows


def _send(world: World, row: Mapping[str, Any]) -> None:
    listing = world.listings[row["key"]]
    now = world.ago(row["days"] + _SENT)
    posting.submit_listing(listing, _by(world, row), now, seen_version=listing.version)


def _decide(world: World, row: Mapping[str, Any], state: ListingState) -> None:
    listing = world.listings[row["key"]]
    move = _DECISIONS.get(state, ListingMove.APPROVE)
    # What else has a reason in the data file is an end that came later.
    why = {} if move is ListingMove.APPROVE else {"reason": row["reason"], "note": row["note"]}
    moderator_id = world.accounts[MODERATOR].id
    moderation.decide(
        listing,
        move,
        moderator_id,
        world.ago(row["days"]),
        seen_version=listing.version,
        seen_company=listing.company.version,
        **why,
    )


def _end(world: World, row: Mapping[str, Any], state: ListingState) -> None:
    listing, now = world.listings[row["key"]], world.ago(row["ended"])
    move = ListingMove.CLOSE if state is _S.CLOSED else ListingMove.PAUSE
    move_listing(listing, move, _by(world, row), now, reason=row.get("reason", ""))
    if state is _S.CLOSED:
        listing.close_outcome = row["reason"]


def _expire(world: World, row: Mapping[str, Any]) -> None:
    listing: Listing = world.listings[row["key"]]
    closes_at = listing.closes_at or world.now
    move_listing(listing, ListingMove.EXPIRE, THE_BOARD, closes_at)
