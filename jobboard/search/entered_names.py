"""Names of one kind, entered by the beginning of their words, to be found as one types."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobboard.domain import vocabulary

LAST = "\U0010ffff"
"""Follows every letter that a name can go on with."""

# Where a name may be entered: few people begin with its fifth word.
_WORDS_ENTERED = 4
_KEY_LENGTH = 32
_STEP = 2.0**40


class Entry(NamedTuple):
    """Where a name is entered: whether not at its first word, and the folded text from there."""

    later: bool
    key: str


def entries_of(text: str) -> Iterator[Entry]:
    """Where a name can be entered."""
    words = vocabulary.fold(text).split()
    for at in range(min(len(words), _WORDS_ENTERED)):
        yield Entry(at > 0, " ".join(words[at:])[:_KEY_LENGTH])


class Names:
    """Distinct names of one kind, entered by the beginning of a word.

    Texts have codes from 0 that only grow, so what was read stays read. Texts that differ in
    case or punctuation are spellings of one name. One thread may read while others ask.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        nothing = np.empty(0, np.int64)
        self._entered = _Entered((), nothing, (), nothing, np.empty(0, np.bool_))

    def __len__(self) -> int:
        """How many texts were read."""
        return len(self._entered.name_of)

    def read(self, texts: Iterable[str]) -> None:
        """Take in the texts with the next codes."""
        held = self._entered
        spellings = list(held.spellings)
        names: list[int] = []
        entries: list[tuple[str, bool, int]] = []
        for code, text in enumerate(texts, start=len(self)):
            known = len(spellings)
            name = self._numbers.setdefault(vocabulary.fold(text), known)
            if name == known:
                spellings.append(())
                entries += [(at.key, at.later, name) for at in entries_of(text)]
            spellings[name] = (*spellings[name], code)
            names.append(name)
        if names:
            name_of = np.concatenate([held.name_of, np.array(names, np.int64)])
            # One assignment, so that who asks meanwhile sees all of it or nothing.
            self._entered = _with_entries(
                held._replace(spellings=tuple(spellings), name_of=name_of), sorted(entries)
            )

    def beginning(
        self, prefix: str, listings: NDArray[np.int64], limit: int
    ) -> Iterator[tuple[Entry, Sequence[int]]]:
        """Names that begin so, at the first word and of most listings first: their spellings.

        ``listings`` holds how many listings have each code, none have those after. Spellings
        are codes.
        """
        held = self._entered
        start, end = (bisect_left(held.keys, text) for text in (prefix, prefix + LAST))
        names, later = held.names[start:end], held.later[start:end]
        counted = np.zeros(len(held.name_of), np.int64)
        both = min(len(counted), len(listings))
        counted[:both] = listings[:both]
        counts = np.bincount(held.name_of, counted, len(held.spellings))[names]
        # No number of listings reaches the step between first words, later ones and names
        # that no listing has at present.
        order = np.argsort((later + 2 * (counts == 0)) * _STEP - counts, kind="stable")
        taken: set[int] = set()
        for at in order[: limit * _WORDS_ENTERED].tolist():
            name = int(names[at])
            if name not in taken:
                taken.add(name)
                yield Entry(bool(later[at]), held.keys[start + at]), held.spellings[name]


class _Entered(NamedTuple):
    """What was read: of each name the codes of its spellings, of each code its name.

    Entries stand in the order of their keys: which name each leads to, and whether it stands
    at a later word of the name. Never changed, only replaced.
    """

    spellings: tuple[tuple[int, ...], ...]
    name_of: NDArray[np.int64]
    keys: tuple[str, ...]
    names: NDArray[np.int64]
    later: NDArray[np.bool_]


def _with_entries(held: _Entered, entries: Sequence[tuple[str, bool, int]]) -> _Entered:
    """Entries, in order, in their places among those held."""
    if not entries:
        return held
    places = [bisect_left(held.keys, key) for key, _, _ in entries]
    keys = np.insert(np.array(held.keys, object), places, [key for key, _, _ in entries])
    return held._replace(
        keys=tuple(keys.tolist()),
        names=np.insert(held.names, places, [name for _, _, name in entries]),
        later=np.insert(held.later, places, [later for _, later, _ in entries]),
    )
