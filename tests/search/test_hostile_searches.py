"""Whatever is typed or posted, a search answers and never fails."""

from __future__ import annotations

import random
import sys
from datetime import timedelta

import pytest

from jobboard.domain.criteria import SearchCriteria
from jobboard.search.contract import LARGEST_PAGE, SearchEngine
from jobboard.search.documents import ListingDocument
from jobboard.search.plain_engine import PlainEngine
from tests.factories.search_documents import NOW, document

# fmt: off
HOSTILE = (
    '"', '""', '"""', "-", "--", '-"', '-""', '"-"', '" "', '-"a', 'a"b"c"d', '"""a""b"',
    "\x00", "\x00\x01\x1f\x7f", "a\x00b", "\ud800", "\udfff x", "\u202eabc\u2066", "\ufeff",
    "*", "a*", "*a", "a?b", "~", "a~9", "a^99", "[a TO b]", "{* TO *}", "title:agent",
    "AND OR NOT", "(" * 500, "((a) OR (b", "\\", '\\\\"', "/.*/", "' OR 1=1 --", "%", "_",
    "<script>alert(1)</script>", "a" * 100_000, "a " * 50_000, '"a ' * 9_000, "-a " * 9_000,
    "é" * 9_000, "日本語", "ﬃ ﷺ", "İ ı ß ſ", "🙂🙃", "e\u0301" * 500, "c++ c#", "+1 #2", "0", "-1",
    "1e999", "NaN", "role-family/contact-centre", "٣٤ ५६", "\t\n\r\v\f", "a\u2028b\u2029c",
    "'s", "’s", "-'s",
)
# fmt: on


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_and_places_are_answered_alike(
    text: str, judge: PlainEngine, filled: SearchEngine
) -> None:
    for criteria in (
        SearchCriteria.from_args({"words": text}),
        SearchCriteria.from_args({"words": f"customer {text}", "place": text}),
        # As an engine gets it from code that forgot to clean.
        SearchCriteria(words=text[:2_000], place=text[:200]),
    ):
        assert filled.search(criteria, NOW) == judge.search(criteria, NOW)


def test_random_bytes_are_answered_alike(judge: PlainEngine, filled: SearchEngine) -> None:
    chance = random.Random(7)
    letters = ['"', "-", " ", "'", "a", "customer", "\x00", "é", "日", "\ud800"]
    letters += [chr(chance.randrange(sys.maxunicode)) for _ in range(40)]
    for _ in range(100):
        text = "".join(chance.choices(letters, k=chance.randrange(60)))
        criteria = SearchCriteria(words=text)
        assert filled.search(criteria, NOW) == judge.search(criteria, NOW), ascii(text)


def visible(number: int, text: str) -> ListingDocument:
    """A zebra's listing with this text wherever people write."""
    return document(
        number,
        state="live",
        opens_at=None,
        closes_at=NOW + timedelta(days=1),
        title=f"Zebra {text}"[:500],
        description=text,
        town=text,
        brand=text,
        requirements=[{"kind": "other", "slug": "", "text": text}],
    )


def test_hostile_listings_can_be_held_found_and_forgotten(engine: SearchEngine) -> None:
    held = [visible(number, text) for number, text in enumerate(HOSTILE, start=1)]
    engine.put(held)

    found = engine.search(SearchCriteria(words="zebra"), NOW, per_page=LARGEST_PAGE)
    assert sorted(found.ids) == sorted(engine.stamp()) == [document.id for document in held]
    engine.remove(found.ids)
    assert engine.search(SearchCriteria(), NOW).total == 0


def test_more_words_than_allowed_are_left_aside(engine: SearchEngine) -> None:
    engine.put([visible(1, "")])
    unknown = [f"qx{number}" for number in range(12)]

    assert engine.search(SearchCriteria(words=" ".join(["zebra", *unknown[:1]])), NOW).total == 1
    assert engine.search(SearchCriteria(words=" ".join([*unknown, "zebra"])), NOW).total == 0
