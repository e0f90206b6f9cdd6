"""The employer's industry: its own field first, else what its texts dwell on."""

from collections import Counter

from jobboard.domain import vocabulary
from jobboard.domain.inference.reading import finder, listed
from jobboard.domain.inference.source import (
    DESCRIPTION,
    EMPLOYER,
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
# What sources file anything under.
_VAGUE_FIELDS = listed("consumer services, outsourcing offshoring, individual family services")
_ABOUT_BENEFITS = listed("benefits, 401k, coverage, vision, dental, insurance plan")


def industry(source: Source) -> Fact | None:
    """The industry, or None when neither field nor text is clear."""
    return _from_fields(source) or _from_text(source)


def _from_fields(source: Source) -> Fact | None:
    said = source.field("industry")
    if said and vocabulary.fold(said) not in _VAGUE_FIELDS:
        term = vocabulary.cues("industry").get(vocabulary.fold(said))
        return by_field(term.slug if term else OTHER, f"industry, {said}")
    if employer_field(source.posting, "@type") == "GovernmentOrganization":
        return by_field(PUBLIC, "hiringOrganization")
    return None


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
