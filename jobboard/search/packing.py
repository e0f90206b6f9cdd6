"""Postings packed into arrays: one Whoosh posting per token and segment instead of thousands.

Whoosh keeps the dictionary, the files and the commits. What it would keep as one posting for
every document that has a token is here one value: the documents, how many positions each has,
and the positions. Writing, merging and reading a common token is then a few operations on
arrays rather than a walk in Python.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobboard.search.whoosh_parts import Format, SegmentWriter, W3LeafMatcher

_NUMBER = np.dtype("<u4")
_ONLY = 0
"""The document number under which Whoosh files a packed posting."""


class Packed(NamedTuple):
    """A token's postings in a segment.

    ``documents`` ascend; ``counts`` says how many of ``positions`` belong to each.
    """

    documents: NDArray[np.uint32]
    counts: NDArray[np.uint32]
    positions: NDArray[np.uint32]

    def of(self, kept: NDArray[np.bool_], numbers: NDArray[np.int64]) -> Packed:
        """The postings of the kept documents under their new numbers."""
        return Packed(
            numbers[self.documents[kept]].astype(_NUMBER),
            self.counts[kept],
            self.positions[np.repeat(kept, self.counts)],
        )

    def to_bytes(self) -> bytes:
        """As they are stored: how many documents, their steps, the counts, the positions.

        Postings without any position are stored without counts.
        """
        steps = np.diff(self.documents, prepend=_NUMBER.type(0))
        parts = [np.array([len(steps)], _NUMBER), steps]
        if len(self.positions):
            parts += [self.counts, self.positions]
        return b"".join(part.astype(_NUMBER).tobytes() for part in parts)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Packed:
        """What ``to_bytes`` stored. Raises ValueError if that is damaged."""
        numbers = np.frombuffer(stored, _NUMBER)
        size = int(numbers[0])
        steps, counts, positions = np.split(numbers[1:], [size, 2 * size])
        if not len(counts):
            counts = np.zeros(size, _NUMBER)
        if not len(steps) == len(counts) == size or int(counts.sum()) != len(positions):
            raise ValueError("Packed postings are damaged.")
        return cls(np.cumsum(steps, dtype=_NUMBER), counts, positions)


class PackedFormat(Format):
    """Tells Whoosh that a posting's value is bytes of any length."""

    def __init__(self) -> None:
        super().__init__()


def postings_at(terms: Any, info: Any) -> Packed:
    """The postings that a term of Whoosh's dictionary points to."""
    matcher = W3LeafMatcher(terms._postfile, *info.extent(), PackedFormat())
    matcher._read_values()
    [stored] = matcher._values
    return Packed.from_bytes(stored)


class _Growing:
    """A token's postings while documents come in."""

    __slots__ = ("counts", "documents", "positions")

    def __init__(self) -> None:
        self.documents = array("I")
        self.counts = array("I")
        self.positions = bytearray()

    def packed(self) -> Packed:
        return Packed(
            np.frombuffer(self.documents, np.uintc),
            np.frombuffer(self.counts, np.uintc),
            np.frombuffer(self.positions, _NUMBER),
        )


class PackingPool:
    """Collects postings as Whoosh's own pool does, and gives them back packed.

    Documents come in ascending order: new ones after those merged in.
    """

    def __init__(self) -> None:
        self._terms: dict[tuple[str, bytes], _Growing] = {}

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take in (field, token, document, weight, positions as bytes)."""
        field, token, document, _, positions = item
        growing = self._terms.get((field, token))
        if growing is None:
            growing = self._terms[field, token] = _Growing()
        growing.documents.append(document)
        growing.counts.append(len(positions) // _NUMBER.itemsize)
        growing.positions += positions

    def add_packed(self, field: str, token: bytes, packed: Packed) -> None:
        """Take in a token's postings of a whole segment."""
        growing = self._terms.setdefault((field, token), _Growing())
        growing.documents.frombytes(packed.documents.astype(np.uintc).tobytes())
        growing.counts.frombytes(packed.counts.astype(np.uintc).tobytes())
        growing.positions += packed.positions.tobytes()

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """One posting a token, in order; its weight is the number of documents."""
        for field, token in sorted(self._terms):
            packed = self._terms.pop((field, token)).packed()
            yield field, token, _ONLY, float(len(packed.documents)), packed.to_bytes()

    def cleanup(self) -> None:
        """Let go of everything."""
        self._terms.clear()


class PackingWriter(SegmentWriter):
    """Whoosh's writer with the packing pool. Merged segments must be packed, too."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pool = PackingPool()

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: Any) -> None:
        """Take in the postings of a segment whose documents were just written.

        ``docmap`` holds the new numbers of the documents that are kept, None if all are.
        """
        size = reader.doc_count_all()
        numbers = np.arange(startdoc, startdoc + size)
        kept = np.ones(size, np.bool_)
        if docmap is not None:
            kept[:] = False
            kept[list(docmap)] = True
            numbers[list(docmap)] = list(docmap.values())
        for (field, token), info in reader._terms.items():
            packed = postings_at(reader._terms, info)
            alive = kept[packed.documents]
            if alive.any():
                self.pool.add_packed(field, token, packed.of(alive, numbers))
