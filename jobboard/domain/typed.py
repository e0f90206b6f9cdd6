"""A search box's text in parts: loose words, quoted phrases and exclusions.

Quotes ask for words in a row, a leading minus excludes. Anything may be typed; nothing is
an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jobboard.domain.phrases import words_of

MOST_WORDS = 40
"""Words read of a search, counting those that ask for nothing."""

_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')

# "Full/part time" is "full or part time", "Minneapolis/St Paul" are two towns; "24/7" and
# "and/or" are what they are.
_EITHER = re.compile(r"(?<=[^\W\d_]{3})/(?=[^\W\d_]{3}|(?:st|ft|mt)\b)", re.IGNORECASE)

_SIGNS = {"$": "usd", "£": "gbp", "€": "eur"}
_SIGNED = re.compile(r"(?P<sign>[$£€])(?P<amount>[0-9][0-9.,]*k?\+?)", re.IGNORECASE)

# Words that ask for nothing by themselves, though they may belong to a phrase ("work from
# home", "no experience"). Every listing is a job that somebody offers.
FILLERS = frozenset((
    "a", "ability", "able", "about", "all", "also", "am", "an", "and", "any", "anyone",
    "anything", "are", "area", "around", "as", "at", "based", "be", "best", "bucks", "by", "can",
    "career", "careers", "choose", "close", "companies", "company", "could", "day", "do", "dollars",
    "employment", "eur", "experience", "find", "fluent", "for", "from", "gbp", "get", "good", "got",
    "great", "has", "have", "help", "helping", "hire", "hiring", "hour", "hours", "how",
    "i", "if", "in", "including", "interested", "into", "is", "it", "job", "jobs", "just",
    "kind", "know", "least", "like", "list", "listing", "listings", "local", "look",
    "looking", "lot", "lots", "love", "me", "more", "my", "near", "nearby", "need",
    "needed", "needs", "new", "no", "non", "not", "now", "of", "off", "offer", "offered",
    "offers", "on", "only", "open", "opening", "openings", "opportunities", "opportunity",
    "or", "other", "our", "out", "over", "paying", "pays", "people", "per", "person",
    "place", "please", "pls", "plus", "position", "positions", "posting", "postings",
    "prefer", "preferably", "preferred", "really", "right", "role", "roles", "search",
    "seek", "seeking", "should", "skill", "skills", "so", "some", "somebody", "someone",
    "something", "speak", "speaker", "speakers", "speaking", "speaks", "still", "taking",
    "than", "that", "the", "their", "there", "this", "to", "type", "up", "urgent",
    "urgently", "usd", "use", "using", "vacancies", "vacancy", "very", "want", "wanted", "wanting",
    "we", "well", "what", "when", "where", "which", "who", "whose", "will", "with",
    "within", "without", "work", "working", "would", "year", "you", "your",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what was typed. ``loose`` words stand alone, others in a row."""

    words: tuple[str, ...]
    loose: bool = True
    excluded: bool = False

    @property
    def is_wanted_loose(self) -> bool:
        """Whether these are plain words to look for."""
        return self.loose and not self.excluded

    def __str__(self) -> str:
        text = " ".join(self.words)
        return f"{'-' if self.excluded else ''}{text if self.loose else _quoted(text)}"


def pieces(text: str) -> Iterator[Piece]:
    """What was typed, in order, up to MOST_WORDS words."""
    left = MOST_WORDS
    for found in _PIECE.finditer(text):
        quoted = found["phrase"] is not None
        excluded = bool(found["minus"])
        said = found["phrase"] if quoted else found["word"]
        text = said if quoted or excluded else _EITHER.sub(" or ", _unsigned(said))
        words = tuple(words_of(text))[:left]
        left -= len(words)
        # What is excluded is excluded in a row: -help-desk takes away "help desk" alone.
        if words:
            yield Piece(
                words, loose=not (quoted or (excluded and len(words) > 1)), excluded=excluded
            )


def _unsigned(word: str) -> str:
    """A word with its amount's sign as a word after it: "$15" is "15 usd"."""
    return _SIGNED.sub(lambda found: f"{found['amount']} {_SIGNS[found['sign']]} ", word)


def retyped(parts: Iterable[Piece]) -> str:
    """The text that reads as these pieces."""
    return " ".join(map(str, parts))


def _quoted(text: str) -> str:
    return f'"{text}"'
