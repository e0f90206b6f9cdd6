"""Duties and channels told by a verb and what it is done to: "take payments by phone".

The vocabulary's cues are fixed phrases; prose parts them ("respond to and manage customer
requests, orders and complaints"). Each pattern here ties one verb to its object within one
sentence, on folded words.
"""

import re
from collections.abc import Iterator, Mapping

from jobboard.domain.inference.reading import NEGATORS, Sentence
from jobboard.domain.inference.source import QUALIFICATIONS

_FEW = r"(?:\w+ ){0,3}"
_SOME = r"(?:\w+ ){0,6}"
_DEAL_WITH = (
    r"(?:handl(?:e|es|ing)|resolv(?:e|es|ing)|respond(?:s|ing)? to|address(?:es|ing)?"
    r"|manag(?:e|es|ing)|deal(?:s|ing)? with|assist(?:s|ing)? with|investigat(?:e|es|ing)"
    r"|process(?:es|ing)?|answer(?:s|ing)?)"
)
_ANSWER = (
    r"(?:respond(?:s|ing)? to|answer(?:s|ing)?|resolv(?:e|es|ing)|explain(?:s|ing)?"
    r"|assist(?:s|ing)? with|handl(?:e|es|ing))"
)
_SERVED = r"(?:customers?|clients?|callers?|members?|patients?|guests?|users?|shoppers?)"
_DUTIES: Mapping[str, re.Pattern[str]] = {
    slug: re.compile(rf"\b(?:{words})\b")
    for slug, words in {
        "answer-inquiries": (
            r"(?:answer(?:s|ing)?|fielding|fields) (?:\w+ ){0,5}(?<!service )"
            r"(?:calls|phones|telephones?|questions|queries|inquiries|enquiries)"
            rf"|respond(?:s|ing)? to {_SOME}(?:inquiries|enquiries|questions|queries"
            r"|(?:customers?|clients?) requests)"
            rf"|tak(?:e|es|ing) (?:inbound |incoming |customer )?calls(?! to action)"
            rf"|explain(?:s|ing)? {_SOME}to (?:customers|clients|callers|members|patients)"
        ),
        "resolve-complaints": (
            rf"{_DEAL_WITH} (?:\w+ ){{0,9}}complaints"
            rf"|(?:resolv(?:e|es|ing)|address(?:es|ing)?) (?:{_FEW}{_SERVED} {_FEW})"
            r"(?:issues?|problems?|concerns?|disputes?)"
        ),
        "process-orders": (
            rf"(?:tak(?:e|es|ing)|plac(?:e|es|ing)|process(?:es|ing)?|enter(?:s|ing)?"
            rf"|fulfill?(?:s|ing)?|placement of|entry of) {_FEW}"
            r"(?<!work )(?<!purchase )(?<!job )(?<!court )(?<!change )orders|customer orders"
        ),
        "returns-and-refunds": (
            r"(?:handl(?:e|es|ing)|process(?:es|ing)?|assist(?:s|ing)? with|issu(?:e|es|ing)"
            rf"|accept(?:s|ing)?) {_FEW}"
            r"(?:(?<!tax )returns(?! calls?)|refunds?|exchanges|product recalls)"
        ),
        "track-deliveries": (
            rf"(?:track(?:s|ing)?|trac(?:e|es|ing)|coordinat(?:e|es|ing)|expedit(?:e|es|ing)"
            rf"|schedul(?:e|es|ing)) {_FEW}(?:shipments?|deliver(?:y|ies)|parcels|freight)"
        ),
        "billing-questions": (
            rf"{_ANSWER} {_SOME}(?:billing|invoices?|bills|account balances)"
            r"|collection of (?:\w+ ){0,2}(?:accounts|payments|debts|balances)"
            rf"|collect(?:s|ing)? (?:\w+ ){{0,2}}(?:payments?|debts|balances|accounts)"
            r"|(?:delinquent|past due) (?:accounts|balances|payments)"
        ),
        "schedule-appointments": (
            rf"(?:schedul(?:e|es|ing)|set(?:s|ting)?|book(?:s|ing)?|confirm(?:s|ing)?) {_FEW}"
            r"(?:appointments|service calls|consultations)"
            r"|book(?:ing)? an appointment|appointments (?:will |need |to |be ){1,4}"
            r"(?:coordinated|managed|booked|scheduled)"
        ),
        "insurance-questions": (
            rf"{_ANSWER} {_SOME}insurance (?:issues|questions|claims|matters)|process(?:es|ing)? "
            r"(?:\w+ ){0,2}claims"
            r"|verif(?:y|ies|ying) (?:\w+ ){0,2}insurance"
        ),
        "account-administration": (
            r"(?:open|clos(?:e|ing)|cancel|updat(?:e|ing)|upgrad(?:e|ing)|maintain(?:ing)?"
            r"|set(?:ting)? up) (?:\w+ ){0,4}(?:(?:customer|client|user|member) )?accounts"
        ),
        "technical-assistance": (
            r"(?:train(?:s|ing)?|onboard(?:s|ing)?|teach(?:es|ing)?|onboarding and educating)"
            r" (?:and \w+ )?(?:new |existing |our |and ){0,3}"
            r"(?:customers|clients|end users|users)"
            r"|train and support \w+|conduct(?:s|ing)? (?:\w+ )?training (?:\w+ ){0,6}"
            r"(?:customers|clients|users)"
            r"|(?:customer|client|user) (?:training|onboarding)"
            r"|help(?:s|ing)? (?:\w+ ){0,2}(?:customers|clients|users) (?:get started|set up|use)"
            r"|walk(?:s|ing)? (?:customers|clients|users) through"
        ),
        "handle-escalations": (
            rf"(?:handl(?:e|es|ing)|resolv(?:e|es|ing)|manag(?:e|es|ing)|tak(?:e|es|ing)) {_FEW}"
            rf"escalat(?:ions?|ed)|escalat(?:e|es|ing) {_FEW}"
            r"(?:issues?|calls?|complaints?|problems?|cases|tickets|concerns)"
        ),
        "follow-up": (
            rf"follow(?:s|ing)? up (?:\w+ ){{0,2}}(?:with|on)\b|call(?:s|ing)? {_SERVED} back"
            r"|return(?:s|ing)? (?:\w+ ){0,2}(?:calls|voicemails?|messages)"
        ),
        "reach-out-proactively": (
            r"outbound (?:\w+ )?calls|(?:inbound and )?outbound calling"
            r"|(?:reach(?:es|ing)? out|plac(?:e|es|ing) (?:\w+ ){0,2}calls) to (?:\w+ )?"
            rf"{_SERVED}"
        ),
        "collect-feedback": (
            rf"(?:gather|collect|solicit|obtain|captur)(?:e|s|es|ing)? {_FEW}"
            rf"(?:feedback|surveys)"
        ),
        "keep-records": (
            r"(?:maintain(?:s|ing)?|updat(?:e|es|ing)|keep(?:s|ing)?) (?:\w+ ){0,3}"
            r"(?:records|logs|customer files|client files|customer database)"
            r"|enter(?:s|ing)? (?:\w+ ){0,4}(?:data|information) (?:in|into|to)\b"
            r"|accurate data entry"
        ),
    }.items()
}  # fmt: skip
_CHANNELS: Mapping[str, re.Pattern[str]] = {
    slug: re.compile(rf"\b(?:{words})\b")
    for slug, words in {
        "in-person": (
            r"(?:welcom(?:e|es|ing)|greet(?:s|ing)?) (?:and \w+ )?(?:\w+ ){0,2}"
            r"(?:customers|clients|shoppers|patients|visitors|guests)"
            r"|(?:cash registers?|selling floor|shopping area)"
            r"|walk in (?:customers|clients|visitors|patients|traffic|inquiries)"
            r"|(?:front|service|sales|customer) counter|door to door"
            r"|check(?:s|ing)? in (?:visitors|guests|patients)"
            r"|face to face (?:with|contact|customer)"
        ),
        "live-chat": r"(?:web|website|online|live|olark) chats?",
        "phone": (
            r"(?:transfer(?:s|ring)?|direct(?:s|ing)?|rout(?:e|es|ing)|screen(?:s|ing)?) "
            r"(?:\w+ )?(?:phone |telephone )?calls|multi line (?:tele)?phones?"
        ),
    }.items()
}  # fmt: skip
# Someone who is calling is greeted on the phone.
_ON_THE_PHONE = frozenset({"calling", "calls", "callers", "phone", "telephone", "ring", "rings"})
# What the employer does, what others did, and what one has done before, are no duties here.
_OTHERS = frozenset({"we", "our", "company", "founded", "platform", "who"})
_EARLIER = frozenset({"experience", "experienced", "previous", "previously", "knowledge", "years"})
_NEGATION_REACH = 4


def duties_told(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """The duties a sentence tells, each with its words."""
    return _told(sentence, _DUTIES)


def channels_told(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """The channels a sentence tells, each with its words."""
    for slug, words in _told(sentence, _CHANNELS):
        if slug != "in-person" or not _ON_THE_PHONE.intersection(sentence.words):
            yield slug, words


def _told(sentence: Sentence, patterns: Mapping[str, re.Pattern[str]]) -> Iterator[tuple[str, str]]:
    if sentence.words[0] in _OTHERS or _EARLIER.intersection(sentence.words):
        return
    for slug, pattern in patterns.items():
        found = pattern.search(sentence.folded)
        if found and not _unsaid(sentence, found.start()):
            yield slug, found.group()


def _unsaid(sentence: Sentence, start: int) -> bool:
    """Whether the words are denied, or only part of a wish in a list of what is needed."""
    if sentence.section == QUALIFICATIONS and start:
        return True  # "Answer customer calls" is work; "ability to answer" is a skill.
    before = sentence.folded[:start].split()[-_NEGATION_REACH:]
    return bool(NEGATORS.intersection(before)) and "only" not in before
