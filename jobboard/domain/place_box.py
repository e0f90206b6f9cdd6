"""What people type as a place that is none: "remote", "work from home", "Remote, Texas"."""

from __future__ import annotations

from jobboard.domain import here, phrases, places
from jobboard.domain.phrases import words_of

_GROUP = "arrangement"


def read(place: str) -> tuple[tuple[str, ...], str]:
    """The arrangements that a typed place names, as slugs, and what is left of it.

    Nothing is left of "near me", which names no place.
    """
    if here.is_here(place):
        return (), ""
    if not place or any(area.is_known for area in places.readings(place)):
        return (), place
    slugs: list[str] = []
    left: list[str] = []
    for part in place.split(","):
        said, rest = _read(part)
        slugs += said
        left += [rest] if rest else []
    return tuple(dict.fromkeys(slugs)), ", ".join(left) if slugs else place


def _read(part: str) -> tuple[list[str], str]:
    """The same for a part between commas. An arrangement is said first or last in it."""
    words = words_of(part)
    for found in phrases.asked().every(words):
        slugs = [s.slug for s in found.senses if s.group == _GROUP and s.same]
        end = found.start + found.length
        if slugs and (found.start == 0 or end == len(words)):
            more, left = _read(" ".join([*words[: found.start], *words[end:]]))
            return [*slugs, *more], left
    return [], part.strip()
