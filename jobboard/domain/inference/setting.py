"""Where and on what terms the work is done: arrangement, contract, hours, status, employer."""

import re
from collections.abc import Mapping
from typing import Any

from jobboard.domain import vocabulary
from jobboard.domain.inference.reading import Match, denied, finder, listed
from jobboard.domain.inference.source import (
    BENEFITS,
    DESCRIPTION,
    DUTIES,
    EMPLOYER,
    HOURS,
    QUALIFICATIONS,
    TITLE,
    Fact,
    Source,
    by_field,
    by_text,
)

REMOTE = "remote"
_OWN_TEXT = (TITLE, DESCRIPTION, DUTIES, QUALIFICATIONS, HOURS)
_ALL_TEXT = (*_OWN_TEXT, BENEFITS)

# Too common in prose to be evidence of where the work is done.
_LOOSE_PLACE_WORDS = listed(
    "at the workplace, flexible location, days in the office, virtual office, distributed team, "
    "onsite, on site, on location, on premises, anywhere, virtual, remotely, remote, home based, "
    "in the office, in office, in store, hybrid, from home"
)
# A loose word counts only as part of one of these.
_FIRM_PLACE = {
    "remote": re.compile(
        r"\b(?:remote (?:position|job|role|work|working|opportunity|employment|team|agents?)"
        r"|virtual (?:position|job|role|opportunity|agent|employee|call cent\w+)"
        r"|(?:work|works|working|position is|job is|role is) (?:remotely|remote|virtually)"
        r"|(?:make|earn|earning) (?:money|extra|income) (?:working )?from home"
        r"|work(?:ing)? from (?:the comfort of )?(?:your|their|his or her) (?:own )?homes?"
        r"|home based (?:position|job|role|agents?|work|opportunity|customer|call|representatives?"
        r"|typists?|data entry|clerks?|customer service)"
        r"|(?:take|taking|answer|answering|handle|handling|make|making) (?:\w+ ){0,3}calls"
        r" (?:at|from) (?:your |their |your own |their own )?homes?"
        r"(?! (?:owners?|buyers?|sellers?|health|care|improvement|users?|delivery))"
        r"|from the comfort of (?:your|their|his or her) (?:own )?homes?"
        r"|do (?:it|this|it all|all of it|this job) from home|works? anywhere from home"
        r"|(?:fully|100) remote|at home (?:agents?|position|job|customer|call))\b"
    ),
    "hybrid": re.compile(
        r"\bhybrid (?:position|role|work|working|schedule|arrangement|job|model)\b"
        r"|\b(?:one|two|three|four|\d) days (?:a|per|each) week (?:in|at) (?:the|our) office\b"
        r"|\b(?:one|two|three|four|\d) days (?:a|per|each) week (?:from|at) home\b"
        r"|\bwork(?:ing)? from home (?:one|two|three|four|\d) days?\b"
        r"|\b(?:may|can|could|will be able to|option to|opportunity to) (?:\w+ ){0,2}"
        r"(?:work|telecommute) from home (?:\w+ ){0,2}after (?:\w+ ){0,3}(?:training|probation)"
        r"|\bafter (?:\w+ ){0,4}(?:training|probation\w*) (?:\w+ ){0,5}work from home\b"
    ),
    "on-site": re.compile(
        r"\bnot a (?:remote|virtual|telecommut\w+|work (?:from|at) home|home based)\b"
        r"|\bno (?:remote work|remote|telecommut\w+|telework\w*|work(?:ing)? from home)\b"
        r"|\b(?:remote|telecommuting|work(?:ing)? from home) is not\b"
        r"|\b(?:on site|onsite|in office|office based) (?:position|job|role|work only)\b"
        r"|\b(?:must|will|to) (?:be )?work(?:ing)? (?:on site|onsite|in (?:the|our) office)\b"
    ),
}
# Who is to be at a workplace does not work from home, whatever a posting's remote flag says.
_AT_A_WORKPLACE = re.compile(
    r"\b(?:be|work|working|report|reporting|come|commute|based|located) (?:at|in|to|from|into) "
    r"(?:the|our|a|an) (?:\w+ )?(?:call|contact|sales|service) cent(?:er|re)s?\b"
    r"|\b(?:report|reporting|come|commute|be) (?:at|to|in|into) (?:the|our) office\b"
    r"|\bin (?:a|an|the|our) (?:inbound|outbound)? ?(?:sales|call|contact) cent(?:er|re)$"
)
_OF_OTHER_WORK = listed("experience, experienced, worked, previous, previously, years, background")
# Home work now and then is a benefit, not the arrangement.
_NOW_AND_THEN = listed(
    "occasional, occasionally, sometimes, option, optional, opportunity, flexibility, ability, "
    "able, may, possible, possibility, partially, temporarily, if"
)
_STATUS_WORDS = listed("independent contractor, 1099, w2, w 2, independent agent")
_WEAK_CONTRACT_WORDS = listed(
    "self employed, long term position, per contact pay, independent contractor, perm, regular, "
    "contract, temp, gig, placement, indefinite, permanent, temporary, freelance, internships, "
    "intern, seasonal, freelancer"
)
_WEAK_HOURS_WORDS = listed(
    "ft, pt, casual, as needed, 40 hours, prn, on an as needed basis, day by day, few hours a "
    "week, zero hours"
)
# "Full-time experience" says how long someone worked elsewhere.
_NOT_THESE_HOURS = listed(
    "experience, satisfactory, student, students, college, paid, study, studies, teaching, "
    "enrolled, responsible, progressively, supervisory, clerical, work, in, professional"
)
_OF_EARLIER_WORK = listed("years, year, months, satisfactory, enrolled, of")
# "It could lead to a permanent position" promises nothing yet.
_LATER = listed("kept, potential, possible, possibility, could, lead, leading, become, offered")
LATER_REACH = 5
# Workable's "Contract" says neither who employs nor how many hours; only that work has a term.
_VAGUE_EMPLOYMENT_TYPES = listed("contract")
_FIXED_TERM = "fixed-term"
_ON_OWN_ACCOUNT = re.compile(
    r"\b(?:(?:sub)?contractors?|1099|invoices?|commissions?|couriers?|crews?|permanent"
    r"|into a full time|own (?:\w+ ){0,2}(?:vehicle|bike|car|tools|truck|equipment))\b"
)
_CONTRACTOR = re.compile(
    r"\b(?:this|it) is (?:an? )?(?:independent )?contractor (?:role|position|job|opportunity)\b"
    r"|\bas an independent contractor\b|\bindependent contractor (?:position|role|opportunity)\b"
)
_EMPLOYER_WORDS = listed(
    "in house, in house team, our own customers, direct employer, outsourcing, staffing, bpo, "
    "work directly for"
)


