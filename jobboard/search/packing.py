"""Postings packed into arrays: one Whoosh posting per token and segment instead of thousands.

Whoosh keeps the dictionary, the files and the commits. What it would keep as one posting for
every document that has a token is here one value: the documents, how many positions each has,
and the positions. Writing, merging and reading a common token is then a few operations on
arrays rather than a walk in Python.
"""

from __future__ import annotations

import io
import pickle
import struct
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobboard.search.whoosh_parts import WHOOSH3_HEADER_MAGIC, Format, SegmentWriter

_BLOCK_START = len(WHOOSH3_HEADER_MAGIC) + 4
"""After the mark comes the length of the block, then a pickle about it, then one of its parts."""

_COMPRESSION, _VALUES = 3, 2
_NUMBER = np.dtype("<u4")
_ONLY = 0
"""The document number under which Whoosh files a packed posting."""


class Packed(NamedTuple):
    """A token's postings in a segment.

    ``documents`` ascend; ``counts`` says how many of ``positions`` belong to each. Where only
    presence is kept, both are empty.
    """

    documents: NDArray[np.uint32]
    counts: NDArray[np.uint32]
    positions: NDArray[np.uint32]

    def of(self, kept: NDArray[np.bool_], numbers: NDArray[np.int64]) -> Packed:
        """The postings of the kept documents under their new numbers."""
        documents = numbers[self.documents[kept]].astype(_NUMBER)
        if not len(self.counts):
            return Packed(documents, self.counts, self.positions)
        positions = self.positions[np.repeat(kept, self.counts)]
        return Packed(documents, self.counts[kept], positions)

    def to_bytes(self) -> bytes:
        """As they are stored: how many documents, their steps, the counts, the positions."""
        steps = self.documents.copy()
        steps[1:] -= self.documents[:-1]
        head = np.array([len(steps)], _NUMBER)
        return b"".join(part.tobytes() for part in (head, steps, self.counts, self.positions))

    @classmethod
    def from_bytes(cls, stored: bytes) -> Packed:
        """What ``to_bytes`` stored. Raises ValueError if that is damaged."""
        numbers = np.frombuffer(stored, _NUMBER)
        size = int(numbers[0])
        steps, counts, positions = np.split(numbers[1:], [size, 2 * size])
        if len(steps) != size or len(counts) not in (0, size) or counts.sum() != len(positions):
            raise ValueError("Packed postings are damaged.")
        return cls(np.cumsum(steps, dtype=_NUMBER), counts, positions)


class PackedFormat(Format):
    """Tells Whoosh that a posting's value is bytes of any length."""

    def __init__(self) -> None:
        super().__init__()


def postings_at(terms: Any, info: Any) -> Packed:
    """The postings that a term of Whoosh's dictionary points to."""
    return Packed.from_bytes(_stored_at(terms, info))


def _stored_at(terms: Any, info: Any) -> bytes:
    """The one value in the one block: what Whoosh's matcher reads, in a quarter of the time.

    Merging the changes of an hour reads tens of thousands. Pickles are trusted as its own are.
    """
    start, [length] = info.extent()  # Whoosh leaves the length as it unpacks it.
    block = terms._postfile.get(start, length)
    if not block.startswith(WHOOSH3_HEADER_MAGIC):
        raise ValueError("Packed postings are damaged.")
    rest = io.BytesIO(block[_BLOCK_START:])
    compressed = pickle.load(rest)[_COMPRESSION]  # noqa: S301 - the index's own file
    values = rest.read()
    [stored] = pickle.loads(zlib.decompress(values) if compressed else values)[_VALUES]  # noqa: S301 - the index's own file
    return bytes(stored)


class _Growing:
    """A token's postings while documents come in, in ascending order."""

    __slots__ = ("counts", "documents", "positions")

    def __init__(self) -> None:
        self.documents = array("I")
        self.counts = array("I")
        self.positions = array("I")

    def add_one(self, stored: bytes, number: int) -> None:
        """Add stored postings of a single document under its new number."""
        numbers = struct.unpack(f"<{len(stored) // _NUMBER.itemsize}I", stored)
        self.documents.append(number)
        self.counts.extend(numbers[2:3])
        self.positions.extend(numbers[3:])

    def add(self, packed: Packed) -> None:
        for held, more in zip((self.documents, self.counts, self.positions), packed, strict=True):
            held.frombytes(more.astype(np.uintc).tobytes())

    def to_bytes(self) -> bytes:
        """As ``Packed.to_bytes``; most tokens of a small segment stand in one document."""
        if len(self.documents) == 1:
            numbers = (1, self.documents[0], *self.counts, *self.positions)
            return struct.pack(f"<{len(numbers)}I", *numbers)
        held = (self.documents, self.counts, self.positions)
        return Packed(*(np.frombuffer(part, np.uintc).astype(_NUMBER) for part in held)).to_bytes()


class PackingPool:
    """Stands where Whoosh's writer has its pool of postings."""

    def __init__(self) -> None:
        self.fields: dict[str, defaultdict[bytes, _Growing]] = {}

    def field(self, name: str) -> defaultdict[bytes, _Growing]:
        """The postings of a field by token."""
        return self.fields.setdefault(name, defaultdict(_Growing))

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """One posting a token, in order; its weight is the number of documents."""
        for name, terms in sorted(self.fields.items()):
            for token in sorted(terms):
                growing = terms.pop(token)
                yield name, token, _ONLY, float(len(growing.documents)), growing.to_bytes()

    def cleanup(self) -> None:
        """Let go of everything."""
        self.fields.clear()


class PackingWriter(SegmentWriter):
    """Whoosh's writer with the packing pool. Segments merged in must be packed, too."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pool = PackingPool()

    def add_packed(
        self,
        places: tuple[str, Mapping[bytes, Sequence[int]]],
        presence: tuple[str, Iterable[bytes]],
        stored: tuple[str, object],
    ) -> None:
        """Add a document: a field of tokens with positions, one of tokens without, a stored one.

        Takes the place of ``add_document``, which hands on every posting by itself.
        """
        number = self.docnum
        terms = self.pool.field(places[0])
        for token, positions in places[1].items():
            growing = terms[token]
            growing.documents.append(number)
            growing.counts.append(len(positions))
            growing.positions.extend(positions)
        terms = self.pool.field(presence[0])
        for token in presence[1]:
            terms[token].documents.append(number)
        name, value = stored
        self.perdocwriter.start_doc(number)
        self.perdocwriter.add_field(name, self.schema[name], value, 0)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: Any) -> None:
        """Take in the postings of a segment whose documents were just written.

        ``docmap`` holds the new numbers of the documents that are kept, None if all are.
        """
        size = reader.doc_count_all()
        if size == 1 and not reader.doc_count():
            return
        numbers = np.arange(startdoc, startdoc + size)
        kept = np.ones(size, np.bool_)
        if docmap is not None:
            kept[:] = False
            kept[list(docmap)] = True
            numbers[list(docmap)] = list(docmap.values())
        for (field, token), info in reader._terms.items():
            stored = _stored_at(reader._terms, info)
            if size == 1:
                # Most of what is merged by day: one listing, put by itself.
                self.pool.field(field)[token].add_one(stored, startdoc)
                continue
            packed = Packed.from_bytes(stored)
            alive = kept[packed.documents]
            if alive.any():
                self.pool.field(field)[token].add(packed.of(alive, numbers))
