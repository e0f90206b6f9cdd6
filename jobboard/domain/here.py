"""What people type for "where I am", which no board can see: "near me", "close to home".

It names no place. "Me" is not Maine then, nor is "home" the town of Home, Washington.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from jobboard.domain.phrases import words_of

_NEAR = ("near", "close to", "closest to", "nearest to", "nearest", "around", "by", "nearby")
_ME = (
    "me", "here", "my home", "my house", "my place", "my location", "my area", "my town",
    "my city", "where i live", "where i am",
)  # fmt: skip
_OTHERS = (
    "close to home", "near home", "close by", "near by", "in my area", "in my town", "in my city",
    "in my neighborhood", "where i live", "walking distance",
)  # fmt: skip
# Enough in the box for a place, where nothing else can be meant.
_IN_THE_BOX = frozenset({
    "near", "nearby", "here", "local", "locally", "around", "my area", "my city", "my home",
    "my location", "my town", "current location", "my current location", "where i am",
})  # fmt: skip
_PHRASES = frozenset(
    tuple(text.split()) for text in (*_OTHERS, *(" ".join(pair) for pair in product(_NEAR, _ME)))
)
_LONGEST = max(map(len, _PHRASES))


def is_here(place: str) -> bool:
    """Whether what was typed as a place says no more than "near me"."""
    words = words_of(place)
    return " ".join(words) in _IN_THE_BOX or (bool(words) and not left_of(words))


def says_here(text: str) -> bool:
    """Whether the words of a search say "near me"."""
    words = words_of(text)
    return len(left_of(words)) < len(words)


def left_of(words: Sequence[str]) -> list[str]:
    """The folded words of a search without those that say "near me"."""
    left: list[str] = []
    at = 0
    while at < len(words):
        length = _length_at(words, at)
        if not length:
            left.append(words[at])
        at += length or 1
    return left


def _length_at(words: Sequence[str], at: int) -> int:
    """How many words from this one on say "near me"; 0 if they do not."""
    lengths = range(min(_LONGEST, len(words) - at), 1, -1)
    return next((n for n in lengths if tuple(words[at : at + n]) in _PHRASES), 0)
