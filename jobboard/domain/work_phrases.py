"""Work said with words between: "resolve all customer complaints" is "resolve complaints".

Employers put what is special about them between what one does and what one does it to. A
few words between are bridged, in the groups that name work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from jobboard.domain import phrases
from jobboard.domain.phrases import Sense
from jobboard.domain.word_forms import stem

MOST_BETWEEN = 3
"""Words bridged; with more between they are rather of two statements."""

_GROUPS = frozenset({"duty", "ask"})
_VERBS = frozenset(map(stem, (
    "accept", "address", "answer", "arrange", "assist", "book", "collect", "coordinate",
    "diagnose", "dispatch", "distribute", "document", "enter", "explain", "field", "file",
    "greet", "handle", "input", "issue", "log", "make", "onboard", "open", "pack", "place",
    "post", "process", "provide", "receive", "reset", "resolve", "respond", "route", "scan",
    "schedule", "set", "ship", "sort", "take", "track", "train", "troubleshoot", "update",
    "verify", "welcome", "write",
)))  # fmt: skip


class Work(NamedTuple):
    """A verb at ``start`` with its object; ``key`` are both as stems."""

    start: int
    key: tuple[str, str]
    senses: tuple[Sense, ...]


def spread(words: Sequence[str]) -> Iterator[Work]:
    """Every verb with an object a few folded words after it, and the work they name."""
    known = _objects()
    stems = [stem(word) for word in words]
    for start, verb in enumerate(stems):
        objects = known.get(verb)
        if objects:
            # Next to each other they are a phrase already.
            for word in stems[start + 2 : start + 2 + MOST_BETWEEN]:
                if word in objects:
                    yield Work(start, (verb, word), objects[word])


@cache
def _objects() -> Mapping[str, Mapping[str, tuple[Sense, ...]]]:
    """Verb → object → senses, of the phrases of two words that name work."""
    found: dict[str, dict[str, tuple[Sense, ...]]] = {}
    for key, senses in phrases.claims().items():
        of_work = tuple(sense for sense in senses if sense.group in _GROUPS)
        if len(key) == 2 and key[0] in _VERBS and of_work:
            found.setdefault(key[0], {})[key[1]] = of_work
    return found
