"""The tables at one change, as searches over columns read them."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobboard.search import spelling
from jobboard.search.columns import Keys
from jobboard.search.concepts import Tokens
from jobboard.search.postgres import rows
from jobboard.search.postgres.connections import Database
from jobboard.search.postgres.segments import (
    ROUGH,
    FreshSegment,
    Mention,
    Numbers,
    TableSegment,
    mention,
    numbers_with,
)
from jobboard.search.postgres.tables import Pointer
from jobboard.search.snapshot import Mask, Snapshot

_TRIGRAMS_A_SLIP = 4
"""How many groups of three letters a slip changes at most."""


class TableSnapshot(Snapshot):
    """A snapshot whose words are looked up in PostgreSQL."""

    def __init__(
        self,
        database: Database,
        build: Pointer,
        table: TableSegment,
        fresh: FreshSegment,
        keys: Keys,
    ) -> None:
        replaced = fresh.numbers[fresh.numbers < table.size]
        gone = set(table.deleted.tolist()) | set(replaced.tolist())
        segments: list[Any] = [table, fresh]
        super().__init__(
            segments, [gone, fresh.deleted.tolist()], keys, f"{build.build}-{build.change}"
        )
        self.build = build
        self._database = database
        self._table = table
        self._fresh = fresh
        self._known: dict[int, dict[str, Mention]] = {}
        self.rough: set[str] = set()

    def watched(self) -> TableSnapshot:
        """This snapshot, which remembers in ``rough`` which weights it gave by levels only."""
        view = copy.copy(self)
        view.rough = set()
        return view

    def looked_at(self, tokens: Collection[str], numbers: Numbers) -> TableSnapshot:
        """This snapshot, which knows for these listings exactly what the tokens weigh."""
        closer = copy.copy(self)
        closer._known = self._mentions(tokens, numbers[numbers < self._table.size])
        return closer

    def scores(self, token: str) -> NDArray[np.float64]:
        """The token's weight in every document, 0 where it is not."""
        dense = super().scores(token)
        if self._is_rough(token):
            self.rough.add(token)
        for number, known in self._known.items():
            if token in known:
                dense[number] = known[token].weight
        return dense

    def first_field(self, token: str, number: int) -> int | None:
        """The first field of a document that has the token."""
        found = self._known.get(number, {}).get(token)
        bits = found.fields if found else self._fields(token, number)
        return (bits & -bits).bit_length() - 1 if bits else None

    def with_phrase(self, phrase: Tokens) -> Mask:
        """The documents in which the tokens stand in a row in one field."""
        mask = np.zeros(len(self), np.bool_)
        found = self._table.with_phrase(phrase)
        mask[found[found < self._table.size]] = True
        if self._fresh.size:
            with self._database.looking() as connection:
                fresh = numbers_with(connection, self.build, phrase, self._fresh.numbers)
            mask[self._table.size + np.searchsorted(self._fresh.numbers, fresh)] = True
        return mask

    def nearest(self, word: str) -> str | None:
        """The known word nearest to an unknown one."""
        slips = spelling.slips_allowed(word)
        counts = self._words_near(word, slips) if slips else {}
        return spelling.nearest(word, counts, counts.__getitem__, self.documents)

    def _is_rough(self, token: str) -> bool:
        found = self._table.scored(token)
        return found is not None and found.fields[0] == ROUGH

    def _fields(self, token: str, number: int) -> int:
        segment, start = (
            (self._table, 0) if number < self._table.size else (self._fresh, self._table.size)
        )
        found = segment.scored(token)
        if found is None:
            return 0
        at = int(np.searchsorted(found.documents, number - start))
        if at == len(found.documents) or found.documents[at] != number - start:
            return 0
        if found.fields[at] != ROUGH:
            return int(found.fields[at])
        known = self._mentions([token], np.array([number], np.int64))
        return known[number][token].fields if known.get(number) else 0

    def _mentions(self, tokens: Collection[str], numbers: Numbers) -> dict[int, dict[str, Mention]]:
        """Number → token → how it stands there, of what the tables hold now."""
        asked = list(tokens)
        picked = ", ".join(["mentions->>%s"] * len(asked))
        with self._database.looking() as connection:
            found = connection.exec_driver_sql(
                f"SELECT number, {picked} FROM {self.build.texts} WHERE number = ANY(%s)",
                (*map(rows.spelled, asked), numbers.tolist()),
            ).all()
        return {
            number: self._weighed(number, zip(asked, texts, strict=True))
            for number, *texts in found
        }

    def _weighed(self, number: int, listed: Iterable[tuple[str, str | None]]) -> dict[str, Mention]:
        lengths = self._table.columns.lengths[:, number].tolist()
        return {token: mention(text, lengths) for token, text in listed if text}

    def _words_near(self, word: str, slips: int) -> Mapping[str, int]:
        """Known words that may be this near, with their listings; perhaps others, too.

        A word with few groups of three letters may share none with one as near as that, so
        then all words of about its length are looked at.
        """
        query = f"SELECT word, listings FROM {self.build.words_known} WHERE listings > 0 "
        groups = len({f"  {word} "[at : at + 3] for at in range(len(word) + 1)})
        near = "AND word %% %s " if groups > _TRIGRAMS_A_SLIP * slips else "AND %s <> '' "
        with self._database.looking() as connection:
            found = connection.exec_driver_sql(
                f"{query} {near} AND abs(length(word) - %s) <= %s",
                (rows.stored(word), len(word), slips),
            )
            return {row.word: row.listings for row in found}
