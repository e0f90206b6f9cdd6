"""Suggestions: found by the beginning of any word, true counts, the same in every engine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from types import SimpleNamespace

import numpy as np
import pytest

from jobboard.search.contract import SearchEngine, Suggestion
from jobboard.search.entered_names import Names
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.whoosh_engine import WhooshEngine
from tests.factories.search_documents import NOW, document

TYPED = (
    "c", "cu", "cust", "customer s", "Customer Service A", "chat", "live ch", "CSR", "help", "te",
    "team lead, cu", "café", "cafe", "front", "desk", "re", "remote", "span", "zen", "harbor",
    "union tele", "ch", "full", "nosuchword", "", "  ", "💡", "-\"*", "x" * 500,
)  # fmt: skip
OPEN = {
    "state": "live",
    "opens_at": None,
    "closes_at": NOW + timedelta(days=20),
    "brand": "",
    "description": "",
}


@pytest.mark.parametrize("typed", TYPED)
def test_every_engine_suggests_the_same(
    typed: str, judge: PlainEngine, filled: WhooshEngine
) -> None:
    for now in (NOW, NOW - timedelta(days=5)):
        for limit in (1, 3, 8):
            expected = judge.suggest(typed, now, limit)
            assert filled.suggest(typed, now, limit) == expected
            assert len(expected) <= limit


def test_the_corpus_answers(judge: PlainEngine) -> None:
    kinds = {found.kind for typed in TYPED for found in judge.suggest(typed, NOW)}

    assert {"title", "company", "role", "channel", "tool", "language"} <= kinds


def test_first_words_come_first_then_what_more_listings_have(engine: SearchEngine) -> None:
    company = SimpleNamespace(name="Brass & Co", verified=True)
    titles = ["Night porter", "Porter", "porter", "Porter, nights", "Night porter", "Night porter"]
    engine.put(
        document(number, title=title, company=company, **OPEN)
        for number, title in enumerate(titles, start=1)
    )

    assert engine.suggest("port", NOW) == (
        Suggestion("Porter", "title", 2),
        Suggestion("Porter, nights", "title", 1),
        Suggestion("Night porter", "title", 3),
    )
    assert engine.suggest("bra", NOW) == (Suggestion("Brass & Co", "company", 6),)


def test_what_is_not_visible_is_never_suggested(engine: SearchEngine) -> None:
    closed = {**OPEN, "closes_at": NOW}
    engine.put([document(1, title="Sommelier", **closed), document(2, title="Sommelier", **OPEN)])

    assert engine.suggest("somm", NOW)[0].count == 1
    engine.remove([2])
    assert engine.suggest("somm", NOW) == ()
    assert engine.suggest("somm", NOW - timedelta(days=1))[0].count == 1


def test_new_names_are_known_at_once(engine: SearchEngine) -> None:
    engine.put([document(1, title="Sommelier", **OPEN)])
    assert engine.suggest("zo", NOW) == ()
    engine.put([document(2, title="Zookeeper clerk", **OPEN)])

    assert [found.text for found in engine.suggest("zo", NOW)] == ["Zookeeper clerk"]
    assert [found.text for found in engine.suggest("clerk", NOW)] == ["Zookeeper clerk"]


def test_one_thread_may_ask_while_another_reads() -> None:
    names = Names()
    titles = [f"Chat agent {number}" for number in range(400)]
    listings = np.ones(len(titles), np.int64)
    done = Event()

    def read() -> None:
        for title in titles:
            names.read([title])
        done.set()

    with ThreadPoolExecutor(1) as reader:
        reading = reader.submit(read)
        while not done.is_set():
            found = list(names.beginning("chat agent", listings, limit=400))
            assert all(at.key == titles[codes[0]].casefold() for at, codes in found)
        reading.result()

    assert len(list(names.beginning("chat", listings, limit=400))) == len(titles)


def test_listings_of_an_older_index_count_for_the_names_they_have() -> None:
    names = Names()
    names.read(["Chat agent", "Chat lead"])

    found = list(names.beginning("chat", np.array([3]), limit=8))

    assert [codes for _, codes in found] == [(0,), (1,)]
