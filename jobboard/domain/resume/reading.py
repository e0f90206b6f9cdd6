"""A resume as it reads: every fact in words, in the order of the page.

The page that an employer sees and the PDF are both made from this, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from jobboard.domain import vocabulary
from jobboard.domain.resume.dates import length_words, month_words, newest_first, period_words
from jobboard.domain.resume.document import (
    Entry,
    Section,
    entries,
    entry_id,
    mapping,
    ours,
    rows,
    text,
    texts,
)
from jobboard.domain.resume.evidence import (
    LEVEL_WORDS,
    SkillLevel,
    name_of,
    result_words,
    skill_level,
)
from jobboard.domain.text import joined

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SkillLine:
    """A service skill. ``backing`` says where it comes from and who can confirm it."""

    id: str
    name: str
    level: str
    level_words: str
    proof: str
    backing: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Something with a time: a job, a break, volunteer work, school, a certificate."""

    id: str
    period: str
    title: str
    place: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadableResume:
    """A resume in words. Anything not given is "" or empty."""

    name: str
    label: str
    place: str
    email: str
    phone: str
    summary: str
    skills: tuple[SkillLine, ...]
    work: tuple[TimeLine, ...]
    volunteer: tuple[TimeLine, ...]
    channels: str
    tools: str
    languages: tuple[TimeLine, ...]
    schools: tuple[TimeLine, ...]
    certificates: tuple[TimeLine, ...]
    references: tuple[TimeLine, ...]
    week: str
    home_office: str
    wanted: tuple[tuple[str, str], ...]

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands on it but, perhaps, name and contact."""
        return not any((self.skills, self.work, self.channels, self.tools, self.schools))


def readable(document: Fields) -> ReadableResume:
    """Return the resume in words, whatever JSON it is; the pay floor is left out."""
    basics, own = mapping(document, "basics"), ours(document)
    return ReadableResume(
        name=text(basics, "name"),
        label=text(basics, "label"),
        place=_place(mapping(basics, "location")),
        email=text(basics, "email"),
        phone=text(basics, "phone"),
        summary=text(basics, "summary"),
        skills=_skills(document),
        work=tuple(_job(entry) for entry in _work_and_breaks(document)),
        volunteer=_lines(document, Section.VOLUNTEER, _volunteering),
        channels=_sentence(labels("channel", texts(own, "channels"))),
        tools=_comma(name_of(tool, "tool") for tool in rows(own, "tools")),
        languages=tuple(_language(entry) for entry in entries(document, Section.LANGUAGES)),
        schools=_lines(document, Section.EDUCATION, _education),
        certificates=_lines(document, Section.CERTIFICATES, _certificate),
        references=tuple(_reference(entry) for entry in entries(document, Section.REFERENCES)),
        week=_week(mapping(own, "availability")),
        home_office=_sentence(labels("home-office", texts(own, "home_office"))),
        wanted=_wanted(mapping(own, "wanted")),
    )


def labels(group: str, slugs: Iterable[str]) -> list[str]:
    """Return the words of slugs, in the vocabulary's order, without those it does not know."""
    live = {vocabulary.resolve(group, slug) for slug in slugs}
    return [term.label for term in vocabulary.terms(group) if term.slug in live]


def job_words(job: Fields) -> str:
    """Return "Billing advisor, Northgate Telecom" for a job, as choices and sources name it."""
    return ", ".join(part for part in (text(job, "position"), text(job, "name")) if part)


def source_words(job: Fields) -> str:
    """Return "Northgate Telecom, 2 years": where something was learned, and how long."""
    return ", ".join(part for part in (text(job, "name"), length_words(job)) if part)


def _place(location: Fields) -> str:
    region = _label("us-state", text(location, "region"))
    # Inside the United States the state says enough.
    country = (
        "" if region and text(location, "countryCode") == "US" else text(location, "countryCode")
    )
    parts = (text(location, "city"), region, _label("country", country))
    return ", ".join(part for part in parts if part)


def _label(group: str, slug: str) -> str:
    live = vocabulary.resolve(group, slug)
    return vocabulary.label(group, live) if live else slug


def _skills(document: Fields) -> tuple[SkillLine, ...]:
    jobs = {entry_id(job): job for job in entries(document, Section.WORK)}
    lines = [_skill(skill, jobs) for skill in entries(document, Section.SKILLS)]
    others = [
        SkillLine("", name, SkillLevel.LISTED, LEVEL_WORDS[SkillLevel.LISTED], "", "")
        for row in rows(document, "skills")
        if (name := text(row, "name"))
    ]
    # The best backed first, each level in the person's own order.
    order = list(reversed(SkillLevel))
    return tuple(sorted([*lines, *others], key=lambda line: order.index(SkillLevel(line.level))))


