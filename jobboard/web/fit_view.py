"""How a resume fits a listing, part by part, as pages show it to seekers and to employers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from jobboard.domain.fit import WEIGHTS, Answer, Fit, Musts, PartName, Profile, fit
from jobboard.domain.fit.words import Asked, Facts, Told, told
from jobboard.domain.matching import Match, Part, Reader
from jobboard.letters.listing_words import inside
from jobboard.models import Listing
from jobboard.search.documents import listing_offer
from jobboard.web import listing_words as words

# What a group of parts is called, in the order in which a row says them.
GROUPS: Mapping[Answer, str] = {
    Answer.YES: "Fits",
    Answer.NOT_LISTED: "Does not fit",
    Answer.UNCLEAR: "Unclear",
}
PARTLY = "Partly fits"
_MINUS = "\N{MINUS SIGN}"


def listing_facts(listing: Listing) -> Facts:
    """Return what the listing says to each part, as phrases that can begin a sentence."""
    place, home = words.place_text(listing), words.labels("home-office", listing.home_office)
    days, shifts = words.days_text(listing), words.labels("shift-band", listing.shift_bands)
    return {
        PartName.ARRANGEMENT: words.label("arrangement", listing.arrangement),
        PartName.ELIGIBILITY: _live_in(listing),
        PartName.PLACE: f"In {place}" if place else "",
        PartName.PAY: words.pay_text(listing),
        PartName.SCHEDULE: f"{days}, {inside(shifts)}" if days and shifts else days or shifts,
        PartName.HOURS: words.label("hours", listing.hours),
        PartName.CONTRACT: words.label("contract", listing.contract),
        PartName.CHANNELS: words.channels_text(listing),
        PartName.INDUSTRY: words.label("industry", listing.industry),
        PartName.HOME_OFFICE: f"Needs at home: {inside(home)}" if home else "",
    }


def _live_in(listing: Listing) -> str:
    named = words.regions_text(listing, full=True)
    if named:
        return f"May be done from {named}"
    home = words.label("country", listing.country)
    return f"Names no limit, so taken to be open in its own country, {home}" if home else ""


def parts_told(
    made: Fit, profile: Profile, listing: Listing, reader: Reader = Reader.SEEKER
) -> tuple[Told, ...]:
    """Return the parts but the must-haves in words."""
    asked = Asked(listing.home_office or (), listing.pay_currency or "")
    return told(made, profile, listing_facts(listing), reader, asked)


def listing_parts(
    profile: Profile, listing: Listing, reader: Reader = Reader.SEEKER
) -> tuple[Told, ...]:
    """Return the parts but the must-haves of a listing that was not compared yet, in words."""
    return parts_told(fit(profile, listing_offer(listing)), profile, listing, reader)


def part_lines(parts: tuple[Told, ...]) -> list[tuple[str, str]]:
    """Return what fits in one line of phrases, then what does not and what cannot be told."""
    fitting = ", ".join(part.brief for part in parts if part.part.answer is Answer.YES)
    lines = [(GROUPS[Answer.YES], f"{fitting}." if fitting else "")]
    for group in (GROUPS[Answer.NOT_LISTED], PARTLY, GROUPS[Answer.UNCLEAR]):
        said = (part.sentence for part in parts if group_of(part) == group)
        lines.append((group, " ".join(said)))
    return [(label, text) for label, text in lines if text]


def group_of(part: Told) -> str:
    """Return how a part fits, in words."""
    return PARTLY if part.partly else GROUPS[part.part.answer]


def part_rows(parts: tuple[Told, ...]) -> list[dict[str, Any]]:
    """Return the parts as rows of ``components/match_table.html``."""
    return [
        {
            "state": part.part.answer,
            "answer": group_of(part),
            "requirement": part.label,
            "source": part.sentence,
        }
        for part in parts
    ]


def requirement_row(part: Part) -> dict[str, str]:
    """Return a requirement as a row of ``components/match_table.html`` for an employer."""
    need = "" if part.is_must else " (nice to have)"
    return {
        "state": part.state,
        "requirement": part.label + need,
        "source": part.source_for(Reader.EMPLOYER),
    }


def must_rows(asked: Match) -> list[dict[str, str]]:
    """Return the must-haves as rows of ``components/match_table.html`` for the resume's owner.

    What is missing leads to where it can be added.
    """
    return [
        {
            "state": part.state,
            "requirement": part.label,
            "source": part.source,
            "url": _adding_url(part) if part.state is Answer.NOT_LISTED else "",
        }
        for part in asked.parts
        if part.is_must
    ]


def _adding_url(part: Part) -> str:
    asked = part.requirement
    return url_for("seeker.resume_add", kind=asked["kind"], slug=asked["slug"] or None)


def sum_rows(made: Fit, parts: tuple[Told, ...]) -> list[tuple[str, str, str]]:
    """Return every part with what is compared and its points in words, and their sum."""
    sentences = {part.part.name: part.sentence for part in parts}
    sentences[PartName.MUST_HAVES] = _counted(made.musts)
    rows = [
        (WEIGHTS[part.name].label, sentences[part.name], points_words(part.points))
        for part in made.parts
    ]
    return [*rows, ("All together", "", points_words(made.score))]


def _counted(musts: Musts) -> str:
    told_apart = (
        (musts.yes, "listed"),
        (musts.missing, "not listed"),
        (musts.unclear, "unclear"),
    )
    counts = ", ".join(f"{count} {label}" for count, label in told_apart if count)
    each = f", {musts.each} points for each that can be told"
    return f"{counts}{each if musts.yes or musts.missing else ''}."


def points_words(points: int) -> str:
    """Return points with their sign: "+20 points", "No points"."""
    if not points:
        return "No points"
    sign = "+" if points > 0 else _MINUS
    return f"{sign}{abs(points)} point{'' if abs(points) == 1 else 's'}"
