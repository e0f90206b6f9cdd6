"""A snapshot cut to a few listings, so that asking about them costs what they cost, not what all
listings cost. How rare a word is, and which words there are, stays as it is among all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from jobboard.search.concepts import Tokens
from jobboard.search.counted import Counted
from jobboard.search.segment import Scored
from jobboard.search.snapshot import Mask, Snapshot


class Few(Snapshot):
    """Some documents of ``whole``, numbered anew in the same order."""

    def __init__(self, whole: Snapshot, ids: Collection[int]) -> None:
        # What a snapshot reads from files is in memory already.
        super().__init__((), (), whole.keys, whole.generation)
        self._whole = whole
        self._numbers = whole.numbers_of(ids)
        self.documents = whole.documents
        self.columns = replace(
            whole.columns,
            numbers={name: rows[self._numbers] for name, rows in whole.columns.numbers.items()},
            versions=whole.columns.versions[self._numbers],
            lengths=whole.columns.lengths[:, self._numbers],
            codes={name: rows[self._numbers] for name, rows in whole.columns.codes.items()},
        )
        self.alive = np.ones(len(self.columns), np.bool_)
        self._cut = Counted(self.columns)

    def _counted(self) -> Sequence[Counted]:
        return [self._cut]

    def scored(self, token: str) -> Iterator[tuple[int, Scored]]:
        """The token's postings in these documents, as those of one segment."""
        for base, found in self._whole.scored(token):
            mine = self._numbers - base
            places = np.searchsorted(found.documents, mine)
            places = np.minimum(places, len(found.documents) - 1)
            here = np.flatnonzero(found.documents[places] == mine)
            if len(here):
                at = places[here]
                scores = found.scores[mine[here] if found.spread else at]
                yield 0, Scored(here.astype(np.uint32), scores, found.fields[at])

    def with_phrase(self, phrase: Tokens) -> Mask:
        """The documents in which the tokens stand in a row in one field."""
        mask: Mask = self._whole.with_phrase(phrase)[self._numbers]
        return mask

    def frequency(self, token: str) -> int:
        """In how many documents of all a token stands."""
        return self._whole.frequency(token)

    def nearest(self, word: str) -> str | None:
        """The word known among all that is nearest to an unknown one."""
        return self._whole.nearest(word)


Kept = tuple[Snapshot, frozenset[int], Few]


class LastFew:
    """The few asked about last: searches for alerts ask about the same ones again and again."""

    def __init__(self) -> None:
        self._kept: Kept | None = None

    def of(self, whole: Snapshot, ids: Collection[int]) -> Few:
        """These listings of a snapshot."""
        wanted, kept = frozenset(ids), self._kept
        if kept is not None and kept[0] is whole and kept[1] == wanted:
            return kept[2]
        few = Few(whole, wanted)
        self._kept = (whole, wanted, few)
        return few
