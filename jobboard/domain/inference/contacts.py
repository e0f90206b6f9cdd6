"""How customers get in touch, who they are, and what is done for them."""

from collections import Counter
from collections.abc import Iterator

from jobboard.domain.inference.reading import Match, Sentence, denied, finder, listed
from jobboard.domain.inference.source import (
    DESCRIPTION,
    DUTIES,
    QUALIFICATIONS,
    SKILLS,
    TITLE,
    Fact,
    Source,
    in_page_order,
    told_in_page_order,
)
from jobboard.domain.inference.workday import channels_told, duties_told

_WORK_TEXT = (TITLE, DESCRIPTION, DUTIES)
_TEXT = (*_WORK_TEXT, QUALIFICATIONS, SKILLS)
MAIN_CHANNEL_LEAD = 2
# A word for people counts as who is served this near a word of service.
SERVING_REACH = 4
DUTY_REACH = 6
CHANNEL_REACH = 10

# Sentences about applying speak of the employer's own mail and phone.
_APPLYING = listed(
    "resume, resumes, resumé, cv, cvs, apply, applying, applicants, interview, interviews, "
    "interviewed, recruiter, recruiting"
)
_APPLYING_PHRASES = ("cover letter", "contact us", "email us", "call us", "send us", "click here")
# Single words that name a channel only beside words of service.
_WEAK_CHANNEL_WORDS = listed(
    "direct messages, whatsapp, video, facebook, instagram, tiktok, walk in, hotline, text "
    "message, text messages, video call, video calls, self service, twitter, phone, phones, "
    "telephone, telephones, voice, calls, email, emails, e mail, e mails, chat, chats, social "
    "media, in person, face to face, sms, texting"
)
_NO_CHANNEL_WORDS = listed(
    "social, messaging, video, self-service, concierge, headset, dialer, instant messaging, "
    "social networks, messaging apps, call volume, switchboard, community management, on the "
    "floor, self service content, self service"
)
# Help pages are a channel only for someone who writes them.
_CONTENT = "self-service-content"
_WRITING = listed(
    "write, writing, create, creating, maintain, maintaining, update, updating, develop, "
    "developing, author, contribute, contributing, build, building, draft, drafting, edit, "
    "editing, improve, improving"
)
_SERVICE_WORDS = listed(
    "customer, customers, client, clients, caller, callers, inquiry, inquiries, enquiry, "
    "enquiries, respond, responding, responds, answer, answering, answers, support, assist, "
    "assisting, assists, assistance, handle, handling, handles, via, by, through, over, "
    "questions, issues, queries, guests, guest, visitors, patients, members, users, residents, "
    "public, requests, correspondence, contacts, inbound, outbound, incoming, outgoing, "
    "complaints, service, services, constituents, sell, selling, consumers, applicants, vendors, "
    "greet, communicate, communicating, interact, interacting"
)
# "Phone number" and the like name a thing, not a way to serve.
_NOT_AFTER = listed(
    "number, numbers, address, addresses, interview, interviews, screen, screening, bill, bills, "
    "plan, plans, system, systems, company, companies, card, cards, repair, accessories, account, "
    "accounts, marketing, campaign, campaigns, provider, sales, jack, jacks, blast, blasts, "
    "newsletter, strategy, manager, advertising, software, applications, etiquette"
)
_NOT_BEFORE = listed(
    "off, cell, cellular, mobile, smart, conference, home, your, our, smartphone, marketing, "
    "apply, send, site, sales, conduct, conducting, team, microsoft"
)
_ETIQUETTE_IS_FINE = listed("etiquette")

# What every employer calls those it serves.
_ANY_CUSTOMERS = listed("client, clients, our clients")
_LOOSE_CUSTOMERS = listed(
    "end users, the public, our members, internal staff, clients, consumer, consumers, members, "
    "membership, employees, colleagues, visitors, visitor, guest, buyers, students, vendors, "
    "residents, subscribers, tenants, dealers, distributors, staff, patient, enrollees, "
    "passengers, merchants, constituents, guests, patients, travelers, travellers"
)
# "Candidates must be current employees" says who may apply.
_ALSO_APPLICANTS = listed("employees, students, residents, staff")
_CANDIDATES = listed("candidates, candidate, considered, eligible")
_SERVING = listed(
    "assist, assisting, assists, serve, serving, serves, help, helping, helps, answer, answering, "
    "answers, respond, responding, responds, support, supporting, supports, greet, greeting, "
    "greets, welcome, welcoming, inquiries, enquiries, questions, calls, customers, service, "
    "provide, providing, provides, complaints, assistance, handle, handling, interact, "
    "interacting, callers, contact"
)
_COMPANIONS = listed(
    "team, staff, family, board, crew, cast, council, faculty, committee, other, group, fellow, "
    "guest, student, project, audience, panel"
)

