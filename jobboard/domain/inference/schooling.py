"""The schooling a posting asks for: the lowest that will do, and what is welcome beyond it."""

from collections.abc import Iterator
from typing import NamedTuple

from jobboard.domain import vocabulary
from jobboard.domain.inference.needs import LISTS, MUST, NICE, need, statements
from jobboard.domain.inference.reading import Match, denied, finder, listed
from jobboard.domain.inference.source import Source
from jobboard.domain.listing_rows import NO_NEED, NOTHING
from jobboard.domain.vocabulary import Term

_LOOSE_SCHOOLING = listed(
    "certification, vocational, ba, bs, high school, professional degree, unspecified, none "
    "needed, none, degree, some college, high school education"
)
_SCHOOLING_IN_LISTS = listed(
    "degree, some college, high school, ba, bs, vocational, high school education"
)
# "A high degree of accuracy" is no schooling.
_DEGREE = "degree"
_OF_SOMETHING = frozenset({"of"})


class Schooling(NamedTuple):
    """A qualification, its need and the words that show it."""

    term: Term
    need: str
    words: str


def schooling(source: Source) -> Iterator[Schooling]:
    """The lowest schooling that will do, and what is welcome beyond it."""
    said = vocabulary.cues("qualification").get(
        vocabulary.fold(source.field("educationRequirements"))
    )
    matches = list(_schooling_matches(source))
    ranked = sorted(matches, key=lambda pair: int(pair[0].term.extra["rank"]))
    musts = [match for match, wanted in ranked if wanted == MUST]
    nices = [match for match, wanted in ranked if wanted == NICE]
    floor = said or (musts[0].term if musts else None)
    if floor:
        words = musts[0].written if musts and not said else source.field("educationRequirements")
        wanted = NO_NEED if floor.slug == NOTHING else MUST
        yield Schooling(floor, wanted, words)
    if nices and (not floor or nices[-1].term.extra["rank"] > floor.extra["rank"]):
        yield Schooling(nices[-1].term, NICE, nices[-1].written)


def _schooling_matches(source: Source) -> Iterator[tuple[Match, str]]:
    for sentence, heading in statements(source):
        listed = sentence.section in LISTS
        leave_out = _LOOSE_SCHOOLING - _SCHOOLING_IN_LISTS if listed else _LOOSE_SCHOOLING
        for match in finder("qualification", leave_out).find(sentence):
            if _OF_SOMETHING.intersection(match.after(1)) and match.cue == _DEGREE:
                continue
            if match.term.slug == NOTHING or not denied(match):
                yield match, need(match, heading)[0]
