"""Whether a text asks for something or would like it: the words of need and the headings."""

import re
from collections.abc import Iterator

from jobboard.domain.inference.reading import Match, Sentence
from jobboard.domain.inference.source import (
    DESCRIPTION,
    DUTIES,
    QUALIFICATIONS,
    SKILLS,
    TITLE,
    Source,
)

MUST = "must"
NICE = "nice"
LISTS = (QUALIFICATIONS, SKILLS)
# A word of need says so of everything up to this many words away.
MARKER_REACH = 14

_NICE_MARK = re.compile(
    r"\b(?:(?:preferred|desired)(?! candidate| qualifications)|preferably|prefer|plus|pluses"
    r"|desirable|may be (?:required|needed)|nice to have|an advantage|advantageous|a bonus|bonus"
    r"|beneficial|helpful|an asset|ideally|highly regarded|would be great|optional"
    r"|(?:not|isn t) (?:essential|required|necessary|needed|mandatory))\b"
)
_MUST_MARK = re.compile(
    r"(?<!not )\b(?:required|requires|require|must|mandatory|essential|vital|crucial|necessary"
    r"|is needed|need to (?:be|have)|have to (?:be|have)|minimum)\b"
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
    r"|proficien\w+|required|preferred|individuals?|person who|fluent|bilingual|requirements?|plus"
    r"|speaking)\b"
)


def statements(source: Source) -> Iterator[tuple[Sentence, str]]:
    """Sentences that speak of the applicant, each with the need its heading sets, or ""."""
    heading = ""
    section = ""
    for sentence in source.part(TITLE, DESCRIPTION, DUTIES, QUALIFICATIONS, SKILLS):
        if sentence.section != section:
            section, heading = sentence.section, ""
        if sentence.heading or len(sentence.words) <= _LONGEST_HEADING:
            heading = _heading(sentence, heading)
        listed = section in LISTS
        if listed or heading or _ABOUT_THE_PERSON.search(sentence.folded):
            yield sentence, heading


def _heading(sentence: Sentence, current: str) -> str:
    if _NICE_HEADING.search(sentence.folded):
        return NICE if sentence.heading else current
    if _MUST_HEADING.search(sentence.folded):
        return MUST if sentence.heading else current
    return "" if sentence.heading else current


def need(match: Match, heading: str) -> tuple[str, bool]:
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
