"""Towns and US ZIP codes with where they lie, from two compact tables beside this module.

The tables are sorted text (``scripts/build_places.py`` makes them), read once on first use,
kept as bytes and searched by halving, so that they cost little memory and no start-up time.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from heapq import nlargest
from pathlib import Path
from typing import NamedTuple

from jobboard.domain.geo import Point
from jobboard.domain.vocabulary import fold

FOLDER = Path(__file__).parent / "geodata"
TOWNS = "towns.txt.gz"
ZIPS = "zips.txt.gz"
APART = "|"
"""Between the fields of a line."""

NOTE = "#"
"""Begins the lines on top that credit the sources."""

ZIP_DIGITS = 5
ZIP_AREA_DIGITS = 3
_COUNTRY_LETTERS = 2
_KEPT = 4_096
# As many as an index has distinct towns: a place nobody knows is compared with each by name.
_NAMES_KEPT = 32_768
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_ARTICLE = "the "
_KEY = re.compile(r"^([^|\n]+)\|", re.MULTILINE)
# Greater than every byte of text.
_LAST = b"\xff"
# Letters that folding keeps since they are no letter with an accent.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


class Town(NamedTuple):
    """A town. ``region`` is an ISO 3166-2 code or "", ``people`` 0 where nobody counted."""

    name: str
    region: str
    country: str
    point: Point
    people: int


class ZipCode(NamedTuple):
    """A US ZIP code, the town its letters are addressed to and that town's state."""

    digits: str
    point: Point
    town: str
    region: str


@lru_cache(maxsize=_NAMES_KEPT)
def key_of(name: str) -> str:
    """A town's name as the table has it: folded, St. for Saint, without "the"."""
    words = fold(name).translate(_PLAIN).removeprefix(_ARTICLE).split()
    return " ".join(_SHORT.get(word, word) for word in words)


@lru_cache(maxsize=_KEPT)
def towns_named(name: str) -> tuple[Town, ...]:
    """Every town of this name, those with most people first."""
    key = key_of(name)
    return tuple(_town(line) for line in _starting(_text(TOWNS), f"{key}{APART}")) if key else ()


def keys_from(letter: str) -> list[str]:
    """The keys of all towns that begin with a letter, each once, in alphabetical order."""
    table, first = _text(TOWNS), letter.encode()
    part = table[_first_line(table, first) : _first_line(table, first + _LAST)]
    return list(dict.fromkeys(_KEY.findall(part.decode())))


def largest_beginning(start: str, home: str, favor: int, limit: int) -> list[Town]:
    """The towns whose key begins so, those with most people first.

    A town of the ``home`` country counts as ``favor`` times as large.
    """
    table, first = _text(TOWNS), start.encode()
    part = table[_first_line(table, first) : _first_line(table, first + _LAST)].decode()
    at_home = f"{APART}{home}"

    def weight(line: str) -> int:
        return int(line.rpartition(APART)[2]) * (favor if at_home in line else 1)

    return [_town(line) for line in nlargest(limit, part.splitlines(), key=weight)]


@lru_cache(maxsize=_KEPT)
def zip_code(digits: str) -> ZipCode | None:
    """The ZIP code of these five digits."""
    return next(_zips_from(digits), None) if len(digits) == ZIP_DIGITS else None


@lru_cache(maxsize=_KEPT)
def state_of_zip(digits: str) -> str | None:
    """ISO 3166-2 code of the US state for a ZIP code or its first three digits, if known."""
    area = digits[:ZIP_AREA_DIGITS]
    first = next(_zips_from(area), None) if len(area) == ZIP_AREA_DIGITS else None
    found = zip_code(digits) or first
    return found.region if found else None


def attributions() -> tuple[str, ...]:
    """Credit lines owed to the sources of the tables."""
    heads = (_text(name)[:1_000].decode().splitlines() for name in (TOWNS, ZIPS))
    return tuple(
        line.removeprefix(NOTE).strip() for head in heads for line in head if line[:1] == NOTE
    )


def _zips_from(digits: str) -> Iterator[ZipCode]:
    for line in _starting(_text(ZIPS), digits):
        code, latitude, longitude, town, state = line.split(APART)
        yield ZipCode(code, Point(float(latitude), float(longitude)), town, f"US-{state}")


def _town(line: str) -> Town:
    _, name, place, latitude, longitude, people = line.split(APART)
    region = place if len(place) > _COUNTRY_LETTERS else ""
    point = Point(float(latitude), float(longitude))
    return Town(name, region, place[:_COUNTRY_LETTERS], point, int(people))


def _starting(table: bytes, start: str) -> Iterator[str]:
    """The lines of a sorted table that begin so, in order."""
    wanted = start.encode()
    at = _first_line(table, wanted)
    while table.startswith(wanted, at):
        end = table.index(b"\n", at)
        yield table[at:end].decode()
        at = end + 1


def _first_line(table: bytes, wanted: bytes) -> int:
    """Where the first line that is not less than ``wanted`` begins; lines end with a newline."""
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        begin = table.rfind(b"\n", low, middle) + 1 or low
        end = table.index(b"\n", middle) + 1
        if table[begin:end] < wanted:
            low = end
        else:
            high = begin
    return low


@cache
def _text(name: str) -> bytes:
    return gzip.decompress((FOLDER / name).read_bytes())
