"""Which segments of the index are put together, and when.

A change is a segment of its own. By day segments of about one size are merged once there are
some of them, so that a listing is rewritten three times at most and a merge, which never
touches a large segment, holds nobody up for long. The rest is done at night.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from jobboard.search.whoosh_parts import SegmentReader


class Tier(NamedTuple):
    """Segments of fewer than ``below`` documents are merged once there are ``many``."""

    below: int
    many: int


TIERS = (Tier(16, 24), Tier(128, 8), Tier(1_024, 8))
"""Of a few changes, of some minutes, of some hours. Merging so many takes less than two seconds.

Few enough of the changes have to wait for one that the slowest twentieth does not know it.
"""

MOST_BY_DAY = sum(tier.many for tier in TIERS)
"""Segments besides the large ones; every one costs each search a little."""

FEW_DOCUMENTS = 16
"""As many are written the quick way, which takes more room."""


def due(sizes: Sequence[int]) -> list[int]:
    """The places of the segments to merge now, by the documents each segment has; none as a rule.

    Of tiers that are full the lowest goes first: it is the quickest.
    """
    least = 0
    for tier in TIERS:
        places = [at for at, size in enumerate(sizes) if least <= size < tier.below]
        if len(places) >= tier.many:
            return places
        least = tier.below
    return []


def keep_apart(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge nothing: the commit is quick."""
    return segments


def merge_all(writer: Any, segments: list[Any]) -> list[Any]:
    """Put all segments into the new one."""
    _merge(writer, segments)
    return []


class MergeSome:
    """Puts some segments, by their ids, into the new one."""

    def __init__(self, ids: Collection[str]) -> None:
        self._ids = ids

    def __call__(self, writer: Any, segments: list[Any]) -> list[Any]:
        """As Whoosh asks: merge, and return the segments left alone."""
        _merge(writer, [segment for segment in segments if segment.segment_id() in self._ids])
        return [segment for segment in segments if segment.segment_id() not in self._ids]


def _merge(writer: Any, segments: Sequence[Any]) -> None:
    for segment in segments:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
