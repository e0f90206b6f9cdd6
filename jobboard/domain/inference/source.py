"""A posting made ready for reading: its fields at hand, its texts as sentences by section."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from jobboard.domain import vocabulary
from jobboard.domain.inference.reading import Match, Sentence, sentences

TITLE = "title"
DESCRIPTION = "description"
DUTIES = "responsibilities"
QUALIFICATIONS = "qualifications"
SKILLS = "skills"
BENEFITS = "jobBenefits"
HOURS = "workHours"
EMPLOYER = "employer"
_TEXT_FIELDS = (TITLE, DESCRIPTION, DUTIES, QUALIFICATIONS, SKILLS, BENEFITS, HOURS)


class Fact(NamedTuple):
    """A value and how it was found: "field: name" or "text: the words matched"."""

    value: Any
    how: str


@dataclass(frozen=True, slots=True)
class Source:
    """A posting shaped as schema.org JobPosting, read once for all rules."""

    posting: Mapping[str, Any]
    sentences: tuple[Sentence, ...]

    def field(self, name: str) -> str:
        """A text field without outer spaces, or "" when it is missing or no text."""
        value = self.posting.get(name)
        return value.strip() if isinstance(value, str) else ""

    def part(self, *sections: str) -> tuple[Sentence, ...]:
        """The sentences of some sections, in text order."""
        return tuple(item for item in self.sentences if item.section in sections)


def read(posting: Mapping[str, Any]) -> Source:
    """Make a posting ready. Unknown fields are ignored, missing ones stay unknown."""
    texts = [(name, posting.get(name)) for name in _TEXT_FIELDS]
    texts.append((EMPLOYER, employer_field(posting, "description")))
    found = [
        sentence
        for section, text in texts
        if isinstance(text, str)
        for sentence in sentences(section, text)
    ]
    return Source(posting, tuple(found))


def read_title(posting: Mapping[str, Any]) -> Source:
    """Make only the title ready, for rules that need no more."""
    title = posting.get(TITLE)
    return Source(posting, tuple(sentences(TITLE, title if isinstance(title, str) else "")))


def employer_field(posting: Mapping[str, Any], name: str) -> str:
    """A text field of ``hiringOrganization``, or ""."""
    organization = posting.get("hiringOrganization")
    value = organization.get(name) if isinstance(organization, Mapping) else None
    return value if isinstance(value, str) else ""


def by_text(value: Any, *matches: Match) -> Fact:
    """A fact that rests on matched words."""
    words = dict.fromkeys(match.written for match in matches)
    return Fact(value, f"text: {', '.join(words)}")


def by_field(value: Any, name: str) -> Fact:
    """A fact that rests on a field of the posting."""
    return Fact(value, f"field: {name}")


def in_page_order(group: str, matches: Iterable[Match]) -> Fact | None:
    """The terms that were matched, in page order, with the first words that showed each."""
    return told_in_page_order(group, ((match.term.slug, match.written) for match in matches))


def told_in_page_order(group: str, told: Iterable[tuple[str, str]]) -> Fact | None:
    """The same from slugs of a group, each with the words that showed it."""
    first: dict[str, str] = {}
    for slug, words in told:
        first.setdefault(slug, words)
    order = tuple(term.slug for term in vocabulary.terms(group) if term.slug in first)
    words = ", ".join(dict.fromkeys(first[slug] for slug in order))
    return Fact(order, f"text: {words}") if order else None
