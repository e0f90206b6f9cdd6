"""Unknown words of a search: mended where a slip is plain, asked about where it is not.

A word that no listing holds may be a slip of the fingers or meant just so. Only what is
surely a slip is searched as another word; else the typed word stays, and a page can ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple, Protocol

from jobboard.domain import gazetteer, typed
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.query import understand
from jobboard.domain.slips import slips_between
from jobboard.domain.typed import FILLERS, Piece
from jobboard.domain.word_forms import stem
from jobboard.search import spelling
from jobboard.search.ordinary_words import ORDINARY, OWN_LIVES

MOST_MENDED = 12
"""Unknown words of a search that are looked at."""

# What people of the trade mistype, though too far away, or a word, to be taken for a slip.
KNOWN_SLIPS = {
    "costumer": "customer", "costumers": "customers", "custmor": "customer",
    "recepshunist": "receptionist", "resepshunist": "receptionist",
}  # fmt: skip
# Longer words are hardly one letter away from another that is meant.
_LONG = 8
_VERY_LONG = 9
_RATHER_LONG = 7
_SHORT = 5


class Lexicon(Protocol):
    """What an index knows about words."""

    def frequency(self, token: str) -> int:
        """In how many listings a token stands."""

    def nearest(self, word: str) -> str | None:
        """The known word nearest to an unknown one, as ``spelling.nearest`` defines it."""


class Mended(NamedTuple):
    """A search's words as searched and as perhaps meant, each None if as typed."""

    words: str | None
    meant: str | None


def mended(criteria: SearchCriteria, lexicon: Lexicon) -> Mended:
    """The words of a search with plain slips mended, and with likely ones, too."""
    pieces = list(typed.pieces(criteria.words))
    understood = {
        word
        for part in understand(criteria).parts
        if part.senses or part.intents
        for word in part.piece.words
    }
    loose = (word for piece in pieces if piece.is_wanted_loose for word in piece.words)
    nearest = _nearest(dict.fromkeys(word for word in loose if word not in understood), lexicon)
    sure = {word: other for word, other in nearest.items() if is_slip(word, other)}
    likely = sure | {word: other for word, other in nearest.items() if may_be_slip(word, other)}
    return Mended(
        words=_retyped(pieces, sure) if sure else None,
        meant=_retyped(pieces, likely) if likely != sure else None,
    )


def is_slip(word: str, other: str) -> bool:
    """Whether the typed word is plainly the known other one with a slip.

    It is not if it may be meant: an ordinary word, a town, or a short one that more than
    a swapped or forgotten letter parts from the other.
    """
    if word in ORDINARY or gazetteer.towns_named(word):
        return False
    if KNOWN_SLIPS.get(word) == other:
        return True
    slips = slips_between(word, other, 2)
    if slips > 1:
        return len(word) >= _VERY_LONG and other in spelling.trade_words()
    if len(word) >= _LONG:
        return True
    if other not in spelling.trade_words() or word[0] != other[0]:
        return False
    substituted = len(word) == len(other) and sorted(word) != sorted(other)
    ends_alike = word[-1] == other[-1] or len(word) >= _RATHER_LONG
    return not substituted or (len(word) > _SHORT and ends_alike)


def may_be_slip(word: str, other: str) -> bool:
    """Whether it is worth asking if the other word was meant."""
    if word in OWN_LIVES:
        return False
    one = slips_between(word, other, 1) == 1
    return one or (word[0] == other[0] and other in spelling.trade_words() and word not in ORDINARY)


def _nearest(words: Iterable[str], lexicon: Lexicon) -> dict[str, str]:
    """The first MOST_MENDED unknown words, and the nearest known one of each that has one."""
    unknown = (word for word in words if _is_unknown(word, lexicon))
    nearest = {
        word: KNOWN_SLIPS.get(word) or lexicon.nearest(word)
        for word in islice(unknown, MOST_MENDED)
    }
    return {word: found for word, found in nearest.items() if found}


def _is_unknown(word: str, lexicon: Lexicon) -> bool:
    if word in KNOWN_SLIPS:
        return bool(lexicon.frequency(stem(KNOWN_SLIPS[word])))
    guessed_at = word not in FILLERS and spelling.slips_allowed(word)
    return bool(guessed_at) and not lexicon.frequency(stem(word))


def _retyped(pieces: Sequence[Piece], others: Mapping[str, str]) -> str:
    """The text with other words in place of some loose ones."""
    return typed.retyped(
        replace(piece, words=tuple(others.get(word, word) for word in piece.words))
        if piece.is_wanted_loose
        else piece
        for piece in pieces
    )
