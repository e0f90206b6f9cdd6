"""Whatever is typed or posted, a search answers and never fails."""

from __future__ import annotations

import random
import sys

import pytest

from jobboard.domain.criteria import SearchCriteria
from jobboard.search.contract import SearchEngine
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.whoosh_engine import WhooshEngine
from tests.factories.search_documents import NOW, document

HOSTILE = (
    '"', '""', '"""', '-', '--', '-"', '-""', '"-"', '" "', '-"a', 'a"b"c"d', '"""a""b"',
    "\x00", "\x00\x01\x1f\x7f", "a\x00b", "\ud800", "\udfff x", "\u202eabc\u2066", "\ufeff",
    "*", "a*", "*a", "a?b", "~", "a~9", "a^99", "[a TO b]", "{* TO *}", "title:agent", "AND OR NOT",
    "(" * 500, "((a) OR (b", "\\", "\\\\\"", "/.*/", "' OR 1=1 --", "%", "_", "<script>alert(1)</script>",
    "a" * 100_000, "a " * 50_000, '"a ' * 9_000, "-a " * 9_000, "é" * 9_000, "日本語", "ﬃ ﷺ", "İ ı ß ſ",
    "🙂🙃", "e\u0301" * 500, "c++ c#", "+1 #2", "0", "-1", "1e999", "NaN", "role-family/contact-centre",
    "٣٤ ५६", "\t\n\r\v\f", "a\u2028b\u2029c", "'s", "’s", "-'s",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_and_places_are_answered_alike(
    text: str, judge: PlainEngine, filled: WhooshEngine
) -> None:
    for criteria in (
        SearchCriteria.from_args({"words": text}),
        SearchCriteria.from_args({"words": f"customer {text}", "place": text}),
        # As an engine gets it from code that forgot to clean.
        SearchCriteria(words=text[:2_000], place=text[:200]),
    ):
        assert filled.search(criteria, NOW) == judge.search(criteria, NOW)


def test_random_bytes_are_answered_alike(judge: PlainEngine, filled: WhooshEngine) -> None:
    chance = random.Random(7)
    letters = ['"', "-", " ", "'", "a", "customer", "\x00", "é", "日", "\ud800"]
    letters += [chr(chance.randrange(sys.maxunicode)) for _ in range(40)]
    for _ in range(100):
        text = "".join(chance.choices(letters, k=chance.randrange(60)))
        criteria = SearchCriteria(words=text)
        assert filled.search(criteria, NOW) == judge.search(criteria, NOW), ascii(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_listings_can_be_held_found_and_forgotten(text: str, engine: SearchEngine) -> None:
    hostile = document(1, title=f"Zebra {text}"[:500], description=text, town=text, brand=text,
                       state="live", opens_at=None, closes_at=NOW.replace(year=2031),
                       requirements=[{"kind": "other", "slug": "", "text": text}])  # fmt: skip
    engine.put([hostile])

    assert engine.search(SearchCriteria(words="zebra"), NOW).ids == (1,)
    assert engine.stamp() == {1: hostile.version}
    engine.remove([1])
    assert engine.search(SearchCriteria(), NOW).total == 0


def test_more_words_than_allowed_are_left_aside(engine: SearchEngine) -> None:
    engine.put([document(1, title="Zebra", state="live", opens_at=None,
                         closes_at=NOW.replace(year=2031))])  # fmt: skip
    unknown = [f"qx{number}" for number in range(12)]

    assert engine.search(SearchCriteria(words=" ".join(["zebra", *unknown[:1]])), NOW).total == 1
    assert engine.search(SearchCriteria(words=" ".join([*unknown, "zebra"])), NOW).total == 0
