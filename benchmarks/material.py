"""What generated listings are made of: the real postings' sentences, titles and employers.

Real text is recombined, so words keep their real neighbors and their real unevenness; made-up
names give the long tail of rare words that a large board has.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

POSTINGS = Path(__file__).parent.parent / "jobboard" / "demo" / "content" / "postings.jsonl"
_TEXTS = ("description", "qualifications", "skills", "jobBenefits")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_SHORTEST = 20
_LONGEST = 400

# Share of text that speaks of working remotely: less than are remote, as in the real postings.
REMOTE_SENTENCES = (
    "This is a remote position.",
    "You may work remotely after training.",
    "Work from home in a quiet room with a wired connection.",
)
CUSTOMER_SENTENCES = (
    "You answer our customers by phone, email and chat.",
    "Every customer leaves with an answer.",
    "You keep the customer informed until the case is closed.",
    "Our customers call us when something does not work.",
    "Listen to the customer first, then explain.",
)
SERVICE_SENTENCES = (
    "Good service is what we are known for.",
    "One year of service experience is welcome.",
    "You join a service team of twelve.",
    "We measure service by how customers feel afterwards.",
)
TITLE_ROLES = (
    "Customer Service Representative", "Call Center Agent", "Live Chat Agent",
    "Technical Support Specialist", "Help Desk Analyst", "Front Desk Receptionist",
    "Customer Success Manager", "Client Services Coordinator", "Guest Services Associate",
    "Member Services Representative", "Claims Service Agent", "Billing Support Agent",
    "Customer Care Advisor", "Retention Specialist", "Dispatch Coordinator", "Account Manager",
)  # fmt: skip
TITLE_LEVELS = ("", "", "", "Senior ", "Junior ", "Lead ", "Bilingual ", "Part-Time ", "Remote ")
TITLE_TAILS = ("", "", "", " – Evenings", " (Tier 2)", " I", " II", ", Healthcare", ", Banking")
MADE_UP_WORDS = 20_000
"""Names of products, programs and streets: rare words, as every large collection has them."""

_STARTS = "al ber cor dan el far gra hel in jo kel lor mar nor or pel quin ros ster tor ul ver wes"
_MIDDLES = "a be ca di e fi go ha i ka la mo na o pi ra si ta u vi wa"
_ENDS = "bury corp dale field ford gate ham ix land line mark net ora port ridge soft ton via way"


@dataclass(frozen=True)
class Material:
    """Sentences, titles and names to draw from."""

    sentences: tuple[str, ...]
    titles: tuple[str, ...]
    companies: tuple[str, ...]
    rare: tuple[str, ...]
    roles: tuple[str, ...] = TITLE_ROLES


@cache
def material() -> Material:
    """Everything listings are drawn from; the same at every call."""
    postings = [json.loads(line) for line in POSTINGS.read_text("utf-8").splitlines()]
    texts = [posting.get(name) or "" for posting in postings for name in _TEXTS]
    rare = tuple(dict.fromkeys(_made_up(random.Random(n)) for n in range(MADE_UP_WORDS)))
    return Material(
        sentences=tuple(dict.fromkeys(s for text in texts for s in _sentences(text))),
        titles=tuple(dict.fromkeys(posting["title"][:120] for posting in postings)),
        companies=tuple(f"{a.title()} {b.title()}" for a, b in zip(rare, rare[7::3], strict=False)),
        rare=rare,
    )


@cache
def material_without(word: str) -> Material:
    """Only what does not hold a word."""
    whole = material()
    return Material(*(_lacking(word, getattr(whole, field.name)) for field in fields(whole)))


def _lacking(word: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if word not in text.casefold())


def _sentences(text: str) -> list[str]:
    found = (sentence.strip()[:_LONGEST] for sentence in _SENTENCE_END.split(text))
    return [sentence for sentence in found if len(sentence) >= _SHORTEST]


def _made_up(chance: random.Random) -> str:
    middle = "".join(chance.choices(_MIDDLES.split(), k=chance.randrange(1, 3)))
    return chance.choice(_STARTS.split()) + middle + chance.choice(_ENDS.split())
