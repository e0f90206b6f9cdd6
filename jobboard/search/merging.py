"""Which segments of the index are put together, and when."""

from __future__ import annotations

from typing import Any

from jobboard.search.whoosh_parts import SegmentReader

MOST_SEGMENTS = 24
"""Every segment costs each search a little; from so many on the small ones are merged."""

SMALL_SEGMENT = 2_000
"""Documents. Merging larger segments takes seconds and is left for a quiet time."""


TINY_SEGMENT = 20
"""Documents. What a few minutes of work leave."""

FEW_DOCUMENTS = 16
"""As many are written the quick way, which takes more room."""


def policy(segments: int) -> Any:
    """What a commit to an index of so many segments does with them."""
    return merge_small if segments >= MOST_SEGMENTS else keep_apart


def keep_apart(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge nothing: the commit is quick."""
    return segments


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Put the small segments into the new one: only the tiny ones, while these are most.

    So a listing is rewritten a few times at most on its way into a large segment.
    """
    merged = [segment for segment in segments if segment.doc_count_all() < TINY_SEGMENT]
    if len(merged) * 2 < len(segments):
        merged = [segment for segment in segments if segment.doc_count_all() < SMALL_SEGMENT]
    _merge(writer, merged)
    return [segment for segment in segments if segment not in merged]


def merge_all(writer: Any, segments: list[Any]) -> list[Any]:
    """Put all segments into the new one."""
    _merge(writer, segments)
    return []


def _merge(writer: Any, segments: list[Any]) -> None:
    for segment in segments:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
