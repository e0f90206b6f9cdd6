"""Writing rows: documents into the tables of a build, values that repeat as codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection

from jobboard.search import columns
from jobboard.search.contract import Progress
from jobboard.search.documents import ListingDocument
from jobboard.search.postgres.connections import driver
from jobboard.search.postgres.rows import DocumentRow, row_of
from jobboard.search.postgres.tables import COLUMNS, NUMBERS, Pointer

BATCH = 500
"""Documents copied at a time: analysed in memory, about five kilobytes each."""

Item = TypeVar("Item")


class Writer:
    """Writes into one build, in one transaction, as one change."""

    def __init__(self, connection: Connection, build: Pointer, change: int) -> None:
        self._connection = connection
        self._build = build
        self._change = change
        self._codes: dict[tuple[str, str], int] = {}
        self._next_code: Counter[str] = Counter()
        self._new_keys: list[tuple[str, int, str]] = []
        self._words: Counter[str] = Counter()
        self._next_number = 0

    def fill(self, documents: Iterable[ListingDocument], progress: Progress | None) -> int:
        """Write all documents of a new build, each id once, the last time it comes."""
        done = 0
        numbers: dict[int, int] = {}
        for batch in _batches(documents):
            rows = []
            for document in batch:
                rows.append(row_of(document))
                done += 1
                if progress:
                    progress(done)
            self._replace(numbers, rows)
        self._finish()
        return len(numbers)

    def replace(self, documents: Collection[ListingDocument]) -> int:
        """Put documents into a build that is in use; return how many more it holds."""
        held = self._held([document.id for document in documents])
        changed = [d for d in documents if held.get(d.id, (0, "", 0))[1] != d.version]
        rows = [row_of(document) for document in changed]
        self._recall_numbers(rows)
        numbers = {listing_id: number for listing_id, (number, _, _) in held.items()}
        if rows:
            self._replace(numbers, rows)
            self._finish()
        return sum(not held.get(document.id, (0, "", 0))[2] for document in changed)

    def remove(self, ids: Collection[int]) -> int:
        """Forget documents; return how many there were. Their rows stay, empty."""
        held = self._held(ids)
        numbers = [number for number, _, alive in held.values() if alive]
        self._forget_words(numbers)
        self._run(
            f"UPDATE {self._build.documents} SET alive = 0, version = '', change = %s "
            "WHERE number = ANY(%s)",
            (self._change, numbers),
        )
        self._run(
            f"UPDATE {self._build.texts} SET tokens = '', mentions = '{{}}', words = '{{}}' "
            "WHERE number = ANY(%s)",
            (numbers,),
        )
        if numbers:
            self._finish()
        return len(numbers)

    def _held(self, ids: Collection[int]) -> dict[int, tuple[int, str, int]]:
        """Id → (number, version, alive) of those that have a row."""
        rows = self._run(
            f"SELECT id, number, version, alive FROM {self._build.documents} WHERE id = ANY(%s)",
            (list(ids),),
        )
        return {row.id: (row.number, row.version, row.alive) for row in rows}

    def _replace(self, numbers: dict[int, int], rows: Sequence[DocumentRow]) -> None:
        """Write rows in place of those with the same id. ``numbers`` learns new numbers."""
        rows = list({row.row.id: row for row in rows}.values())
        old = [numbers[row.row.id] for row in rows if row.row.id in numbers]
        if old:
            self._forget_words(old)
            for table in (self._build.documents, self._build.texts):
                self._run(f"DELETE FROM {table} WHERE number = ANY(%s)", (old,))
        for row in rows:
            if row.row.id not in numbers:
                numbers[row.row.id] = self._next_number
                self._next_number += 1
        self._copy(
            f"{self._build.documents} (number, change, alive, {', '.join(COLUMNS)}, version)",
            (self._numbers_of(numbers[row.row.id], row) for row in rows),
        )
        self._copy(
            f"{self._build.texts} (number, tokens, mentions, words)",
            ((numbers[row.row.id], row.tokens, row.mentions, row.words) for row in rows),
        )
        for row in rows:
            self._words.update(row.words)

    def _numbers_of(self, number: int, held: DocumentRow) -> tuple[Any, ...]:
        row = held.row
        numbers = (int(getattr(row, name)) for name in NUMBERS)
        codes = (
            self._code(kind, value) for kind, value in zip(columns.KEYS, row.keys, strict=True)
        )
        return (number, self._change, 1, *numbers, *row.lengths, *codes, row.version)

    def _code(self, kind: str, value: str) -> int:
        code = self._codes.get((kind, value))
        if code is None:
            code = self._codes[kind, value] = self._next_code[kind]
            self._next_code[kind] += 1
            self._new_keys.append((kind, code, value))
        return code

    def _recall_numbers(self, rows: Iterable[DocumentRow]) -> None:
        """Learn which codes the rows' values have, and which numbers are free."""
        self._next_number = self._run(
            f"SELECT coalesce(max(number) + 1, 0) FROM {self._build.documents}"
        ).scalar_one()
        values = list({value for row in rows for value in row.row.keys})
        for row in self._run(
            f"SELECT kind, code, value FROM {self._build.keys} WHERE value = ANY(%s)", (values,)
        ):
            self._codes[row.kind, row.value] = row.code
        for row in self._run(
            f"SELECT kind, (SELECT max(code) + 1 FROM {self._build.keys} k "
            "WHERE k.kind = kinds.kind) AS following FROM unnest(%s::text[]) AS kinds (kind)",
            (list(columns.KEYS),),
        ):
            self._next_code[row.kind] = row.following or 0

    def _forget_words(self, numbers: Sequence[int]) -> None:
        rows = self._run(
            f"SELECT words FROM {self._build.texts} WHERE number = ANY(%s)", (list(numbers),)
        )
        for row in rows:
            self._words.subtract(row.words)

    def _finish(self) -> None:
        """Write what was collected on the way."""
        self._copy(
            f"{self._build.keys} (kind, code, value, change)",
            ((*key, self._change) for key in self._new_keys),
        )
        changed = sorted((word, count) for word, count in self._words.items() if count)
        if self._build.change == self._change:
            self._copy(
                f"{self._build.words_known} (word, listings, change)",
                ((*counted, self._change) for counted in changed),
            )
        elif changed:
            self._run(
                f"INSERT INTO {self._build.words_known} AS known (word, listings, change) "
                "SELECT word, listings, %s FROM unnest(%s::text[], %s::int[]) n (word, listings) "
                "ON CONFLICT (word) DO UPDATE SET listings = known.listings + excluded.listings",
                (self._change, [word for word, _ in changed], [count for _, count in changed]),
            )

    def _copy(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        with driver(self._connection).cursor().copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _run(self, statement: str, parameters: tuple[Any, ...] = ()) -> Any:
        return self._connection.exec_driver_sql(statement, parameters)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield batch
