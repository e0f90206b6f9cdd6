"""Words near a misspelled one, found all at once, are those the definition finds one by one."""

from __future__ import annotations

import random

from jobboard.domain.slips import slips_between
from jobboard.search.known_words import KnownWords


def test_the_same_words_are_near_as_by_the_definition() -> None:
    chance = random.Random(5)
    words = {"".join(chance.choices("abcdé日", k=chance.randrange(3, 10))) for _ in range(1_500)}
    known = KnownWords(words)
    for _ in range(60):
        word = "".join(chance.choices("abcdé日", k=chance.randrange(3, 10)))
        slips = chance.choice((0, 1, 2))
        expected = {w for w in words if slips_between(word, w, slips) <= slips}
        assert set(known.near(word, slips)) == expected, (word, slips)


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert KnownWords([]).near("customer", 2) == []
