"""Reading prose: from a posting's raw text to sentences, and from sentences to terms.

Found text runs sentences together ("place.We", "neededAbility to"), hides contact details
behind masks and says no as often as yes; all of that is settled here, once.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from jobboard.domain import vocabulary
from jobboard.domain.vocabulary import Term


def listed(text: str) -> frozenset[str]:
    """The words and phrases of a list written with commas."""
    return frozenset(entry.strip() for entry in text.split(","))


NEGATORS = listed("no, not, without, never, non, nor, cannot, isn, aren, don")
# "Not only phone" and "including but not limited to phone" deny nothing.
_NOT_DENIED_BY = ("only", "limited", "just", "to mention", "less than")
_NEGATION_REACH = 3
_DENIAL_AFTER = re.compile(
    r"^(?:(?:work|position|role|job|option|experience|degree|skills?)s? ){0,2}"
    r"(?:is|are|isn t|aren t|was|will)?(?: ?be)? ?not (?:a |an )?"
    r"(?:required|necessary|needed|available|offered|possible|part|included|allowed|option)"
    r"|^(?:(?:is|are) )?(?:unavailable|unnecessary)"
)
_AFTER_REACH = 7

_MASK = re.compile(r"#[A-Z]+_[0-9a-f]+#")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+")
# An aside with its own word of need is a sentence of its own: "Excel (UNIX is a plus)".
_ASIDE = re.compile(
    r"\(([^()]*\b(?:plus|preferred|desirable|required|must)\b[^()]*)\)", re.IGNORECASE
)
_RUN_ON_STOP = re.compile(r"(?<=[a-z0-9)%][.!?:;])(?=[A-Z])")
_RUN_ON_BRACKET = re.compile(r"(?<=[)\]])(?=[A-Z][a-z])")
_RUN_ON_HEADING = re.compile(r"(?<=[A-Z]{3})(?=[A-Z][a-z]{2})")
_RUN_ON_NUMBER = re.compile(r"(?<=\d)(?=[A-Z][a-z]{2})")
_RUN_ON_WORD = re.compile(r"(?<=[a-z]{2})(?=[A-Z])")
_INNER_CAPITAL = re.compile(r"\b\w*[a-z]{2}[A-Z]\w*")
_END = re.compile(
    r"(?<!\b\w)[.!?]+(?=[\s\"'”’)]|$)"  # a stop, unless one letter stands before it (B.S., e.g.)
    r"|(?<=\b[a-zA-Z])[.](?=\s*[•*])"
    r"|[;\n\r\t•·▪●|]+|\s--+\s|\*{2,}|(?<=[\w)])\s[*–—-]\s(?=[A-Z])(?!Fri|Sat|Sun|Thu|Wed|FRI)|(?<=\w):(?!\d)"
)
_WORD = re.compile(r"[^\W_]+(?:[+#]+(?!\w))?|[+#]+")
# Names written with a capital inside; everything else of that shape is two sentences.
_INNER_CAPITAL_NAMES = listed(
    "airbnb, autocad, blackberry, careerbuilder, connectwise, facetime, fedex, filemaker, "
    "freshdesk, github, gotomeeting, healthcare, helpscout, hubspot, indesign, infopath, "
    "javascript, linkedin, livechat, liveperson, logmein, mailchimp, mastercard, netsuite, "
    "onenote, onedrive, paypal, photoshop, powerpoint, powershell, quickbooks, salesforce, "
    "servicenow, sharepoint, solarwinds, teamviewer, typescript, whatsapp, wordpress, "
    "wordperfect, youtube, zendesk"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, bullet or heading. ``words`` are folded, ``written`` as found."""

    section: str
    words: tuple[str, ...]
    written: tuple[str, ...]
    heading: bool = False

    @property
    def folded(self) -> str:
        """The folded words with single spaces."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Match:
    """A term found at ``words[start:end]`` of a sentence, by its cue (in the singular)."""

    term: Term
    cue: str
    sentence: Sentence
    start: int
    end: int

    @property
    def written(self) -> str:
        """The matched words as they stand in the text."""
        return " ".join(self.sentence.written[self.start : self.end])

    def before(self, reach: int) -> tuple[str, ...]:
        """Up to ``reach`` folded words in front of the match."""
        return self.sentence.words[max(0, self.start - reach) : self.start]

    def after(self, reach: int) -> tuple[str, ...]:
        """Up to ``reach`` folded words behind the match."""
        return self.sentence.words[self.end : self.end + reach]


class Finder:
    """Finds the longest phrases that stand for terms, from left to right, plurals included."""

    def __init__(self, cues: Mapping[str, Term]) -> None:
        spelled = {f"{cue}s": cue for cue, term in cues.items() if _has_plural(cue, term)}
        spelled |= {cue: cue for cue in cues}
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for spelling, cue in spelled.items():
            words = tuple(spelling.split())
            by_first.setdefault(words[0], []).append((words, cue))
        for options in by_first.values():
            options.sort(key=lambda option: -len(option[0]))
        self._by_first = by_first
        self._cues = cues

    def find(self, sentence: Sentence) -> Iterator[Match]:
        """Matches that do not overlap, denied ones included."""
        position = 0
        while position < len(sentence.words):
            match = self._at(sentence, position)
            if match:
                yield match
            position = match.end if match else position + 1

    def _at(self, sentence: Sentence, start: int) -> Match | None:
        for words, cue in self._by_first.get(sentence.words[start], ()):
            end = start + len(words)
            if sentence.words[start:end] == words:
                return Match(self._cues[cue], cue, sentence, start, end)
        return None


def _has_plural(cue: str, term: Term) -> bool:
    # "Initiatives" and "organizations" are not the skills initiative and organization.
    return cue[-1] not in "sy" and (term.group != "skill" or " " in cue)


@cache
def finder(group: str, leave_out: frozenset[str] = frozenset()) -> Finder:
    """A finder for the cues of a group, without those that mean too little in prose."""
    cues = vocabulary.cues(group)
    return Finder({text: term for text, term in cues.items() if text not in leave_out})


def denied(match: Match) -> bool:
    """Whether the sentence says no to the match: "no phone work", "remote is not possible"."""
    return _denied_before(match) or _denied_after(match)


def _denied_before(match: Match) -> bool:
    before = match.before(_NEGATION_REACH)
    for index, word in enumerate(before):
        if word in NEGATORS:
            rest = " ".join((*before[index + 1 :], match.cue))
            return not rest.startswith(_NOT_DENIED_BY)
    return False


def _denied_after(match: Match) -> bool:
    return bool(_DENIAL_AFTER.match(" ".join(match.after(_AFTER_REACH))))


def sentences(section: str, text: str) -> list[Sentence]:
    """The sentences of a text, with masks and addresses taken out and run-ons parted."""
    found = []
    start = 0
    clean = parted(text)
    for stop in _END.finditer(clean):
        found.append(_sentence(section, clean[start : stop.start()], stop.group() == ":"))
        start = stop.end()
    found.append(_sentence(section, clean[start:], heading=False))
    return [sentence for sentence in found if sentence.words]


def _sentence(section: str, text: str, heading: bool) -> Sentence:
    written = tuple(_WORD.findall(_unaccented(text)))
    return Sentence(section, tuple(word.casefold() for word in written), written, heading)


def _unaccented(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def parted(text: str) -> str:
    """Text without masks and addresses, with a stop wherever sentences run together."""
    clean = _ADDRESS.sub(" ", _MASK.sub(" ", text))
    clean = _RUN_ON_STOP.sub(" ", _ASIDE.sub(r". \1. ", clean))
    clean = _RUN_ON_NUMBER.sub(". ", _RUN_ON_BRACKET.sub(". ", clean))
    clean = _RUN_ON_HEADING.sub(": ", clean)
    return _INNER_CAPITAL.sub(_part_word, clean)


def _part_word(found: re.Match[str]) -> str:
    word = found.group()
    if word.casefold() in _INNER_CAPITAL_NAMES:
        return word
    return _RUN_ON_WORD.sub(". ", word)
