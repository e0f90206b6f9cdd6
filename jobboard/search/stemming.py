"""Words of one family as one token: call, calls, called, calling.

Light on purpose: plurals, -ed and -ing only. Heavier stemmers make "customer" and
"custom" the same word, which in this trade is every listing.
"""

from __future__ import annotations

from functools import lru_cache

from jobboard.domain.phrases import one_spelling

_KEPT = 100_000
_SHORTEST = 4
_SHORTEST_ROOT = 4
_VOWELS = frozenset("aeiouy")
# Doubled in the root itself (sell, pass, staff, buzz), so not undone after -ing and -ed.
_OWN_DOUBLES = frozenset("lsfz")
# Not made from a verb.
_WHOLE = frozenset({"accounting", "evening"})


@lru_cache(maxsize=_KEPT)
def stem(word: str) -> str:
    """The token of a folded word. Words with digits are left alone."""
    word = one_spelling(word)
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    word = _without_participle(word)
    return word.removesuffix("e") if len(word) > _SHORTEST else word


def _without_participle(word: str) -> str:
    if word in _WHOLE:
        return word
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and not word.endswith("eed") and _is_root(root):
            return _as_root(root)
    return word


def _as_root(text: str) -> str:
    """What is left of a participle as its verb is spelled."""
    if text.endswith(("is", "ys")):
        return text + "e"
    doubled = text[-1] == text[-2] and text[-1] not in _OWN_DOUBLES
    return text[:-1] if doubled else text


def _is_root(text: str) -> bool:
    return len(text) >= _SHORTEST_ROOT and any(letter in _VOWELS for letter in text)
