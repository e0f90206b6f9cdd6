"""Taking out of a text whatever leads to a person: addresses, links, handles and numbers.

The usual writings are found, spelled-out ones among them; dates and our own slugs never look
like one. Every pattern takes time in proportion to the text: a run of characters that may be
long is possessive and begins only where the run does, and all else is bounded.
"""

from __future__ import annotations

import re
from itertools import pairwise

LEFT_OUT = "(left out)"
# More digits than any count of contacts, and enough to be dialed.
FEWEST_DIGITS = 7

# Companies and tools whose very names are domains. They lead to nobody in particular.
_NAMES = frozenset({
    "1-800-contacts.com", "1-800-flowers.com", "1800flowers.com", "amazon.com", "asp.net",
    "booking.com", "care.com", "carfax.com", "cars.com", "chewy.com", "crypto.com", "drift.ai",
    "expedia.com", "hotels.com", "indeed.com", "messagebird.com", "monday.com", "next.js",
    "node.js", "overstock.com", "priceline.com", "realtor.com", "salesforce.com", "staples.com",
    "ticketmaster.com", "vue.js", "walmart.com", "wayfair.com", "zappos.com",
})  # fmt: skip
# Endings that make a domain of whatever stands before them, in small or large letters.
_COMMON_ENDINGS = frozenset(
    {"com", "net", "org", "edu", "info", "biz", "io", "app", "dev", "page", "site", "online", "xyz"}
)
_LONGEST_ENDING = 24

_SERVICES = (
    "linkedin|instagram|insta|ig|facebook|fb|twitter|tiktok|telegram|whats ?app|skype|"
    "snapchat|discord|wechat|viber|github"
)
_AT = r"(?:\s{0,3}(?:[\[({<]\s?(?:at|@|arroba)\s?[\])}>]|@)\s{0,3}|\s{1,3}(?:at|arroba)\s{1,3})"
_DOT = (
    r"(?:\s{0,3}[\[({<]\s?(?:dot|punto|point|\.)\s?[\])}>]\s{0,3}|\s{1,3}(?:dot|punto)\s{1,3}|\.)"
)
_MAILBOXES = "gmail|googlemail|hotmail|icloud|protonmail|gmx"
# The part before the sign, which may be spelled out itself: "dana dot okafor".
_BEFORE = rf"(?<![\w.+%-])[\w.+%-]++(?:{_DOT}[\w+%-]++){{0,3}}+"
_GAP = "[ \\t\u00a0\u2007\u202f().\\-/\u2010-\u2015\u2022\u00b7_~]"
_NUMERAL = (
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|"
    "cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
)

_SPELLED_OUT = re.compile(
    rf"{_BEFORE}{_AT}(?P<host>(?:[\w-]{{1,63}}+{_DOT}){{1,4}}[^\W\d_]{{2,{_LONGEST_ENDING}}}"
    rf"|(?:{_MAILBOXES})(?!\w))",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<![\w.+%'-])[\w.+%'-]++@[\w.-]*+")
_LINK = re.compile(
    r"(?<![a-z])(?:[a-z]{2,10}+://|www\.|(?:mailto|tel|sms|skype|callto):|/in/)\S++", re.IGNORECASE
)
_HANDLE = re.compile(r"(?<!\w)@[\w.-]++|(?<!\w)\w{2,32}+#\d{4}(?!\d)")
# After a colon anything is a name there; else what has a letter and a digit or a "_".
_PROFILE = re.compile(
    rf"(?<!\w)(?:{_SERVICES})(?:\s(?:id|handle|name|profile|user|username|account))?"
    r"(?:\s{0,3}[:=]\s{0,3}(?:[\w.-]++:)?[\w.#-]++"
    r"|\s(?:is\s|as\s)?(?=[\w.]{0,30}[^\W\d_])(?=[\w.]{0,30}[\d_])[\w.]{4,}+)",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"(?<![\w-])[\w-]++(?:\.[\w-]++)++(/\S*+)?")
_LETTERS = re.compile(r"[^\W\d_]++(?=$|[-_])")
_NUMBER = re.compile(rf"\+?\(?\d(?:{_GAP}{{0,3}}\d){{{FEWEST_DIGITS - 1},}}+")
_SPELLED_NUMBER = re.compile(
    rf"(?<!\w)(?:{_NUMERAL})(?:[\s,.-]{{1,3}}(?:{_NUMERAL})(?!\w)){{{FEWEST_DIGITS - 1},}}+",
    re.IGNORECASE,
)

_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATES = re.compile(
    rf"{_YEAR}(?:{_GAP}{{1,3}}{_YEAR})+"  # 2019-2021
    rf"|{_YEAR}([-/.]){_DAY}\1{_DAY}"  # 2021-03-31
    rf"|{_DAY}([-/.]){_DAY}\2{_YEAR}"  # 3/31/2021
    rf"|(?:{_DAY}[/.])?{_YEAR} ?[-\u2013] ?(?:{_DAY}[/.])?{_YEAR}"  # 03/2019-05/2021
    rf"|{_YEAR}-{_DAY} ?[-\u2013/] ?{_YEAR}-{_DAY}"
)
# Full-width letters, digits and signs, as some keyboards write them.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: ord("."), 0xAD: None}


def without_contact(words: str) -> str:
    """Return a text with ``LEFT_OUT`` in place of whatever leads to a person."""
    words = _LINK.sub(LEFT_OUT, words.translate(_NARROW))
    words = _SPELLED_OUT.sub(_unless_at_a_company, words)
    for pattern in (_ADDRESS, _PROFILE):
        words = pattern.sub(LEFT_OUT, words)
    words = _HANDLE.sub(LEFT_OUT, _DOMAIN.sub(_unless_a_name, words))
    return _SPELLED_NUMBER.sub(LEFT_OUT, _NUMBER.sub(_unless_dates, words))


def _unless_at_a_company(found: re.Match[str]) -> str:
    """Keep "worked at Amazon.com", where nothing stands for the sign but a word."""
    is_plain = "@" not in found[0] and found["host"].casefold() in _NAMES
    return found[0] if is_plain else LEFT_OUT


def _unless_a_name(found: re.Match[str]) -> str:
    """Keep what only looks like a domain: a known name, "e.g", "calls.Then", "2.5"."""
    path = found[1] or ""
    host = found[0].removesuffix(path)
    if host.casefold() in _NAMES and path in ("", "/"):
        return found[0]
    labels = host.split(".")
    leads = any(_is_domain(*pair) for pair in pairwise(labels))
    return LEFT_OUT if leads or (path and _ending(labels[-1])) else found[0]


def _is_domain(name: str, label: str) -> bool:
    """Say whether a label behind another ends a domain: neither "e.g" nor "10.5hrs" does."""
    ending = _ending(label)
    if ending.casefold() in _COMMON_ENDINGS:
        return True
    named = len(name) > 1 and any(char.isalpha() for char in name)
    # A sentence that begins without a space has one capital.
    return named and ending != "" and (ending.islower() or ending.isupper())


def _ending(label: str) -> str:
    """Return what a domain may end in at the beginning of a label, such as "com-and"."""
    ending = _LETTERS.match(label)
    return ending[0] if ending and 2 <= len(ending[0]) <= _LONGEST_ENDING else ""


def _unless_dates(found: re.Match[str]) -> str:
    return found[0] if _DATES.fullmatch(found[0]) else LEFT_OUT
