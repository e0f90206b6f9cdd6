"""How a resume fits what a listing asks for: a sum of named parts, each with where it comes from.

Only requirements and what stands in a ``Profile`` under skills, tools, languages and training
enter. Name, age, gender, photo, gaps and address do not, and cannot: a profile has none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jobboard.domain import vocabulary
from jobboard.domain.listing_rows import asked_for
from jobboard.domain.profile import NO_RANK, Profile, key_of, profile_of, rank_of
from jobboard.domain.resume import text
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
    def missing(self) -> tuple[Part, ...]:
        """The must-haves that are not on the resume."""
        return tuple(self._of(Answer.NOT_LISTED))

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
    return match_profile(requirements, profile_of(document))


def match_profile(requirements: Iterable[Fields], profile: Profile) -> Match:
    """Return ``match`` for a resume that was read already."""
    return Match(tuple(_part(row, profile) for row in asked_for(requirements)))


def judge(row: Fields, profile: Profile) -> tuple[Answer, Source]:
    """Return what a profile says to one requirement, and where it says so."""
    return _JUDGES.get(text(row, "kind"), _other)(row, profile)


def _part(row: Fields, profile: Profile) -> Part:
    state, sources = judge(row, profile)
    label = requirement_label(row)
    return Part(row, state, sources, label, _inside_a_sentence(text(row, "kind"), label))


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


def _skill(row: Fields, profile: Profile) -> tuple[Answer, Source]:
    where = profile.skills.get(key_of(row, "skill"))
    if where is not None:
        return Answer.YES, _on_resume(where)
    # Words of the employer's own can stand for much that a resume says in other words.
    return (Answer.NOT_LISTED, _NOT_THERE) if text(row, "slug") else (Answer.UNCLEAR, _UNCLEAR)


def _tool(row: Fields, profile: Profile) -> tuple[Answer, Source]:
    if key_of(row, "tool") in profile.tools:
        return Answer.YES, _on_resume("tools")
    return Answer.NOT_LISTED, _NOT_THERE


def _language(row: Fields, profile: Profile) -> tuple[Answer, Source]:
    slug = vocabulary.resolve("language", text(row, "slug"))
    if slug is None:
        return Answer.UNCLEAR, _UNCLEAR
    if slug not in profile.languages:
        return Answer.NOT_LISTED, _NOT_THERE
    name = vocabulary.label("language", slug)
    asked, level = _level(text(row, "level")), _level(profile.languages[slug])
    if level is None:
        return (Answer.UNCLEAR, _no_level(name)) if asked else (Answer.YES, _on_resume(name))
    there = _on_resume(f"{name}, {_short(level)}")
    if asked is None or level.extra["rank"] >= asked.extra["rank"]:
        return Answer.YES, there
    return Answer.NOT_LISTED, {
        reader: f"{words} This asks for more." for reader, words in there.items()
    }


def _no_level(name: str) -> Source:
    return {
        reader: f"{name} is on {resume} without a level. {_UNCLEAR[reader]}"
        for reader, resume in _RESUME.items()
    }


def _qualification(row: Fields, profile: Profile) -> tuple[Answer, Source]:
    asked = rank_of(text(row, "slug"))
    if asked == NO_RANK:
        return Answer.UNCLEAR, _UNCLEAR
    if profile.schooling >= asked:
        return Answer.YES, _on_resume(profile.school)
    if profile.unknown_school:
        return Answer.UNCLEAR, _UNCLEAR
    return Answer.NOT_LISTED, _NOT_THERE


def _other(_row: Fields, _profile: Profile) -> tuple[Answer, Source]:
    return Answer.UNCLEAR, _UNCLEAR


_JUDGES: Mapping[str, Callable[[Fields, Profile], tuple[Answer, Source]]] = {
    "skill": _skill,
    "tool": _tool,
    "language": _language,
    "qualification": _qualification,
}


def _level(slug: str) -> vocabulary.Term | None:
    live = vocabulary.resolve("language-level", slug)
    return vocabulary.term("language-level", live) if live else None


def _short(level: vocabulary.Term) -> str:
    """Return "B2" or "native"."""
    return level.slug if level.slug == "native" else level.slug.upper()


def _on_resume(where: str) -> Source:
    return {reader: f"On {resume}: {where}." for reader, resume in _RESUME.items()}