def arrangement(source: Source) -> Fact | None:
    """On site, hybrid or remote, from the text first, then from the location fields.

    The remote flag outweighs loose words, but not a text that sends people to a workplace and
    has no word of remote work.
    """
    said = _arrangement_in_text(source)
    if source.field("jobLocationType").upper() == "TELECOMMUTE":
        flagged = by_field(REMOTE, "jobLocationType")
        return flagged if said and said.value == REMOTE else _attended(source) or flagged
    return said or _workplace(source)


def contract(source: Source) -> Fact | None:
    """How long the work is promised, when the posting says so."""
    title = _first(source, "contract", (TITLE,), frozenset({"placement", "contract", "regular"}))
    if title:
        return by_text(title.term.slug, title)
    return (
        _employment_type(source, "contract")
        or _from(_first(source, "contract", _ALL_TEXT, _WEAK_CONTRACT_WORDS))
        or _as_contractor(source)
    )


def hours(source: Source) -> Fact | None:
    """Full time, part time or per diem; the title outranks the field, the field the text."""
    title = _first(source, "hours", (TITLE,), frozenset())
    if title:
        return by_text(title.term.slug, title)
    return _employment_type(source, "hours") or _from(
        _first(source, "hours", _OWN_TEXT, _WEAK_HOURS_WORDS)
    )


def employment_status(source: Source) -> Fact | None:
    """Employee or independent contractor, only where the posting uses those words."""
    for sentence in source.part(*_ALL_TEXT):
        for match in finder("employment-status").find(sentence):
            if match.cue in _STATUS_WORDS and not denied(match):
                return by_text(match.term.slug, match)
    return _employment_type(source, "employment-status")


