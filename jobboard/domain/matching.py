"""How a resume fits what a listing asks for: a sum of named parts, each with where it comes from.

Only requirements and what stands on the resume under skills, tools, languages and training enter.
Name, age, gender, photo, gaps, address and pay do not, and cannot: nothing here reads them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jobboard.domain import vocabulary
from jobboard.domain.listing_rows import asked_for
from jobboard.domain.resume import Section, entries, entry_id, ours, rows, text
from jobboard.domain.resume.evidence import name_of, slug_or_text
from jobboard.domain.resume.reading import source_words
from jobboard.domain.text import joined

Fields = Mapping[str, Any]


class Reader(StrEnum):
    """Who reads a comparison."""

    SEEKER = "seeker"
    EMPLOYER = "employer"


Source = Mapping[Reader, str]
_RESUME: Source = {Reader.SEEKER: "your resume", Reader.EMPLOYER: "the resume"}
_NOT_THERE: Source = {reader: f"Not on {resume}." for reader, resume in _RESUME.items()}
_UNCLEAR: Source = {
    Reader.SEEKER: "We could not tell. The employer may ask.",
    Reader.EMPLOYER: "You may ask.",
}


# Words an employer's own requirement begins with that are no names.
_OPENING_WORDS = frozenset(
    word.capitalize()
    for word in re.findall(
        r"\w+",
        "a an the at able ability availability available basic being clear comfortable current "
        "driving experience experienced good knowledge legal own previous reliable some strong "
        "valid willing willingness work working years one two three four five six seven eight "
        "nine ten",
    )
)


class Answer(StrEnum):
    """What the resume says to one requirement."""

    YES = "yes"
    NOT_LISTED = "not_listed"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Part:
    """One requirement and what the resume says to it.

    ``label`` is the requirement on its own ("Spanish (B2 or better)"), ``phrase`` inside a
    sentence; ``sources`` say the place on the resume it came from, or what is not there, in
    words for each reader.
    """

    requirement: Fields
    state: Answer
    sources: Source
    label: str
    phrase: str

    @property
    def source(self) -> str:
        """Where it came from, in words for the seeker whose resume it is."""
        return self.source_for(Reader.SEEKER)

    def source_for(self, reader: Reader) -> str:
        """Return where it came from in words for ``reader``."""
        return self.sources[reader]

    @property
    def is_must(self) -> bool:
        """Whether the listing calls it a must-have."""
        return text(self.requirement, "need") == "must"


@dataclass(frozen=True, slots=True)
class Match:
    """The parts, must-haves and nice-to-haves, in the listing's order. Must-haves are counted."""

    parts: tuple[Part, ...]

    @property
    def musts(self) -> tuple[Part, ...]:
        """The must-haves."""
        return tuple(part for part in self.parts if part.is_must)

    @property
    def nices(self) -> tuple[Part, ...]:
        """The nice-to-haves."""
        return tuple(part for part in self.parts if not part.is_must)

    @property
    def yes(self) -> int:
        """How many must-haves are on the resume."""
        return len(self._of(Answer.YES))

    @property
    def unclear(self) -> int:
        """How many must-haves cannot be told. They never count against."""
        return len(self._of(Answer.UNCLEAR))

    @property
    def total(self) -> int:
        """How many must-haves there are."""
        return len(self.musts)

    @property
    def sentence(self) -> str:
        """The must-haves in words: what is listed, what is not, what cannot be told."""
        listed, missing, unclear = (
            [part.phrase for part in self._of(state)]
            for state in (Answer.YES, Answer.NOT_LISTED, Answer.UNCLEAR)
        )
        if not self.musts:
            return "This job names no must-haves."
        if not missing and not unclear:
            return "Everything it asks for is on your resume."
        said = (
            f"Asks for {joined(listed)}, which you list." if listed else "",
            f"Asks for {joined(missing)}, which you do not list." if missing else "",
            f"Asks for {joined(unclear)}: we could not tell." if unclear else "",
        )
        return " ".join(line for line in said if line)

    def _of(self, state: Answer) -> list[Part]:
        return [part for part in self.musts if part.state is state]


def match(requirements: Iterable[Fields], document: Fields) -> Match:
    """Return how the resume ``document`` fits a listing's ``requirements``, row by row.

    That no qualification is needed asks for nothing, so it is no part.
    """
    return Match(tuple(_part(row, document) for row in asked_for(requirements)))


def _part(row: Fields, document: Fields) -> Part:
    kind = text(row, "kind")
    state, sources = _JUDGES.get(kind, _other)(row, document)
    label = requirement_label(row)
    return Part(row, state, sources, label, _inside_a_sentence(kind, label))


def _inside_a_sentence(kind: str, label: str) -> str:
    """Return a label without its capital, unless that may be the capital of a name."""
    first = label.partition(" ")[0]
    is_name = kind in ("tool", "language") or (kind == "other" and first not in _OPENING_WORDS)
    return label if is_name else label[:1].lower() + label[1:]


