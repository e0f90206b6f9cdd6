"""The tables as the segments of a snapshot: a large one as of some moment, a small one since.

Columns are read into arrays once, so filters, counts and orders cost the server nothing. Words
are looked up in the full-text index when they are first asked for and then kept: as long as
the large segment stands, what was read of it stays right, because whatever changed since is
deleted there and held in the small one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from jobboard.search.cache import BoundedCache
from jobboard.search.columns import Columns
from jobboard.search.concepts import Tokens
from jobboard.search.counted import Counted
from jobboard.search.postgres import rows
from jobboard.search.postgres.connections import Database, copied
from jobboard.search.postgres.reading import (
    Change,
    Numbers,
    Weighed,
    columns_of,
    numbers_with,
    row_type,
    weighed,
)
from jobboard.search.postgres.tables import Pointer
from jobboard.search.segment import Cached, Scored, scored_in

_MOST_WEIGHED = 20_000
"""Listings whose exact weights are kept, some hundred bytes each."""


class RoughlyScored(Scored):
    """Weights known to a level only."""


class Before(NamedTuple):
    """A table segment as it was, by its id, and what was written over it since."""

    id: str
    fresh: FreshSegment


class TableSegment:
    """Everything the tables held at one change.

    ``dead`` are the numbers of removed listings. A token in no more listings than
    ``exact_up_to`` is weighed exactly at once. What was read of the segment ``before`` is used
    on, with what was written since.
    """

    def __init__(
        self,
        database: Database,
        build: Pointer,
        columns: Columns,
        dead: Numbers,
        cache: BoundedCache[Cached],
        exact_up_to: int,
        before: Before | None = None,
    ) -> None:
        self.id = f"{build.build}-{build.change}"
        self.size = len(columns)
        self.columns = columns
        self.counted = Counted(self.columns)
        self.deleted = dead
        self._database = database
        self._build = build
        self._before = before
        self._cache = cache
        self._exact_up_to = exact_up_to
        self._weights: dict[int, dict[str, float]] = {}

    def merged(self, build: Pointer, fresh: FreshSegment) -> TableSegment:
        """This segment with what was written since, as of that change."""
        merged = TableSegment(
            self._database,
            build,
            overlaid(self.columns, fresh),
            np.union1d(np.setdiff1d(self.deleted, fresh.numbers), fresh.numbers[fresh.deleted]),
            self._cache,
            self._exact_up_to,
            Before(self.id, fresh),
        )
        ids = (self.id, merged.id)
        self._cache.keep_only(lambda key: isinstance(key, tuple) and key[0] in ids)
        gone = set(fresh.numbers.tolist())
        merged._weights = {
            number: held for number, held in self._weights.copy().items() if number not in gone
        }
        return merged

    def scored(self, token: str) -> Scored | None:
        """The token's listings and weights; None if it stands nowhere."""
        return self._cache.get((self.id, token), lambda: self._score(token))  # type: ignore[return-value]

    def with_phrase(self, phrase: Tokens) -> Numbers:
        """The listings that have the tokens in a row in one field."""
        return self._cache.get((self.id, phrase), lambda: self._phrase(phrase))  # type: ignore[return-value]

    def weights(
        self, tokens: Collection[str], numbers: Numbers
    ) -> dict[str, tuple[Numbers, NDArray[np.float64]]]:
        """Token → those of the listings that have it, and exactly what it weighs there."""
        if len(self._weights) > _MOST_WEIGHED:
            self._weights = {}
        known = {number: self._weights.setdefault(number, {}) for number in numbers.tolist()}
        unknown = [number for number, held in known.items() if not held.keys() >= set(tokens)]
        if unknown:
            for number, found in self._weigh(list(tokens), unknown):
                known[number].update(found)
        weights = {}
        for token in tokens:
            having = [(number, held[token]) for number, held in known.items() if held.get(token)]
            weights[token] = (
                np.array([number for number, _ in having], np.int64),
                np.array([weight for _, weight in having], np.float64),
            )
        return weights

    def _weigh(
        self, tokens: Sequence[str], numbers: Sequence[int]
    ) -> Iterator[tuple[int, dict[str, float]]]:
        picked = ", ".join(["mentions->>%s"] * len(tokens))
        # Joined with nothing, a long value is fetched and unpacked once, not for every token.
        whole = (
            f"SELECT number, mentions || '{{}}' AS mentions FROM {self._build.texts} "
            "WHERE number = ANY(%s) OFFSET 0"
        )
        with self._database.looking() as connection:
            found = connection.exec_driver_sql(
                f"SELECT number, {picked} FROM ({whole}) AS whole",
                (*map(rows.spelled, tokens), list(numbers)),
            ).all()
        for number, *noted in found:
            weights = (rows.mention_of(note)[0] if note else 0.0 for note in noted)
            yield number, dict(zip(tokens, weights, strict=True))

    def _score(self, token: str) -> Scored | None:
        known = self._known_before(token)
        if self._before and known:
            return scored_since(self.size, known[0], token, self._before.fresh)
        with self._database.looking() as connection:
            few = self._exactly(connection, token)
            found = self._roughly(connection, token) if few is None else few
        documents, weights, fields = found
        held = documents < self.size
        if not held.any():
            return None
        scored = scored_in(self.size, documents[held], weights[held], fields[held])
        return scored if few is not None else RoughlyScored(*scored)

    def _exactly(self, connection: Connection, token: str) -> Weighed | None:
        """The listings of a token with its weight as the judge has it; None if they are many."""
        having = f"FROM {self._build.texts} WHERE tokens @@ %s::tsquery"
        asked = rows.lexeme(token)
        # Counted first, since the index alone tells; every weight lies in a long value.
        found = connection.exec_driver_sql(
            f"SELECT count(*) FROM (SELECT 1 {having} LIMIT {self._exact_up_to + 1}) AS few",
            (asked,),
        ).scalar_one()
        if found > self._exact_up_to:
            return None
        noted = connection.exec_driver_sql(
            f"SELECT number, mentions->>%s {having}", (rows.spelled(token), asked)
        )
        return weighed({number: note for number, note in noted if note})

    def _roughly(self, connection: Connection, token: str) -> Weighed:
        """The listings of a token by its grade in them, from the index alone."""
        found = copied(
            connection,
            [("grade", "i4"), ("number", "i4")],
            "SELECT grade::int, number FROM unnest(%s::text[]) WITH ORDINALITY g (asked, grade), "
            f"LATERAL (SELECT number FROM {self._build.texts} WHERE tokens @@ asked::tsquery) t",
            ([rows.graded(token, grade) for grade in range(rows.GRADES)],),
        )
        found = found[np.argsort(found["number"], kind="stable")]
        weights, fields = rows.grades()
        grades = found["grade"] - 1
        return (
            found["number"].astype(np.uint32),
            np.array(weights)[grades],
            np.array(fields, np.uint8)[grades],
        )

    def _phrase(self, phrase: Tokens) -> Numbers:
        known = self._known_before(phrase)
        if self._before and known:
            fresh = self._before.fresh
            kept = np.setdiff1d(known[0], fresh.numbers)
            return np.union1d(kept, fresh.numbers[fresh.with_phrase(phrase)])
        with self._database.looking() as connection:
            found = numbers_with(connection, self._build, phrase)
        return found[found < self.size]

    def _known_before(self, asked: str | Tokens) -> tuple[Any] | None:
        return self._cache.held((self._before.id, asked)) if self._before else None


