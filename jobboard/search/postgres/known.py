"""The unstemmed words an index holds, kept by each process to find the one nearest to a slip."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from sqlalchemy import Connection

from jobboard.search import spelling
from jobboard.search.known_words import KnownWords
from jobboard.search.postgres.connections import Database
from jobboard.search.postgres.tables import Pointer

MOST_LATE = 2_000
"""Words learned one change after the other; beyond, all are read anew."""


class WordList:
    """The words of one build. Read when first asked for; later ones are added as they come.

    A build never loses a word, so what was read stays right. In how many listings a word
    stands does change, and is asked of the server, for the few words that are near.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reading = Lock()
        self._change = -1
        self._late: list[str] = []
        self._parts: tuple[KnownWords, ...] = ()

    def near(self, word: str, build: Pointer) -> Mapping[str, int]:
        """Words as near as slips allow, with their listings, as of this change or later."""
        with self._database.looking() as connection:
            parts = self._read(connection, build)
            slips = spelling.slips_allowed(word)
            words = {other for part in parts for other in part.near(word, slips)}
            if not words:
                return {}
            found = connection.exec_driver_sql(
                f"SELECT word, listings FROM {build.words_known} "
                "WHERE word = ANY(%s) AND listings > 0",
                (sorted(words),),
            )
            return {row.word: row.listings for row in found}

    def _read(self, connection: Connection, build: Pointer) -> tuple[KnownWords, ...]:
        with self._reading:
            if self._change < build.change:
                if len(self._late) > MOST_LATE:
                    self._change, self._late = -1, []
                found = connection.exec_driver_sql(
                    f"SELECT word FROM {build.words_known} WHERE change > %s", (self._change,)
                ).scalars()
                self._learn(list(found))
                self._change = build.change
            return self._parts

    def _learn(self, words: list[str]) -> None:
        if self._change < 0:
            self._parts = (KnownWords(words),)
        elif words:
            self._late += words
            self._parts = (self._parts[0], KnownWords(self._late))
