"""The employer's industry: its own field, unless the texts plainly tell of another.

Sources file hospital desks under telecommunications and staffing firms under their own trade;
a seeker asks for the hospital. So the words of the work are weighed against the field.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from jobboard.domain import vocabulary
from jobboard.domain.inference.reading import Sentence, finder, listed
from jobboard.domain.inference.source import (
    DESCRIPTION,
    DUTIES,
    EMPLOYER,
    QUALIFICATIONS,
    TITLE,
    Fact,
    Source,
    by_field,
    by_text,
    employer_field,
)

OTHER = "other"
PUBLIC = "public-sector"
# A text must speak of one industry this often, and this much more than of any other.
LEAST_MENTIONS = 2
LEAD = 2
# One word said often is a topic; two different ones make an industry.
LEAST_PHRASES = 2
# What the work's own words must weigh, whatever the field says.
LEAST_WEIGHT = 3
MOST_OF_ONE_WORD = 2
_TITLE_WEIGHT = 2
# In prose these words are about benefits, tools or anything at all.
_LOOSE = listed(
    "technology, information technology, travel, insurance, university, hospital, government, "
    "retail, energy, it, tech, health, medical, internet, design, delivery, transport, shipping, "
    "utility, stores, shops, accounting, financial, marketing, dental, mortgage, other, spa, gym, "
    "consulting, automotive, transportation, vision, parcel, freight, bank, banks, software, "
    "maritime, mining, farming, credit cards, mental health care, other industry, broadband, "
    "patient care, human resources, marketing and advertising, credit card, department of, city "
    "of, public service, life insurance company, consumer services, online store, business "
    "services"
)
# And these when a company says what it is.
_LOOSE_NAMES = listed(
    "it, other, delivery, design, energy, transport, health, internet, technology, tech, consulting"
)
# What sources file anything under.
_VAGUE_FIELDS = listed("consumer services, outsourcing offshoring, individual family services")
_ABOUT_BENEFITS = listed(
    "benefits, 401k, coverage, vision, dental, insurance plan, discount, discounts, degree"
)
# Words of the work itself, and of the place it is done at.
_OF_THE_WORK: Mapping[str, re.Pattern[str]] = {
    slug: re.compile(rf"\b(?:{words})\b")
    for slug, words in {
        "healthcare": (
            r"hospitals?|patients?|clinics?|physicians?|nurses?|medical (?:records?|staff|centers?"
            r"|office|practice|intake|appointments?)|doctors? office|prescriptions?"
        ),
        "finance": (
            r"mortgages?|escrow|loans?|bank(?:s|ing)?(?! holidays?)|credit (?:union|line)"
            r"|cardholders?|lend(?:er|ers|ing)"
        ),
        "retail": (
            r"merchandise(?! discount)|cash registers?|(?:selling|shop|sales) floor"
            r"|shopping area|shoppers?|retailers?|fashion|(?:retail|clothing|grocery) stores?"
        ),
        "travel": (
            r"travel (?:agents?|agency|counselors?|consultants?|needs|bookings?)|flights?"
            r"|airlines?|airports?|itinerar(?:y|ies)|cruises?|sabre|tourism|tour operators?"
        ),
        "insurance": (
            r"policy ?holders?|underwrit(?:er|ers|ing)|insurance (?:agency|agents?|company"
            r"|carriers?|policies|products)|claims adjusters?"
        ),
        "logistics": (
            r"(?:air )?freight|same day deliver(?:y|ies)|dispatch(?:er|ers|ing)?|logistics"
            r"|trucking|hauliers?|carriers and drivers"
        ),
        "hospitality": (
            r"hotels?|hotel guests?|restaurants?|resorts?|housekeeping|diners|banquets?"
        ),
        "telecommunications": (
            r"telecom\w*|broadband|wireless (?:phones?|carrier|plans?|service)|voip|cable tv"
            r"|mobile (?:phones?|network)"
        ),
        "utilities": r"electricity|gas supply|utility bills?|energy (?:suppliers?|customers)",
    }.items()
}  # fmt: skip
# "We are a London based e-commerce company": what stands between is what the company is.
_WE_ARE = re.compile(
    r"\b(?:we are|we re|is) an? (?P<what>(?:\w+ ){1,7}?)"
    r"(?:company|firm|startup|start up|agency|retailer|bank|insurer)\b"
)
_WORK_TEXT = (TITLE, DESCRIPTION, DUTIES, QUALIFICATIONS)


def industry(source: Source) -> Fact | None:
    """The industry, or None when neither field nor text is clear."""
    field = _from_fields(source)
    if field and field.value == PUBLIC and not source.field("industry"):
        return field
    return _from_work(source, field) or field or _from_text(source) or _named(source)


def _from_fields(source: Source) -> Fact | None:
    said = source.field("industry")
    if said and vocabulary.fold(said) not in _VAGUE_FIELDS:
        term = vocabulary.cues("industry").get(vocabulary.fold(said))
        return by_field(term.slug if term else OTHER, f"industry, {said}")
    if employer_field(source.posting, "@type") == "GovernmentOrganization":
        return by_field(PUBLIC, "hiringOrganization")
    return None


def _from_work(source: Source, field: Fact | None) -> Fact | None:
    """The industry whose own words outweigh the field and lead over all others."""
    words: dict[str, Counter[str]] = {}
    for slug, word, weight in _work_words(source):
        words.setdefault(slug, Counter())[word] += weight
    weights = Counter({slug: _weight(said) for slug, said in words.items()}).most_common(2)
    if not weights or (len(weights) > 1 and weights[0][1] < LEAD * weights[1][1]):
        return None
    slug, weight = weights[0]
    if weight < LEAST_WEIGHT or len(words[slug]) < LEAST_PHRASES:
        return None
    if field and (field.value in words or field.value == slug):
        return None
    return Fact(slug, f"text: {', '.join(words[slug])}")


def _work_words(source: Source) -> Iterator[tuple[str, str, int]]:
    """Words of an industry, each with its weight; those of the employer's profile count too."""
    for sentence in source.part(*_WORK_TEXT, EMPLOYER):
        if _ABOUT_BENEFITS.intersection(sentence.words):
            continue
        for slug, pattern in _OF_THE_WORK.items():
            for found in pattern.finditer(sentence.folded):
                yield slug, _singular(found.group()), _weight_in(sentence)


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _weight_in(sentence: Sentence) -> int:
    return _TITLE_WEIGHT if sentence.section == TITLE else 1


