"""What a resume says of a person's work and wishes, in codes: all that matching may read.

The type is the guarantee of LOOK.md M6: it has no field for a name, an age, a gender, a photo,
a gap, an address or a date, so nothing that is made from it can depend on one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from jobboard.domain import vocabulary
from jobboard.domain.pay import PERIOD_WORDS
from jobboard.domain.resume import Section, entries, entry_id, mapping, ours, rows, text, texts
from jobboard.domain.resume.evidence import name_of, slug_or_text
from jobboard.domain.resume.reading import source_words

Fields = Mapping[str, Any]

NO_RANK = -1
"""The rank of schooling where none is named."""


@dataclass(frozen=True, slots=True)
class PayFloor:
    """The lowest pay somebody would take: ``amount`` of ``currency`` each ``period``."""

    amount: Decimal
    currency: str
    period: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants of their next job. Empty says that they did not say.

    ``town``, ``region`` and ``country`` are where the work may be; ``live_in`` are the states
    and countries they may live in, for remote work.
    """

    arrangements: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
    contracts: frozenset[str] = frozenset()
    pay: PayFloor | None = None
    town: str = ""
    region: str = ""
    country: str = ""
    live_in: tuple[str, ...] = ()


NO_WISHES = Wishes()


@dataclass(frozen=True, slots=True)
class Profile:
    """A resume as matching sees it.

    ``skills`` are keys of ``skill_key`` with the words of where they were learned, which are
    shown beside the answer and never judged. ``languages`` lead to a level's slug or "".
    ``schooling`` is the rank of the best qualification, ``school`` its words; with
    ``unknown_school`` there is a school besides that does not say its kind. ``availability``
    holds pairs of weekday and shift band.
    """

    skills: Mapping[str, str] = field(default_factory=dict)
    tools: frozenset[str] = frozenset()
    languages: Mapping[str, str] = field(default_factory=dict)
    schooling: int = NO_RANK
    school: str = ""
    unknown_school: bool = False
    channels: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    availability: frozenset[tuple[str, str]] = frozenset()
    home_office: frozenset[str] = frozenset()
    wishes: Wishes = NO_WISHES


def profile_of(document: Fields) -> Profile:
    """Return what matching may know of a resume, whatever JSON it is."""
    own, work = ours(document), entries(document, Section.WORK)
    best, unknown = _schooling(document)
    return Profile(
        skills=_skills(document),
        tools=frozenset(key_of(tool, "tool") for tool in rows(own, "tools")) - {""},
        languages=_languages(document),
        schooling=_rank(best),
        school=_school_words(best),
        unknown_school=unknown,
        channels=_live("channel", own, "channels").union(
            *(_live("channel", ours(job), "channels") for job in work)
        ),
        industries=frozenset(
            live
            for job in work
            if (live := vocabulary.resolve("industry", text(ours(job), "industry")))
        ),
        availability=_availability(mapping(own, "availability")),
        home_office=_live("home-office", own, "home_office"),
        wishes=_wishes(mapping(own, "wanted")),
    )


def key_of(row: Fields, group: str) -> str:
    """Return what makes two skills or tools the same: the term, or the folded words."""
    live = vocabulary.resolve(group, text(row, "slug"))
    kept = {"slug": live} if live else slug_or_text(group, text(row, "text"))
    return vocabulary.fold(name_of(kept, group))


def rank_of(qualification: str) -> int:
    """Return how far a qualification's slug stands, NO_RANK for none of ours."""
    live = vocabulary.resolve("qualification", qualification)
    return int(vocabulary.term("qualification", live).extra["rank"]) if live else NO_RANK


def _skills(document: Fields) -> dict[str, str]:
    jobs = {entry_id(job): job for job in entries(document, Section.WORK)}
    found: dict[str, str] = {}
    for skill in entries(document, Section.SKILLS):
        job = jobs.get(text(skill, "work_id")) if text(skill, "work_id") else None
        found.setdefault(
            key_of(skill, "skill"), (source_words(job) if job else "") or "service skills"
        )
    for row in rows(document, "skills"):
        found.setdefault(key_of({"text": text(row, "name")}, "skill"), "skills")
    found.pop("", None)
    return found


def _languages(document: Fields) -> dict[str, str]:
    spoken = {}
    for entry in entries(document, Section.LANGUAGES):
        slug = _language_slug(entry)
        if slug:
            spoken[slug] = vocabulary.resolve("language-level", text(ours(entry), "level")) or ""
    return spoken


def _language_slug(entry: Fields) -> str:
    slug = vocabulary.resolve("language", text(ours(entry), "slug"))
    if slug:
        return slug
    term = vocabulary.aliases("language").get(vocabulary.fold(text(entry, "language")))
    return term.slug if term else ""


def _schooling(document: Fields) -> tuple[Fields, bool]:
    """The best school, and whether another does not say its kind, as other boards export it."""
    schools = entries(document, Section.EDUCATION)
    best: Fields = max(schools, key=_rank, default={})
    return best, any(_rank(school) == NO_RANK for school in schools)


def _rank(school: Fields) -> int:
    return rank_of(text(ours(school), "qualification"))


def _school_words(school: Fields) -> str:
    live = vocabulary.resolve("qualification", text(ours(school), "qualification"))
    name = vocabulary.label("qualification", live) if live else ""
    return ", ".join(part for part in (name, text(school, "institution")) if part)


def _availability(week: Fields) -> frozenset[tuple[str, str]]:
    return frozenset(
        (day.slug, band)
        for day in vocabulary.terms("weekday")
        for band in _live("shift-band", week, day.slug)
    )


def _wishes(wanted: Fields) -> Wishes:
    return Wishes(
        arrangements=_live("arrangement", wanted, "arrangements"),
        industries=_live("industry", wanted, "industries"),
        hours=_live("hours", wanted, "hours"),
        contracts=_live("contract", wanted, "contracts"),
        pay=_pay_floor(wanted),
        town=text(wanted, "town"),
        region=text(wanted, "region"),
        country=text(wanted, "country"),
        live_in=tuple(texts(wanted, "live_in")),
    )


def _pay_floor(wanted: Fields) -> PayFloor | None:
    try:
        amount = Decimal(text(wanted, "pay_min"))
    except InvalidOperation:
        return None
    period, currency = text(wanted, "pay_period") or "hour", text(wanted, "pay_currency") or "USD"
    if not amount.is_finite() or amount <= 0 or period not in PERIOD_WORDS:
        return None
    return PayFloor(amount, currency, period)


def _live(group: str, row: Fields, name: str) -> frozenset[str]:
    found = (vocabulary.resolve(group, slug) for slug in texts(row, name))
    return frozenset(slug for slug in found if slug)
