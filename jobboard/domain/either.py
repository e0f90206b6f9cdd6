"""Words of a search joined by "or" or "and", of which one stands for both.

"Full or part time" says "time" once and means it twice. What stands beside "or" is one wish,
what stands beside "and" is two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from jobboard.domain import phrases
from jobboard.domain.phrases import ROLES, Found, Sense
from jobboard.domain.query_parts import PLACE, Part, Span

OR = "or"
AND = "and"
_JOINING = frozenset({OR, AND})


def shared(free: Sequence[str], found: Found) -> Found:
    """The phrase with the word before "or" if that shares its ending: "full or part time".

    ``free`` are the words of the search, empty where something else is read.
    """
    senses = _sharing(free, found, OR)
    if not senses:
        return found
    both = (*senses, *(sense for sense in found.senses if sense.same))
    return Found(found.start - 2, found.length + 2, tuple(dict.fromkeys(both)))


def beside(free: Sequence[str], found: Found) -> Found | None:
    """What the word before "and" means with the ending of the phrase: "inbound and outbound
    calls" are inbound calls, too. It is as long as the words before the phrase."""
    senses = _sharing(free, found, AND)
    return Found(found.start - 2, 2, senses) if senses else None


def _sharing(free: Sequence[str], found: Found, joining: str) -> tuple[Sense, ...]:
    """What the word before the joining one means if the phrase's ending is its own."""
    first = found.start - 2
    if found.length < 2 or first < 0 or free[first + 1] != joining or not free[first]:
        return ()
    ending = free[found.start + 1 : found.start + found.length]
    groups = {sense.group for sense in found.senses if sense.same}.difference(ROLES)
    other = phrases.asked().of([free[first], *ending])
    return tuple(sense for sense in other if sense.same and sense.group in groups)


def _joins(words: Sequence[str]) -> bool:
    """Whether these words between two others are an "or"."""
    return OR in words and set(words) <= _JOINING


def linked(words: Sequence[str], spans: Sequence[Span]) -> Iterator[Span]:
    """The spans with what "or" between them means: neither side is demanded alone."""
    parts = [span.part for span in spans]
    for at in range(1, len(spans)):
        one, other = spans[at - 1], spans[at]
        if not _joins(words[one.start + one.length : other.start]):
            continue
        fields = [{i.field for i in part.intents if i.hard} for part in parts[at - 1 : at + 1]]
        if fields[0] != fields[1]:
            parts[at - 1] = _freed(parts[at - 1], beside=fields[1])
            parts[at] = _freed(parts[at], beside=fields[0])
        parts[at] = parts[at]._replace(either=True)
    return (span._replace(part=part) for span, part in zip(spans, parts, strict=True))


def _freed(part: Part, beside: Collection[str]) -> Part:
    """A part that does not filter. A place does all the same: remote work lies in it, too."""
    if any(intent.field == PLACE for intent in part.intents):
        return part
    intents = tuple(intent._replace(hard=False) for intent in part.intents)
    return part._replace(intents=intents, aside=PLACE in beside)
