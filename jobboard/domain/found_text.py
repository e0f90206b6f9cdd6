"""Text of postings found elsewhere, mended and set out so that it can be read.

Found text comes as HTML or as one long line: list items run into each other ("neededAbility
to"), sentences too ("place.We"), bullets are wrongly decoded, and contact details are masked.
``plain`` mends the words; ``as_markdown`` also gives them paragraphs and lists. Neither adds
a word of its own but the note that something was removed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

from jobboard.domain.text import clean, has_control_characters

LONGEST_ITEM = 300
LONGEST_BULLET = 800
# A paragraph is closed after the sentence that takes it past this many characters.
FULL_PARAGRAPH = 450
# Words of this many letters are no first half of a name like PowerPoint or ServiceNow.
LONG_FIRST_HALF = 8
FEWEST_BULLETS = 2

_REMOVED = {"URL": "(link removed)"}
_CONTACT_REMOVED = "(contact removed)"
_MASK = re.compile(r"#([A-Z]+)_[0-9a-f]+#")
_SPACE_AFTER_NOTE = re.compile(r"(?<=removed\)) (?=[.,;:!?)])")
_TAGS = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|hr|i|li|ol|p|script|section|span|strong|style|table|td|tr|u|ul)\b[^>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,6});", re.IGNORECASE)
_BLOCKS = frozenset(
    {"br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "section", "table", "tr",
     "ul"}
)  # fmt: skip
_SILENT = frozenset({"head", "script", "style", "template", "title"})
# UTF-8 that somebody read as the code page of old Windows: "â€“" for "–", "Â·" for "·".
_MISREAD = re.compile(
    "[\u00c2-\u00c3][\u0080-\u00bf]|\u00e2[\u0080-\u00bf\u2013-\u2122\u0152-\u02dc]{2}"
)
_LOST = re.compile("\\?*\ufffd+\\??|\\?{4,}")
_MARK = "•"
_OTHER_MARKS = re.compile(
    "(?:^|(?<=[\\s.;:]))[\u00bf\u00a6\u00b7\u25a0\u25aa\u25cf\u25e6\uf0b7\uf0a7](?=\\s|\\w|$)|[\u00bf\u25a0\u25cf\uf0b7\uf0a7]+"
)
_STARS = re.compile(r"(?:^|(?<=\s))\*(?=\s*\S)(?!\*)")
_RULES = re.compile(r"[*=_~]{2,}|(?<=\s)-{2,}(?=\s)")
_DASHES = re.compile(r"(?<=[.:;])\s+[-–]\s+(?=[A-Z])")

# Two list items without anything between them.
_GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])|(?<=[)\]])(?=[A-Z][a-z])")
_FIRST_HALF = re.compile(r"[A-Za-z]+$")
_GLUED_COLON = re.compile(r"(?<=[A-Za-z)]:)(?=[A-Z“\"•])")
_GLUED_STOP = re.compile(r"(?<=[a-z0-9)%][.!?])(?=[A-Z“\"][A-Za-z’' ])")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)%”\"][.!?])\s+(?=[A-Z“\"(])")
_SPACES = re.compile(r"[^\S\n]+")

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_SPECIAL_AT_START = re.compile(r"^(#{1,6}|[-+]|=+|~{3,}|>)(?=\s|$)")
_NUMBER_AT_START = re.compile(r"^(\d{1,9})([.)])(?=\s)")
# No word of a title or name that is written in capitals throughout because it is short.
_CAPITALS = frozenset(
    {"CSR", "HR", "HRA", "HVAC", "II", "III", "IT", "IV", "NYC", "PC", "QA", "UK", "US", "USA"}
)
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"}
)


def plain(text: str) -> str:
    """Return found text in words that read right: tags, masks and wrong signs are mended."""
    return _GLUED_STOP.sub(" ", _mended(text))


def _mended(text: str) -> str:
    if not _TAGS.search(text) and _ENTITY.search(text):
        text = html.unescape(text)  # HTML inside HTML, as some systems give it out.
    if _TAGS.search(text):
        text = _without_tags(text)
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\u00ad", "")
    text = _MISREAD.sub(_decoded_again, text)
    text = _LOST.sub(" ", text)
    text = _MASK.sub(lambda mask: f" {_REMOVED.get(mask[1], _CONTACT_REMOVED)} ", text)
    text = _SPACE_AFTER_NOTE.sub("", text)
    if has_control_characters(text):
        text = "".join(char for char in text if not has_control_characters(char))
    return clean(re.sub(r" ?\n ?", "\n", _SPACES.sub(" ", text)))


def as_markdown(text: str) -> str:
    """Return found text as Markdown paragraphs and lists; nothing in it can mark up anything."""
    blocks: list[str] = []
    for is_item, words in _pieces(_mended(_marked(text))):
        if is_item:
            item = f"- {_escaped(words)}"
            joins = bool(blocks) and blocks[-1].startswith("- ")
            blocks[-1:] = [f"{blocks[-1]}\n{item}"] if joins else [*blocks[-1:], item]
        else:
            blocks.extend(_escaped(part) for part in _paragraphs(words))
    return "\n\n".join(blocks)


def shortened(text: str, longest: int) -> str:
    """Return ``text``, cut after a whole word and with "…" where it is longer than ``longest``."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    whole = cut.rpartition(" ")[0] if text[longest - 1] != " " else cut
    return (whole or cut).rstrip(" ,;:-–/&") + "…"


