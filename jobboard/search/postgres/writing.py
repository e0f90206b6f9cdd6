"""Writing rows: documents into the tables of a build, values that repeat as codes.

A row is never changed but to say that it is dead: a document that changed gets another row at
the end, under the next number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection

from jobboard.search import columns
from jobboard.search.contract import Progress
from jobboard.search.documents import ListingDocument
from jobboard.search.postgres import postings, rows
from jobboard.search.postgres.connections import driver
from jobboard.search.postgres.postings import LONGEST_RUN, Run
from jobboard.search.postgres.rows import DocumentRow, row_of
from jobboard.search.postgres.tables import COLUMNS, NUMBERS, Pointer

BATCH = 500
"""Documents copied at a time: analysed in memory, about five kilobytes each."""

MOST_FRESH = 500
"""Rows that every process reads one by one; when there are more, they are folded into postings."""

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
        run = Run(0)
        for batch in _batches(documents):
            held = []
            for document in batch:
                held.append(row_of(document))
                done += 1
                if progress:
                    progress(done)
            for number, row in self._replace(numbers, held):
                run.add(number, row.positions)
            if run.until - run.start >= LONGEST_RUN:
                run.write(self._connection, self._build)
                run = Run(run.until)
        run.write(self._connection, self._build)
        self._finish()
        return len(numbers)

    def replace(self, documents: Collection[ListingDocument]) -> int:
        """Put documents into a build that is in use; return how many more it holds."""
        held = self._held([document.id for document in documents])
        changed = [d for d in documents if held.get(d.id, (0, ""))[1] != d.version]
        more = [row_of(document) for document in changed]
        self._recall_numbers(more)
        numbers = {listing_id: number for listing_id, (number, _) in held.items()}
        if more:
            self._replace(numbers, more)
            self._finish()
        return len(numbers) - len(held)

    def remove(self, ids: Collection[int]) -> int:
        """Forget documents; return how many there were. Their rows stay, dead."""
        numbers = [number for number, _ in self._held(ids).values()]
        if numbers:
            self._bury(numbers)
            self._finish()
        return len(numbers)

    def fold(self) -> int:
        """Make postings of the latest rows if there are many; return up to which there are."""
        start = self._build.folded
        if self._next_number - start <= MOST_FRESH:
            return start
        postings.fold(self._connection, self._build, start, self._next_number)
        return self._next_number

    @property
    def written(self) -> int:
        """How many rows the build has, dead ones among them."""
        return self._next_number

    def _held(self, ids: Collection[int]) -> dict[int, tuple[int, str]]:
        """Id → (number, version) of those that are there."""
        found = self._run(
            f"SELECT id, number, version FROM {self._build.documents} "
            "WHERE id = ANY(%s) AND alive = 1",
            (list(ids),),
        )
        return {row.id: (row.number, row.version) for row in found}

    def _replace(
        self, numbers: dict[int, int], more: Sequence[DocumentRow]
    ) -> list[tuple[int, DocumentRow]]:
        """Write rows in place of those with the same id, and return them with their numbers.

        ``numbers`` knows the rows that may be replaced, by id, and learns the new ones.
        """
        latest = {row.row.id: row for row in more}
        self._bury([numbers[listing_id] for listing_id in latest if listing_id in numbers])
        numbered = list(enumerate(latest.values(), start=self._next_number))
        self._next_number += len(numbered)
        numbers.update((row.row.id, number) for number, row in numbered)
        self._copy(
            f"{self._build.documents} (number, change, alive, {', '.join(COLUMNS)}, version)",
            (self._numbers_of(number, row) for number, row in numbered),
        )
        self._copy(
            f"{self._build.texts} (number, tokens, words)",
            ((number, rows.noted(row.positions), row.words) for number, row in numbered),
        )
        for row in latest.values():
            self._words.update(row.words)
        return numbered

    def _bury(self, numbers: Sequence[int]) -> None:
        """Let rows count no more."""
        if not numbers:
            return
        gone = (list(numbers),)
        found = self._run(
            f"DELETE FROM {self._build.texts} WHERE number = ANY(%s) RETURNING words", gone
        )
        for row in found:
            self._words.subtract(row.words)
        self._run(
            f"UPDATE {self._build.documents} SET alive = 0, version = '', change = %s "
            "WHERE number = ANY(%s)",
            (self._change, *gone),
        )

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

    def _recall_numbers(self, more: Iterable[DocumentRow]) -> None:
        """Learn which codes the rows' values have, and which numbers are free."""
        self._next_number = self._run(
            f"SELECT coalesce(max(number) + 1, 0) FROM {self._build.documents}"
        ).scalar_one()
        values = list({value for row in more for value in row.row.keys})
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

    def _copy(self, table: str, lines: Iterable[Sequence[Any]]) -> None:
        with driver(self._connection).cursor().copy(f"COPY {table} FROM STDIN") as copy:
            for line in lines:
                copy.write_row(line)

    def _run(self, statement: str, parameters: tuple[Any, ...] = ()) -> Any:
        return self._connection.exec_driver_sql(statement, parameters)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield batch