def employer_kind(source: Source) -> Fact | None:
    """Agency or outsourcer when said; nothing says "in-house" by itself."""
    field = vocabulary.fold(source.field("industry"))
    match = vocabulary.cues("employer-kind").get(field)
    if match:
        return by_field(match.slug, "industry")
    return _from(_first(source, "employer-kind", (*_ALL_TEXT, EMPLOYER), _EMPLOYER_WORDS))


def _as_contractor(source: Source) -> Fact | None:
    """Work for an invoice where the text says contractor; else "Contract" has a term.

    Unless the text hints at work on one's own account, or at a post without end.
    """
    for sentence in source.part(*_ALL_TEXT):
        found = _CONTRACTOR.search(sentence.folded)
        if found:
            return Fact("freelance", f"text: {found.group()}")
    said = source.field("employmentTypeRaw")
    if vocabulary.fold(said) not in _VAGUE_EMPLOYMENT_TYPES:
        return None
    own_account = any(_ON_OWN_ACCOUNT.search(item.folded) for item in source.part(*_ALL_TEXT))
    return None if own_account else by_field(_FIXED_TERM, f"employmentTypeRaw, {said}")


def _arrangement_in_text(source: Source) -> Fact | None:
    for sentence in source.part(*_ALL_TEXT):
        for slug in ("on-site", "hybrid", "remote"):
            found = _FIRM_PLACE[slug].search(sentence.folded)
            if found and not (slug == REMOTE and _NOW_AND_THEN.intersection(sentence.words)):
                return Fact(slug, f"text: {found.group()}")
        for match in finder("arrangement", _LOOSE_PLACE_WORDS).find(sentence):
            if not denied(match) and not _NOW_AND_THEN.intersection(sentence.words):
                return by_text(match.term.slug, match)
    return None


def _attended(source: Source) -> Fact | None:
    """Words that send the person to a workplace, other than one of earlier work."""
    for sentence in source.part(*_OWN_TEXT):
        found = _AT_A_WORKPLACE.search(sentence.folded)
        if found and not _OF_OTHER_WORK.intersection(sentence.words):
            return Fact("on-site", f"text: {found.group()}")
    return None


def _workplace(source: Source) -> Fact | None:
    """A town or street without telecommuting is a workplace to go to."""
    places = source.posting.get("jobLocation")
    for place in places if isinstance(places, list) else [places]:
        address = place.get("address") if isinstance(place, Mapping) else None
        if isinstance(address, Mapping) and (
            address.get("streetAddress") or address.get("addressLocality")
        ):
            return by_field("on-site", "jobLocation, with no word of remote work")
    return None


def _employment_type(source: Source, group: str) -> Fact | None:
    if vocabulary.fold(source.field("employmentTypeRaw")) in _VAGUE_EMPLOYMENT_TYPES:
        return None
    value: Any = source.posting.get("employmentType")
    for said in value if isinstance(value, list) else [value]:
        for term in vocabulary.terms(group):
            if said and said == term.extra.get("schema_org") and not _shared(group, term.slug):
                return by_field(term.slug, "employmentType")
    return None


def _shared(group: str, slug: str) -> bool:
    """Whether the schema.org code of a term also stands for another of its group."""
    code = vocabulary.term(group, slug).extra["schema_org"]
    same = [term for term in vocabulary.terms(group) if term.extra.get("schema_org") == code]
    return same[-1].slug != slug


def _first(
    source: Source, group: str, sections: tuple[str, ...], leave_out: frozenset[str]
) -> Match | None:
    for sentence in source.part(*sections):
        for match in finder(group, leave_out).find(sentence):
            if not denied(match) and not _of_another_time(match):
                return match
    return None


def _of_another_time(match: Match) -> bool:
    """Whether the words are about work done before, or promised for later."""
    if match.term.group == "hours":
        return bool(
            _NOT_THESE_HOURS.intersection(match.after(2))
            or _OF_EARLIER_WORK.intersection(match.before(2))
        )
    return bool(_LATER.intersection(match.before(LATER_REACH)))


def _from(match: Match | None) -> Fact | None:
    return by_text(match.term.slug, match) if match else None