def calm_case(text: str) -> str:
    """Return a line written in capitals throughout with capitals at its words' starts only."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < LONG_FIRST_HALF or not all(char.isupper() for char in letters):
        return text
    words = re.split(r"([\s/()-]+)", text)
    return "".join(_calm_word(word, first=index == 0) for index, word in enumerate(words))


def _calm_word(word: str, *, first: bool) -> str:
    letters = re.sub(r"[^A-Z]", "", word)
    if letters in _CAPITALS or any(char.isdigit() for char in word):
        return word
    if not first and word.lower() in _SMALL_WORDS:
        return word.lower()
    return word.capitalize()


def _without_tags(text: str) -> str:
    reader = _TextOfHtml()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


class _TextOfHtml(HTMLParser):
    """Collects the words of HTML, with line ends for blocks and bullets for list items."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag == "li":
            self.parts.append(f"\n{_MARK} ")
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS or tag == "li":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))


def _decoded_again(found: re.Match[str]) -> str:
    try:
        return found.group().encode("cp1252").decode()
    except UnicodeError:
        return found.group()


def _marked(text: str) -> str:
    """Return the text with one kind of bullet, whatever stood for bullets in it."""
    text = _OTHER_MARKS.sub(f" {_MARK} ", _RULES.sub(" ", _MISREAD.sub(_decoded_again, text)))
    for signs in (_STARS, _DASHES):
        if len(signs.findall(text)) >= FEWEST_BULLETS:
            text = signs.sub(f" {_MARK} ", text)
    return text


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Yield (whether it is a list item, its words) in the order of the text."""
    for line in text.split("\n"):
        before, *bulleted = (part.strip() for part in line.split(_MARK))
        yield from _of_prose(before)
        for part in bulleted:
            for index, words in enumerate(_unglued(part)):
                yield _is_short(words) or (index == 0 and len(words) <= LONGEST_BULLET), words


def _of_prose(line: str) -> Iterator[tuple[bool, str]]:
    parts = _unglued(line)
    # One run-together place is a slip; more of them were a list before its line ends got lost.
    listed = len(parts) > FEWEST_BULLETS
    for index, words in enumerate(parts):
        is_heading = words.endswith(":") or (index == 0 and " " not in words)
        yield listed and not is_heading and _is_short(words), words


def _is_short(words: str) -> bool:
    return len(words) <= LONGEST_ITEM and len(_SENTENCE_END.split(words)) <= FEWEST_BULLETS


def _unglued(line: str) -> list[str]:
    """Return the parts of a line that stood on lines of their own once."""
    hard = sorted({*_glued_places(line)})
    # Inside a run-together list its sentences ran together too.
    stops = [found.start() for found in _GLUED_STOP.finditer(line)] if len(hard) > 1 else []
    cuts = sorted({0, *hard, *(stop for stop in stops if stop > hard[0]), len(line)})
    parts = (_GLUED_STOP.sub(" ", line[start:end]).strip() for start, end in pairwise(cuts))
    return [part for part in parts if part]


def _glued_places(line: str) -> Iterator[int]:
    for found in _GLUED.finditer(line):
        half = _FIRST_HALF.search(line, max(0, found.start() - 40), found.start())
        # "LinkedIn" is a name; "experienceAbility" and "ResponsibilitiesManage" are not.
        if not half or half.group()[0].islower() or len(half.group()) >= LONG_FIRST_HALF:
            yield found.start()
    yield from (found.start() for found in _GLUED_COLON.finditer(line))


def _paragraphs(words: str) -> Iterator[str]:
    """Yield a long run of prose in paragraphs of a few sentences each."""
    held = ""
    for sentence in _SENTENCE_END.split(words):
        held = f"{held} {sentence}".strip()
        if len(held) > FULL_PARAGRAPH:
            yield held
            held = ""
    if held:
        yield held


def _escaped(words: str) -> str:
    """Return a line whose signs mean nothing in Markdown. Few are touched: search reads it."""
    line = _SPECIAL.sub(r"\\\1", words)
    line = _SPECIAL_AT_START.sub(r"\\\1", line)
    return _NUMBER_AT_START.sub(r"\1\\\2", line)