_OUTGOING_CALLS, _INCOMING = "outgoing calls", "incoming"
_LOOSE_DUTIES = listed(
    "appointment setter, returns, billing, filing, reviews, exchanges, invoices, appointments, "
    "reservations, bookings, refunds, outreach, faq, faqs, invoicing, complaints, documenting, "
    "escalates, escalations, surveys, troubleshooting, online reviews, ticketing, manage "
    "calendars, data entry, follow through, order management, invoice, manage accounts, account "
    "management, knowledge base, technical support, tech support, feedback, account information, "
    "software support, system support, customer records"
)
# Loose duty words that do count when someone is served in the same sentence.
_DUTIES_BESIDE_SERVICE = listed(
    "technical support, tech support, data entry, account information, customer records, returns, "
    "billing, exchanges, appointments, reservations, bookings, refunds, complaints, escalations, "
    "outreach, troubleshooting"
)
_TAX_AND_THE_LIKE = listed("tax, investment, market, audit, code")


def channels(source: Source) -> Fact | None:
    """Every channel the text gives evidence for, in vocabulary order."""
    return told_in_page_order("channel", _shown(list(_channel_matches(source)), source))


def main_channel(source: Source) -> Fact | None:
    """The only channel, the one in the title, or one shown twice as often as the next."""
    matches = list(_channel_matches(source))
    in_title = [match for match in matches if match.sentence.section == TITLE]
    shown = _shown(in_title, None) or _shown(matches, source)
    counts = Counter(slug for slug, _ in shown).most_common(2)
    if not counts:
        return None
    if len(counts) > 1 and counts[0][1] < MAIN_CHANNEL_LEAD * counts[1][1]:
        return None
    chosen = counts[0][0]
    words = dict.fromkeys(written for slug, written in shown if slug == chosen)
    return Fact(chosen, f"text: {', '.join(words)}")


def customers(source: Source) -> Fact | None:
    """Who is served, from sentences about serving."""
    matches = [
        match
        for sentence in source.part(*_WORK_TEXT)
        for match in finder("customers").find(sentence)
        if not denied(match) and _are_served(match)
    ]
    return in_page_order("customers", matches)


def duties(source: Source) -> Fact | None:
    """What is done all day, from the description of the work."""
    named = [
        (match.term.slug, match.written)
        for sentence in source.part(*_WORK_TEXT)
        if not _about_applying(sentence)
        for match in finder("duty").find(sentence)
        if not denied(match) and _is_duty(match)
    ]
    told = [
        found
        for sentence in source.part(*_WORK_TEXT, QUALIFICATIONS)
        if not _about_applying(sentence)
        for found in duties_told(sentence)
    ]
    return told_in_page_order("duty", named + told)


def _shown(matches: list[Match], source: Source | None) -> list[tuple[str, str]]:
    """Channels by their names, and those that only whole phrases of ``source`` tell."""
    named = [(match.term.slug, match.written) for match in matches]
    known = {slug for slug, _ in named}
    told = [
        found
        for sentence in (source.part(*_TEXT) if source else ())
        if not _about_applying(sentence)
        for found in channels_told(sentence)
        if found[0] not in known
    ]
    return named + told


def _channel_matches(source: Source) -> Iterator[Match]:
    for sentence in source.part(*_TEXT):
        if _about_applying(sentence):
            continue
        for match in finder("channel", _NO_CHANNEL_WORDS).find(sentence):
            if not denied(match) and _is_channel(match):
                yield match


def _is_channel(match: Match) -> bool:
    if match.term.slug == _CONTENT:
        return bool(_WRITING.intersection(match.sentence.words))
    if match.cue not in _WEAK_CHANNEL_WORDS or match.sentence.section == TITLE:
        return True
    if _NOT_AFTER.intersection(match.after(1)) - _ETIQUETTE_IS_FINE:
        return False
    return not _NOT_BEFORE.intersection(match.before(1)) and _near(
        match, _SERVICE_WORDS, CHANNEL_REACH
    )


def _are_served(match: Match) -> bool:
    if match.cue in _ANY_CUSTOMERS or _is_colleague(match):
        return False
    if match.cue in _ALSO_APPLICANTS and _CANDIDATES.intersection(match.sentence.words):
        return False
    if match.cue not in _LOOSE_CUSTOMERS:
        return True
    return _near(match, _SERVING, SERVING_REACH)


def _is_colleague(match: Match) -> bool:
    """Whether the people are a team: "team members", "members of the sales team"."""
    return bool(_COMPANIONS.intersection(match.before(1)) or "of" in match.after(1))


def _is_duty(match: Match) -> bool:
    if match.cue == _OUTGOING_CALLS and _INCOMING in match.before(2):
        return False  # "Incoming and outgoing calls" are the phone, not a duty of their own.
    if match.cue not in _LOOSE_DUTIES or match.sentence.section == TITLE:
        return True
    return (
        match.cue in _DUTIES_BESIDE_SERVICE
        and not _TAX_AND_THE_LIKE.intersection(match.before(1))
        and _near(match, _SERVING, DUTY_REACH)
    )


def _near(match: Match, words: frozenset[str], reach: int) -> bool:
    return bool(words.intersection((*match.before(reach), *match.after(reach))))


def _about_applying(sentence: Sentence) -> bool:
    return bool(_APPLYING.intersection(sentence.words)) or any(
        map(sentence.folded.__contains__, _APPLYING_PHRASES)
    )
