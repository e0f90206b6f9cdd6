"""Words of one family as one: call, calls, called, calling; centre and center.

Light on purpose: plurals, -ed and -ing only. Heavier stemmers make "customer" and
"custom" the same word, which in this trade is every listing.
"""

from __future__ import annotations

from functools import lru_cache

_KEPT = 100_000
_SHORTEST = 4
_SHORTEST_ROOT = 4
_VOWELS = frozenset("aeiouy")
_HISSING = ("sses", "xes", "zes", "ches", "shes")
_NOT_PLURAL = ("ss", "us", "is")
# Doubled in the root itself (sell, pass, staff, buzz), so not undone after -ing and -ed.
_OWN_DOUBLES = frozenset("lsfz")
# Not made from a verb.
_WHOLE = frozenset({"accounting", "evening"})
# British and American endings.
_SAME_ENDINGS = (
    ("centre", "center"),
    ("isation", "ization"),
    ("isational", "izational"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("ising", "izing"),
    ("ised", "ized"),
)
# Other spellings and short forms of the trade's own words; all in the singular.
_SAME_WORDS = {
    "adviser": "advisor",
    "apprentice": "apprenticeship",
    "asst": "assistant",
    "behaviour": "behavior",
    "cancellation": "cancelation",
    "cancelled": "canceled",
    "cancelling": "canceling",
    "catalogue": "catalog",
    "centre": "center",
    "cheque": "check",
    "colour": "color",
    "coord": "coordinator",
    "cust": "customer",
    "enquiry": "inquiry",
    "enquire": "inquire",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "favour": "favor",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "jewellery": "jewelry",
    "jr": "junior",
    "judgement": "judgment",
    "labour": "labor",
    "licence": "license",
    "mgmt": "management",
    "mgr": "manager",
    "neighbour": "neighbor",
    "practise": "practice",
    "programme": "program",
    "rep": "representative",
    "sr": "senior",
    "svc": "service",
    "svcs": "service",
    "theatre": "theater",
    "traveller": "traveler",
    "travelling": "traveling",
    "tyre": "tire",
}


@lru_cache(maxsize=_KEPT)
def one_spelling(word: str) -> str:
    """The folded word in the singular, spelled in full and as Americans do."""
    word = _singular(word)
    for british, american in _SAME_ENDINGS:
        if word.endswith(british) and len(word) > len(british) + 1:
            word = word.removesuffix(british) + american
    return _SAME_WORDS.get(word, word)


@lru_cache(maxsize=_KEPT)
def stem(word: str) -> str:
    """The token of a folded word. Words with digits are left alone."""
    word = one_spelling(word)
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    word = _without_participle(word)
    return word.removesuffix("e") if len(word) > _SHORTEST else word


def _singular(word: str) -> str:
    if len(word) < _SHORTEST:
        return word
    if word.endswith("ies") and len(word) > _SHORTEST:
        return word[:-3] + "y"
    if word.endswith(_HISSING):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_NOT_PLURAL):
        return word[:-1]
    return word


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