class FreshSegment:
    """What was written since a TableSegment was read: few listings, held whole."""

    def __init__(
        self,
        database: Database,
        build: Pointer,
        held: Mapping[int, Change],
    ) -> None:
        self.numbers = np.array(sorted(held), np.int64)
        self.size = len(held)
        found = np.array([held[number][0] for number in self.numbers.tolist()], row_type())
        self.columns = columns_of(found)
        self.counted = Counted(self.columns)
        self.deleted = np.flatnonzero(found["alive"] == 0)
        self._mentions = [held[number][1] for number in self.numbers.tolist()]
        self._database = database
        self._build = build

    def scored(self, token: str) -> Scored | None:
        """See TableSegment."""
        spelling = rows.spelled(token)
        found = {at: held[spelling] for at, held in enumerate(self._mentions) if spelling in held}
        if not found:
            return None
        return scored_in(self.size, *weighed(found))

    def with_phrase(self, phrase: Tokens) -> Numbers:
        """See TableSegment."""
        if not self.size:
            return self.numbers
        with self._database.looking() as connection:
            found = numbers_with(connection, self._build, phrase, self.numbers)
        return np.searchsorted(self.numbers, found)


def scored_since(size: int, held: Scored | None, token: str, fresh: FreshSegment) -> Scored | None:
    """What was known of a token in a table segment, with what was written since."""
    parts = []
    if held is not None:
        kept = ~np.isin(held.documents, fresh.numbers)
        parts.append(tuple(part[kept] for part in _listed(held)))
    added = fresh.scored(token)
    if added is not None:
        numbers, scores, fields = _listed(added)
        parts.append((fresh.numbers[numbers].astype(np.uint32), scores, fields))
    if not sum(len(part[0]) for part in parts):
        return None
    numbers, scores, fields = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(numbers, kind="stable")
    scored = scored_in(size, numbers[order], scores[order], fields[order])
    return RoughlyScored(*scored) if isinstance(held, RoughlyScored) else scored


def _listed(found: Scored) -> Weighed:
    scores = found.scores[found.documents] if found.spread else found.scores
    return found.documents, scores, found.fields


def overlaid(held: Columns, fresh: FreshSegment) -> Columns:
    """The columns of a table segment with what was written since."""

    def over(old: NDArray[Any], new: NDArray[Any]) -> NDArray[Any]:
        size = max(len(held), int(fresh.numbers.max(initial=-1)) + 1)
        joined = np.empty((*old.shape[:-1], size), old.dtype)
        joined[..., : len(held)] = old
        joined[..., fresh.numbers] = new
        return joined

    newer = fresh.columns
    return Columns(
        numbers={name: over(old, newer.numbers[name]) for name, old in held.numbers.items()},
        versions=over(held.versions, newer.versions),
        lengths=over(held.lengths, newer.lengths),
        codes={name: over(old, newer.codes[name]) for name, old in held.codes.items()},
    )
