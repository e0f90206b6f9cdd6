"""Places among the words of a search: "call center austin tx", "receptionist in ohio".

Which names count is told by ``place_names``. A place has the radius, the ZIP code and the country
typed beside it, and places joined by "or" are one place to look in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jobboard.domain import gazetteer, place_text, places, regions
from jobboard.domain.criteria import LONGEST_PLACE
from jobboard.domain.gazetteer import ZIP_DIGITS
from jobboard.domain.place_names import PlaceFound, places_in

# Of "within 10 miles of" and "within 10mi of".
_RADIUS_WORDS = (4, 3)
# Between places that are all meant; the last two have an "or" or "and" between them.
_EITHER = frozenset({"or", "and"})
_BETWEEN = _EITHER | {"in", "near"}
_LONGEST_TAIL = 4
_ZIP_EXTRA_DIGITS = 4


def find(words: Sequence[str]) -> PlaceFound | None:
    """The place named among folded words: one with its state, else the longest, leftmost.

    A country and a ZIP code beside it belong to it, and so do places joined to it by "or".
    """
    found = [_with_tail(words, place) for place in places_in(words)]
    best = min(
        found,
        key=lambda found: (not found.qualified, -found.length, found.start),
        default=None,
    )
    return _with_radius(words, _together(words, found, best)) if best else None


def apart(found: Iterable[PlaceFound]) -> Iterator[PlaceFound]:
    """Places in order that do not overlap, the leftmost first."""
    end = 0
    for place in found:
        if place.start >= end:
            end = place.start + place.length
            yield place


def _with_tail(words: Sequence[str], found: PlaceFound) -> PlaceFound:
    """The place with the ZIP code and the country that are typed beside it.

    A ZIP code says more than its state, and no more than its town.
    """
    end = start = found.start + found.length
    countries = {area.country or regions.HOME_COUNTRY for area in places.readings(found.text)}
    digits = next((word for word in words[end : end + 1] if _is_digits(word, ZIP_DIGITS)), "")
    if digits and found.text != digits:
        end += 1
        if end < len(words) and _is_digits(words[end], _ZIP_EXTRA_DIGITS):
            end += 1
    for stop in range(min(len(words), end + _LONGEST_TAIL), end, -1):
        name = " ".join(words[end:stop])
        country = regions.HOME_COUNTRY if name == "us" else regions.country_named(name)
        if country in countries:
            end = stop
            break
    within = gazetteer.zip_code(digits) if not found.qualified else None
    state = regions.region_label(within.region) if within else ""
    text = digits if state and state == found.text else found.text
    return found._replace(length=found.length + end - start, text=text)


def _is_digits(word: str, count: int) -> bool:
    return len(word) == count and word.isascii() and word.isdecimal()


def _together(words: Sequence[str], found: Sequence[PlaceFound], best: PlaceFound) -> PlaceFound:
    """The place and those joined to it by "or", as one."""
    end = best.start + best.length
    others = [one for one in found if one.start + one.length <= best.start or one.start >= end]
    line = list(apart(sorted([*others, best], key=lambda one: one.start)))
    if best not in line:
        return best
    first = last = line.index(best)
    while first > 0 and _gap(words, line[first - 1], line[first]) is not None:
        first -= 1
    while last + 1 < len(line) and _gap(words, line[last], line[last + 1]) is not None:
        last += 1
    while last > first and not _gap(words, line[last - 1], line[last]):
        last -= 1
    run = line[first : last + 1]
    text = " or ".join(one.text for one in run)
    if best not in run or len(text) > LONGEST_PLACE:
        return best
    length = run[-1].start + run[-1].length - run[0].start
    return PlaceFound(run[0].start, length, text, qualified=best.qualified)


def _gap(words: Sequence[str], one: PlaceFound, other: PlaceFound) -> bool | None:
    """Whether "or" stands between two places; None if anything else does."""
    between = set(words[one.start + one.length : other.start])
    return not between.isdisjoint(_EITHER) if between <= _BETWEEN else None


def _with_radius(words: Sequence[str], found: PlaceFound) -> PlaceFound:
    """The place with the "within 10 miles of" that stands before it."""
    for length in _RADIUS_WORDS:
        start = found.start - length
        lead = " ".join(words[max(0, start) : found.start])
        if start >= 0 and place_text.radius_said(f"{lead} {found.text}"):
            return found._replace(
                start=start, length=found.length + length, text=f"{lead} {found.text}"
            )
    return found
