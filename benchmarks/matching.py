"""How long one resume takes against all live listings, and whether sums equal the reference."""

from __future__ import annotations

import argparse
import random
from decimal import Decimal

from benchmarks.common import say, timed
from benchmarks.corpus import engine_of
from benchmarks.listings import NOW, document
from jobboard.domain import vocabulary
from jobboard.domain.fit import Profile, fit
from jobboard.domain.profile import PayFloor, Wishes
from jobboard.search.contract import PAGE_SIZE, FitPage, SearchEngine
from jobboard.search.documents import ListingDocument, microseconds

SEED = 3_000
BAR_MS = 50.0
TOWNS = (("Austin", "US-TX"), ("Columbus", "US-OH"), ("Portland", "US-OR"), ("Tampa", "US-FL"))


def some_profile(number: int) -> Profile:
    """A resume of its own for every number, with all that can be compared on it."""
    chance = random.Random(SEED + number)
    town, region = chance.choice(TOWNS)
    return Profile(
        skills={_name("skill", slug): "" for slug in _some(chance, "skill", 12)},
        tools=frozenset(_name("tool", slug) for slug in _some(chance, "tool", 6)),
        languages={"en": "native", **dict.fromkeys(_some(chance, "language", 2), "b1")},
        schooling=chance.randrange(-1, 4),
        channels=frozenset(_some(chance, "channel", 3)),
        availability=frozenset(
            (day, band) for day in _some(chance, "weekday", 5) for band in ("day", "late")
        ),
        home_office=frozenset(_some(chance, "home-office", 4)),
        wishes=Wishes(
            arrangements=frozenset(_some(chance, "arrangement", 2)),
            industries=frozenset(_some(chance, "industry", 3)),
            hours=frozenset(_some(chance, "hours", 1)),
            contracts=frozenset(_some(chance, "contract", 1)),
            pay=PayFloor(Decimal(chance.randrange(15, 28)), "USD", "hour"),
            town=town,
            region=region,
            country="US",
            live_in=(region,),
        ),
    )


def _some(chance: random.Random, group: str, count: int) -> list[str]:
    return chance.sample([term.slug for term in vocabulary.terms(group)], count)


def _name(group: str, slug: str) -> str:
    return vocabulary.fold(vocabulary.label(group, slug))


def main() -> None:
    """Print the times, then compare random pairs with the reference; fail where one differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=100_000)
    parser.add_argument("--resumes", type=int, default=200)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--clock", choices=("wall", "cpu"), default="wall")
    asked = parser.parse_args()
    engine = engine_of(asked.size)
    first = _time(engine, some_profile(-1), asked.clock)
    profiles = [some_profile(number) for number in range(asked.resumes)]
    times = sorted(_time(engine, profile, asked.clock) for profile in profiles)
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    say(
        f"{asked.size:,} listings, {asked.resumes} resumes, {asked.clock} time: first "
        f"{first:.1f} ms, p50 {p50:.1f} ms, p95 {p95:.1f} ms (bar {BAR_MS:.0f} ms), "
        f"most {times[-1]:.1f} ms"
    )
    differing = _differing(engine, asked.size, asked.pairs)
    say(f"{asked.pairs} random pairs against the reference: {differing} differ")
    raise SystemExit(1 if differing else 0)


def _time(engine: SearchEngine, profile: Profile, clock: str) -> float:
    return timed(lambda: engine.fits(profile, NOW), clock)


def _differing(engine: SearchEngine, size: int, pairs: int) -> int:
    """How many of random pairs of a resume and a listing come to another sum or other parts.

    Listings that a measurement of writing left otherwise than generated are passed over.
    """
    held, chance = engine.stamp(), random.Random(SEED - 1)
    compared = differing = 0
    while compared < pairs:
        profile = some_profile(chance.randrange(SEED))
        found = engine.fits(profile, NOW, chance.randrange(1, size // PAGE_SIZE))
        listing = document(chance.choice(found.ids))
        if held[listing.id] == listing.version:
            compared += 1
            differing += not _is_equal(found, profile, listing)
    return differing


def _is_equal(found: FitPage, profile: Profile, listing: ListingDocument) -> bool:
    made = found.fits[listing.id]
    adds_up = made.score == sum(part.points for part in made.parts)
    return listing.visible(microseconds(NOW, 0)) and adds_up and made == fit(profile, listing.offer)


if __name__ == "__main__":
    main()
