"""What an applicant needs: skills, tools, languages and schooling, each a must or nice to have."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jobboard.domain import vocabulary
from jobboard.domain.inference.reading import Match, Sentence, denied, finder, listed
from jobboard.domain.inference.source import (
    DESCRIPTION,
    DUTIES,
    QUALIFICATIONS,
    SKILLS,
    TITLE,
    Fact,
    Source,
)

MUST = "must"
NICE = "nice"
MOST_MUSTS = 8
# A word of need says so of everything up to this many words away.
MARKER_REACH = 14

_NICE_MARK = re.compile(
    r"\b(?:preferred|preferably|prefer|(?:a |big |huge |definite |strong )?plus|pluses|desirable"
    r"|desired|nice to have|an advantage|advantageous|a bonus|bonus|beneficial|helpful|an asset"
    r"|ideally|highly regarded|(?:not|but not|isn t) (?:essential|required|necessary|needed|mandatory)"
    r"|would be great|optional)\b"
)
_MUST_MARK = re.compile(
    r"(?<!not )\b(?:required|requires|require|must|mandatory|essential|necessary|a must|is needed"
    r"|need to (?:be|have)|have to (?:be|have)|minimum)\b"
)
_NICE_HEADING = re.compile(
    r"^(?:preferred|desired|desirable|nice to have|bonus|additional|pluses|ideal)\b"
    r"|\b(?:preferred|desired|nice to have|a plus)$"
)
_MUST_HEADING = re.compile(r"^(?:minimum|required|essential|must have|basic|mandatory)\b")
_LONGEST_HEADING = 5
# In a description only sentences about the person count.
_ABOUT_THE_PERSON = re.compile(
    r"\b(?:must|you (?:are|have|should|will need|need)|candidates?|applicants?|ability to|skills?"
    r"|experience (?:with|in|using)|looking for|seeking|seeks|should (?:be|have)|we need"
    r"|proficien\w+|required|preferred|individuals?|person who|fluent|bilingual|requirements?)\b"
)

_LOOSE_SKILLS = listed(
    "communication, understanding, organization, organisation, planning, caring, creative, "
    "creativity, innovation, innovative, analysis, judgment, relationships, feedback, reviews, "
    "surveys, windows, type, networking, sell, consistent, consistently, determined, "
    "determination, documentation, documenting, coach, coaching, attendance, supervise, "
    "supervises, supervising, cooperation, discretion, accurate, diagnose, analytical, listening, "
    "personality, driven, diagnostics, collaborate, troubleshoot, faqs, thorough, decisive, "
    "motivated, leadership, versatility, pleasant, client satisfaction, relationship management, "
    "working relationships, resolve issues, active directory, hardware and software, document "
    "all, case notes, deadlines, client relationships, maintain records, new ideas, record "
    "keeping, root cause, dependable and, customer feedback, customer reviews, customer "
    "relationships, sensitive to, patience and, patient and, flexible and, quality service, "
    "customer satisfaction, customer experience, company products, follow through, research "
    "skills, supervision of, knowledge base, interact with, provide feedback, operating systems, "
    "team members, products and services, product line"
)
# Loose words that do count in the sections that list what is needed.
_SKILLS_IN_LISTS = listed(
    "analytical, leadership, creative, creativity, listening, motivated, judgment, cooperation, "
    "thorough, troubleshoot, diagnose, accurate, windows, supervise, supervising, coaching, "
    "personality, driven, deadlines, collaborate, decisive, pleasant, planning, client "
    "relationships, customer satisfaction, record keeping, interact with, flexible and, follow "
    "through, active directory, operating systems, hardware and software, working relationships, "
    "resolve issues, customer relationships"
)
_NOT_BEFORE_THING = {
    "reliable": frozenset(
        [
            "transportation",
            "transport",
            "car",
            "vehicle",
            "internet",
            "computer",
            "access",
            "connection",
            "phone",
            "high",
        ]
    ),
    "flexibility": frozenset({"of", "in"}),
    "initiative": frozenset({"of", "to", "is"}),
    "friendly": frozenset({"environment", "office", "workplace", "place", "service", "user"}),
    "integrity": frozenset({"of"}),
    "attendance": frozenset({"at"}),
    "accuracy": frozenset({"of"}),
}
# Names that are also words: they count only when written as a name.
_NAMES_AS_WRITTEN = {
    "nice": "NICE",
    "slack": "Slack",
    "intercom": "Intercom",
    "excel": "Excel",
    "outlook": "Outlook",
    "avaya": "Avaya",
    "genesys": "Genesys",
    "atlassian": "Atlassian",
    "talk desk": "Talk Desk",
}
_LOOSE_TOOLS = listed("teams, office suite, fresh desk, sales force, hub spot")
_SPEAKING = listed(
    "speak, speaks, speaking, speaker, speakers, spoken, fluent, fluency, fluently, bilingual, "
    "multilingual, trilingual, language, languages, native, proficiency, conversational, written, "
    "verbal, verbally, oral, mother, tongue, read, write, writing, interpret, translate"
)
_STUDY = listed("degree, bachelor, major, literature, teacher, cuisine, food")
_LOOSE_LANGUAGES = listed("haitian, creole, polish")
_LEVEL_REACH = 3
_LOOSE_LEVELS = listed(
    "basic, good, advanced, proficient, bilingual, intermediate, beginner, elementary"
)
_LOOSE_SCHOOLING = listed(
    "certification, vocational, ba, bs, high school, professional degree, unspecified, none "
    "needed, none, degree, some college, high school education"
)
_SCHOOLING_IN_LISTS = listed(
    "degree, some college, high school, ba, bs, vocational, high school education"
)
_NO_SCHOOLING_NEEDED = "none"


class Row(NamedTuple):
    """One requirement, shaped as a listing keeps it."""

    kind: str
    slug: str
    level: str
    need: str
    said: bool
    words: str

    def as_listed(self) -> dict[str, str]:
        """The row as a listing column holds it."""
        return {
            "kind": self.kind,
            "slug": self.slug,
            "text": "",
            "level": self.level,
            "need": self.need,
        }


def requirements(source: Source) -> Fact | None:
    """Requirement rows in order of kind; at most eight are musts, those said outright first."""
    rows = _limited(_once([*_schooling(source), *_found(source)]))
    if not rows:
        return None
    how = ", ".join(dict.fromkeys(row.words for row in rows))
    return Fact(tuple(row.as_listed() for row in rows), f"text: {how}")


def _found(source: Source) -> Iterator[Row]:
    for sentence, heading in _statements(source):
        for group, leave_out in (
            ("language", _LOOSE_LANGUAGES),
            ("tool", _LOOSE_TOOLS),
            ("skill", frozenset()),
        ):
            for match in finder(group, leave_out).find(sentence):
                if _counts(match):
                    need, said = _need(match, heading)
                    level = _language_level(match) if group == "language" else ""
                    yield Row(group, match.term.slug, level, need, said, match.written)


def _statements(source: Source) -> Iterator[tuple[Sentence, str]]:
    """Sentences that speak of the applicant, each with the need its heading sets, or ""."""
    heading = ""
    section = ""
    for sentence in source.part(TITLE, DESCRIPTION, DUTIES, QUALIFICATIONS, SKILLS):
        if sentence.section != section:
            section, heading = sentence.section, ""
        if sentence.heading or len(sentence.words) <= _LONGEST_HEADING:
            heading = _heading(sentence, heading)
        listed = section in (QUALIFICATIONS, SKILLS)
        if listed or heading or _ABOUT_THE_PERSON.search(sentence.folded):
            yield sentence, heading


def _heading(sentence: Sentence, current: str) -> str:
    if _NICE_HEADING.search(sentence.folded):
        return NICE if sentence.heading else current
    if _MUST_HEADING.search(sentence.folded):
        return MUST if sentence.heading else current
    return "" if sentence.heading else current


def _need(match: Match, heading: str) -> tuple[str, bool]:
    """The need, and whether the text says it outright."""
    after = " ".join(match.after(MARKER_REACH))
    before = " ".join(match.before(MARKER_REACH))
    nearest = _first_mark(after) or _last_mark(before) or heading
    if nearest:
        return nearest, True
    return (NICE if match.sentence.section == SKILLS else MUST), False


def _first_mark(words: str) -> str:
    marks = [
        (found.start(), need)
        for need, pattern in ((NICE, _NICE_MARK), (MUST, _MUST_MARK))
        if (found := pattern.search(words))
    ]
    return min(marks)[1] if marks else ""


def _last_mark(words: str) -> str:
    marks = [
        (found.start(), need)
        for need, pattern in ((NICE, _NICE_MARK), (MUST, _MUST_MARK))
        for found in pattern.finditer(words)
    ]
    return max(marks)[1] if marks else ""


def _counts(match: Match) -> bool:
    if denied(match):
        return False
    if match.term.group == "tool":
        return match.written == _NAMES_AS_WRITTEN.get(match.phrase, match.written)
    if match.term.group == "language":
        return _is_spoken(match)
    return _is_skill(match)


def _is_skill(match: Match) -> bool:
    if match.sentence.section == TITLE:
        return False
    if _NOT_BEFORE_THING.get(match.phrase, frozenset()).intersection(match.after(1)):
        return False
    if match.phrase not in _LOOSE_SKILLS:
        return True
    listed = match.sentence.section in (QUALIFICATIONS, SKILLS)
    return listed and match.phrase in _SKILLS_IN_LISTS


def _is_spoken(match: Match) -> bool:
    words = match.sentence.words
    if not match.written[0].isupper() or _STUDY.intersection(words):
        return False
    return match.sentence.section == TITLE or bool(_SPEAKING.intersection(words))


def _language_level(match: Match) -> str:
    """The level named within a few words of the language, or ""."""
    near = Sentence(
        match.sentence.section,
        (*match.before(_LEVEL_REACH), *match.after(_LEVEL_REACH)),
        (*match.before(_LEVEL_REACH), *match.after(_LEVEL_REACH)),
    )
    found = next(finder("language-level", _LOOSE_LEVELS).find(near), None)
    return found.term.slug if found else ""


def _schooling(source: Source) -> Iterator[Row]:
    """The lowest schooling that will do, and what is welcome beyond it."""
    said = vocabulary.cues("qualification").get(
        vocabulary.fold(source.field("educationRequirements"))
    )
    matches = list(_schooling_matches(source))
    ranked = sorted(matches, key=lambda pair: int(pair[0].term.extra["rank"]))
    musts = [match for match, need in ranked if need == MUST]
    nices = [match for match, need in ranked if need == NICE]
    floor = said or (musts[0].term if musts else None)
    if floor:
        words = musts[0].written if musts and not said else source.field("educationRequirements")
        yield Row("qualification", floor.slug, "", MUST, True, words)
    if nices and (not floor or nices[-1].term.extra["rank"] > floor.extra["rank"]):
        yield Row("qualification", nices[-1].term.slug, "", NICE, True, nices[-1].written)


def _schooling_matches(source: Source) -> Iterator[tuple[Match, str]]:
    for sentence, heading in _statements(source):
        listed = sentence.section in (QUALIFICATIONS, SKILLS)
        leave_out = _LOOSE_SCHOOLING - _SCHOOLING_IN_LISTS if listed else _LOOSE_SCHOOLING
        for match in finder("qualification", leave_out).find(sentence):
            if match.term.slug == _NO_SCHOOLING_NEEDED or not denied(match):
                yield match, _need(match, heading)[0]


def _once(rows: Iterable[Row]) -> list[Row]:
    """Each requirement once: a must outweighs a nice, what is said outright the rest."""
    best: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        key = (row.kind, row.slug, row.need if row.kind == "qualification" else "")
        known = best.get(key)
        if known is None or (row.said, row.need == MUST) > (known.said, known.need == MUST):
            best[key] = row
    return list(best.values())


def _limited(rows: list[Row]) -> list[Row]:
    musts = [row for row in rows if row.need == MUST]
    kept = sorted(musts, key=lambda row: not row.said)[:MOST_MUSTS]
    return [row if row.need == NICE or row in kept else row._replace(need=NICE) for row in rows]