def _weight(said: Counter[str]) -> int:
    return sum(min(times, MOST_OF_ONE_WORD) for times in said.values())


def _from_text(source: Source) -> Fact | None:
    matches = [
        match
        for sentence in source.part(TITLE, DESCRIPTION, EMPLOYER)
        if not _ABOUT_BENEFITS.intersection(sentence.words)
        for match in finder("industry", _LOOSE).find(sentence)
    ]
    counts = Counter(match.term.slug for match in matches).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < LEAD * counts[1][1]):
        return None
    slug = counts[0][0]
    found = [match for match in matches if match.term.slug == slug]
    phrases = {match.cue for match in found}
    if len(found) < LEAST_MENTIONS or len(phrases) < LEAST_PHRASES:
        return None
    return by_text(slug, *found)


def _named(source: Source) -> Fact | None:
    """The one industry a company names when it says what it is."""
    for sentence in source.part(DESCRIPTION, EMPLOYER):
        said = _WE_ARE.search(sentence.folded)
        if not said:
            continue
        words = tuple(said.group().split())
        phrase = Sentence(sentence.section, words, words)
        found = list(finder("industry", _LOOSE_NAMES).find(phrase))
        if len({match.term.slug for match in found}) == 1:
            return by_text(found[0].term.slug, *found)
    return None