def requirement_label(row: Fields) -> str:
    """Return a requirement on its own: "De-escalation", "Spanish (B2 or better)"."""
    kind = text(row, "kind")
    live = vocabulary.resolve(kind, text(row, "slug")) if kind in _JUDGES else None
    name = vocabulary.label(kind, live) if live else text(row, "text")
    level = _level(text(row, "level")) if kind == "language" else None
    if level is None:
        return name
    return f"{name} ({_short(level)}{'' if level.slug == 'native' else ' or better'})"


def _skill(row: Fields, document: Fields) -> tuple[Answer, Source]:
    asked = _key(row, "skill")
    for skill in entries(document, Section.SKILLS):
        if _key(skill, "skill") == asked:
            return Answer.YES, _on_resume(_skill_source(skill, document))
    names = (text(skill, "name") for skill in rows(document, "skills"))
    if any(_key({"text": name}, "skill") == asked for name in names):
        return Answer.YES, _on_resume("skills")
    # Words of the employer's own can stand for much that a resume says in other words.
    return (Answer.NOT_LISTED, _NOT_THERE) if text(row, "slug") else (Answer.UNCLEAR, _UNCLEAR)


def _skill_source(skill: Fields, document: Fields) -> str:
    work_id = text(skill, "work_id")
    jobs = (job for job in entries(document, Section.WORK) if entry_id(job) == work_id)
    job = next(jobs, None) if work_id else None
    return source_words(job) if job else "service skills"


def _tool(row: Fields, document: Fields) -> tuple[Answer, Source]:
    asked = _key(row, "tool")
    known = {_key(tool, "tool") for tool in rows(ours(document), "tools")}
    if asked in known:
        return Answer.YES, _on_resume("tools")
    return Answer.NOT_LISTED, _NOT_THERE


def _language(row: Fields, document: Fields) -> tuple[Answer, Source]:
    spoken = {_language_slug(entry): entry for entry in entries(document, Section.LANGUAGES)}
    slug = text(row, "slug")
    entry = spoken.get(slug) if slug else None
    if entry is None:
        return (Answer.NOT_LISTED, _NOT_THERE) if slug else (Answer.UNCLEAR, _UNCLEAR)
    name = vocabulary.label("language", slug)
    asked, level = _level(text(row, "level")), _level(text(ours(entry), "level"))
    if level is None:
        if asked is None:
            return Answer.YES, _on_resume(name)
        return Answer.UNCLEAR, {
            reader: f"{name} is on {resume} without a level. {_UNCLEAR[reader]}"
            for reader, resume in _RESUME.items()
        }
    if asked is None or level.extra["rank"] >= asked.extra["rank"]:
        return Answer.YES, _on_resume(f"{name}, {_short(level)}")
    there = _on_resume(f"{name}, {_short(level)}")
    more = {reader: f"{words} This asks for more." for reader, words in there.items()}
    return Answer.NOT_LISTED, more


def _qualification(row: Fields, document: Fields) -> tuple[Answer, Source]:
    live = vocabulary.resolve("qualification", text(row, "slug"))
    if live is None:
        return Answer.UNCLEAR, _UNCLEAR
    asked = vocabulary.term("qualification", live)
    schools = entries(document, Section.EDUCATION)
    best = max(schools, key=_rank, default=None)
    if best is not None and _rank(best) >= asked.extra["rank"]:
        name = vocabulary.label("qualification", text(ours(best), "qualification"))
        where = ", ".join(part for part in (name, text(best, "institution")) if part)
        return Answer.YES, _on_resume(where)
    if any(_rank(school) < 0 for school in schools):
        return Answer.UNCLEAR, _UNCLEAR  # A school without its kind, as other boards export it.
    return Answer.NOT_LISTED, _NOT_THERE


def _other(_row: Fields, _document: Fields) -> tuple[Answer, Source]:
    return Answer.UNCLEAR, _UNCLEAR


_JUDGES: Mapping[str, Callable[[Fields, Fields], tuple[Answer, Source]]] = {
    "skill": _skill,
    "tool": _tool,
    "language": _language,
    "qualification": _qualification,
}


def _key(row: Fields, group: str) -> str:
    """Return what makes two skills or tools the same: the term, or the folded words."""
    live = vocabulary.resolve(group, text(row, "slug"))
    kept = {"slug": live} if live else slug_or_text(group, text(row, "text"))
    return vocabulary.fold(name_of(kept, group))


def _language_slug(entry: Fields) -> str:
    slug = text(ours(entry), "slug")
    if slug:
        return slug
    term = vocabulary.aliases("language").get(vocabulary.fold(text(entry, "language")))
    return term.slug if term else ""


def _level(slug: str) -> vocabulary.Term | None:
    live = vocabulary.resolve("language-level", slug)
    return vocabulary.term("language-level", live) if live else None


def _short(level: vocabulary.Term) -> str:
    """Return "B2" or "native"."""
    return level.slug if level.slug == "native" else level.slug.upper()


def _rank(school: Fields) -> int:
    live = vocabulary.resolve("qualification", text(ours(school), "qualification"))
    return int(vocabulary.term("qualification", live).extra["rank"]) if live else -1


def _on_resume(where: str) -> Source:
    return {reader: f"On {resume}: {where}." for reader, resume in _RESUME.items()}