def _skill(skill: Entry, jobs: Mapping[str, Entry]) -> SkillLine:
    level = skill_level(skill)
    job = jobs.get(text(skill, "work_id"), {})
    backing = [
        source_words(job),
        "Had training in this" if skill.get("trained") is True else "",
        f"Reference: {text(skill, 'reference')}" if text(skill, "reference") else "",
    ]
    return SkillLine(
        id=entry_id(skill),
        name=name_of(skill, "skill"),
        level=level,
        level_words=LEVEL_WORDS[level],
        proof=text(skill, "proof"),
        backing=". ".join(part for part in backing if part),
    )


def _work_and_breaks(document: Fields) -> list[Entry]:
    return newest_first([*entries(document, Section.WORK), *entries(document, Section.BREAKS)])


def _job(entry: Entry) -> TimeLine:
    if "text" in entry:
        return TimeLine(entry_id(entry), period_words(entry), text(entry, "text"), "", ())
    own = ours(entry)
    channels = _sentence(labels("channel", texts(own, "channels")))
    daily = own.get("contacts_a_day")
    handled = f"about {daily:,} contacts a day" if isinstance(daily, int) and daily else ""
    facts = (
        _capital(", ".join(part for part in (channels, handled) if part)),
        result_words(mapping(own, "result")),
        text(entry, "summary"),
        *texts(entry, "highlights"),
    )
    return _timeline(entry, text(entry, "position"), text(entry, "name"), facts)


def _volunteering(entry: Entry) -> TimeLine:
    facts = (text(entry, "summary"), *texts(entry, "highlights"))
    return _timeline(entry, text(entry, "position"), text(entry, "organization"), facts)


def _education(entry: Entry) -> TimeLine:
    kind = _label("qualification", text(ours(entry), "qualification")) or text(entry, "studyType")
    title = text(entry, "area") or kind
    facts = (kind if kind != title else "", ", ".join(texts(entry, "courses")))
    return _timeline(entry, title, text(entry, "institution"), facts)


def _certificate(entry: Entry) -> TimeLine:
    period = month_words(text(entry, "date"))
    return TimeLine(entry_id(entry), period, text(entry, "name"), text(entry, "issuer"), ())


def _reference(entry: Entry) -> TimeLine:
    said = text(entry, "reference")
    return TimeLine(entry_id(entry), "", text(entry, "name"), "", (said,) if said else ())


def _timeline(entry: Entry, title: str, place: str, facts: Iterable[str]) -> TimeLine:
    kept = tuple(fact for fact in facts if fact)
    return TimeLine(
        entry_id(entry), period_words(entry), title or place, place if title else "", kept
    )


def _lines(
    document: Fields, section: Section, line: Callable[[Entry], TimeLine]
) -> tuple[TimeLine, ...]:
    return tuple(line(entry) for entry in newest_first(entries(document, section)))


def _language(entry: Entry) -> TimeLine:
    own = ours(entry)
    name = _label("language", text(own, "slug")) or text(entry, "language")
    level = _label("language-level", text(own, "level")) or text(entry, "fluency")
    return TimeLine(entry_id(entry), "", f"{name}: {level}" if level else name, "", ())


def _week(week: Fields) -> str:
    """Return "Monday to Wednesday: day, late; Friday: day": like days in a row are one."""
    days = [
        (day.label, ", ".join(labels("shift-band", texts(week, day.slug))).lower())
        for day in vocabulary.terms("weekday")
    ]
    runs = [
        (bands, [name for name, _ in run]) for bands, run in groupby(days, key=lambda day: day[1])
    ]
    return "; ".join(
        f"{run[0]}{f' to {run[-1]}' if len(run) > 1 else ''}: {bands}"
        for bands, run in runs
        if bands
    )


def _wanted(wanted: Fields) -> tuple[tuple[str, str], ...]:
    region = text(wanted, "region")
    place = {
        "city": text(wanted, "town"),
        "region": region,
        "countryCode": text(wanted, "country"),
    }
    found = (
        ("Arrangement", _sentence(labels("arrangement", texts(wanted, "arrangements")))),
        ("Place", _place(place)),
        ("May live in", _comma(area_words(code) for code in texts(wanted, "live_in"))),
        ("Industries", _sentence(labels("industry", texts(wanted, "industries")))),
        ("Hours", _sentence(labels("hours", texts(wanted, "hours")))),
        ("Contract", _sentence(labels("contract", texts(wanted, "contracts")))),
    )
    return tuple((name, words) for name, words in found if words)


def area_words(code: str) -> str:
    """Return the name of a state ("US-TX") or a country ("CA")."""
    return _label("us-state" if "-" in code else "country", code)


def _sentence(words: list[str]) -> str:
    """Return "Phone, email and live chat": one capital, as inside a sentence."""
    return joined([word if index == 0 else word.lower() for index, word in enumerate(words)])


def _comma(words: Iterable[str]) -> str:
    return ", ".join(word for word in words if word)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
