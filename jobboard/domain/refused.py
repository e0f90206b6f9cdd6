"""What a search's words refuse: "no phone", "not remote", "no nights or weekends".

A refused phrase is no wish, so nothing is read from its words. "No experience" and the like
are phrases of their own and stay wishes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jobboard.domain import phrases
from jobboard.domain.phrases import Found, Sense
from jobboard.domain.typed import FILLERS

_NEGATIONS = frozenset({"no", "non", "not", "without"})
_ARTICLES = frozenset({"a", "an", "any", "more", "the"})
_JOINING = (["or"], ["nor"])
# What stands behind a refused phrase without saying more: "no sales calls".
_TRAILING = frozenset({
    "calling", "calls", "duties", "hours", "job", "jobs", "needed", "position", "positions",
    "required", "role", "roles", "shift", "shifts", "work",
})  # fmt: skip
_LONGEST = 6
# An empty word is one that means something else.
_NOTHING = FILLERS | {""}
_CHANNEL = "channel"


def refused(words: Sequence[str]) -> Iterator[Found]:
    """What is refused, each with the word that refuses it; without senses if unknown.

    An empty word stands for one that means something else.
    """
    if _NEGATIONS.isdisjoint(words):
        return  # As nearly always; to look for phrases takes a while.
    wishes = _wishes(words)
    at = 0
    while at < len(words):
        negates = words[at] in _NEGATIONS and at not in wishes
        found = _after(words, at) if negates else None
        while found and words[found.start + found.length :][:1] in _JOINING:
            end = found.start + found.length
            more = _after(words, end)
            if more is None:
                break
            found = Found(found.start, more.length + end - found.start, found.senses + more.senses)
        if found:
            yield found
        at = found.start + found.length if found else at + 1


def _after(words: Sequence[str], at: int) -> Found | None:
    """What follows the word at ``at``, and that word."""
    start = at + 1
    while start < len(words) and words[start] in _ARTICLES:
        start += 1
    senses, length = _longest(words[start : start + _LONGEST])
    end = start + length
    # What is "non" anything is rather a name: "non profit".
    if not length and (words[at] == "non" or end >= len(words) or words[end] in _NOTHING):
        return None
    end += not length
    while end < len(words) and words[end] in _TRAILING:
        end += 1
    return Found(at, end - at, senses)


def _longest(words: Sequence[str]) -> tuple[tuple[Sense, ...], int]:
    """The senses and the length of the longest phrase that the words begin with."""
    begun = [
        found
        for book in (phrases.asked(), phrases.roles(), phrases.rungs())
        for found in book.every(words)
        if found.start == 0
    ]
    best = max(begun, key=lambda found: found.length, default=Found(0, 0, ()))
    meant = [sense for sense in best.senses if sense.same]
    # That cold calls are calls is not what is wrong with them.
    finer = [sense for sense in best.senses if sense.group != _CHANNEL]
    return tuple(meant or finer or best.senses), best.length


def _wishes(words: Sequence[str]) -> set[int]:
    """Where words belong to phrases of several words that mean something with their "no"."""
    found = (
        phrase
        for book in (phrases.asked(), phrases.roles())
        for phrase in book.every(words)
        if phrase.length > 1 and not _says_where(phrase)
    )
    return {at for phrase in found for at in range(phrase.start, phrase.start + phrase.length)}


def _says_where(phrase: Found) -> bool:
    """Whether it only hints where one works, as "no remote work" does: that is a refusal."""
    return all(sense.group == "arrangement" and not sense.same for sense in phrase.senses)
