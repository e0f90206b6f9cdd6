"""What is scored of a search: its words, and everything that may stand for each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from jobboard.domain import pay_words, phrases, vocabulary
from jobboard.domain.pay import describe_pay
from jobboard.domain.phrases import Sense
from jobboard.domain.query import PAY, Intent, Part
from jobboard.domain.typed import FILLERS
from jobboard.domain.word_forms import stem
from jobboard.search import concepts, scoring
from jobboard.search.concepts import Tokens
from jobboard.search.documents import concept_of, yearly_cents
from jobboard.search.mending import Lexicon
from jobboard.search.plans import Alternative, Clause

MOST_TERMS = 12
MOST_ALTERNATIVES = 7
"""Tokens looked up for one word or phrase, but for a last one."""

INDUSTRY = "industry"
ROLES = frozenset(phrases.ROLES)
# Phrases about the work itself are said in many ways, all of which have one word in common.
WORK = frozenset({"duty", "ask", "skill", "offer"})
# So are the trades of employers.
IN_OTHER_WORDS = WORK | {INDUSTRY}

_TITLES = "job-title"
_FAMILIES = "role-family"
# What all work of the trade is, so that any of it is better than none beside other wishes.
_ANY_SERVICE = Sense(_FAMILIES, "customer-service")
# Fewer listings than this make no word more telling.
_FEW = 5
# Where several words that hint at a term leave little doubt.
_TRUSTED = frozenset({INDUSTRY, "duty", "ask"})


def clauses_of(parts: Sequence[Part], lexicon: Lexicon) -> tuple[Clause, ...]:
    """A clause for each part and for each word of a quoted phrase; each token once.

    Parts joined by "or" are one clause.
    """
    found: dict[str, Clause] = {}
    last = ""
    for part in parts:
        for clause in _asked(part, lexicon, alone=len(parts) == 1):
            if part.either and last:
                found[last] = _either(found[last], clause)
            else:
                last = clause.alternatives[0].token
                found.setdefault(last, clause)
    return tuple(found.values())[:MOST_TERMS]


def missing(clauses: Iterable[Clause], lexicon: Lexicon) -> tuple[str, ...]:
    """The words that no listing has, nor anything that may stand for them."""
    return tuple(
        clause.word
        for clause in clauses
        if not any(lexicon.frequency(found.token) for found in clause.alternatives)
    )


def _either(one: Clause, other: Clause) -> Clause:
    """What either clause asks for; a token that both name counts as it does at best."""
    weights: dict[str, Alternative] = {}
    named = [
        found._replace(word=found.word or clause.word)
        for clause in (one, other)
        for found in clause.alternatives
    ]
    for alternative in named:
        held = weights.get(alternative.token, alternative)
        weights[alternative.token] = max(held, alternative, key=lambda found: found.weight)
    return Clause(f"{one.word} or {other.word}", tuple(weights.values()))


def _asked(part: Part, lexicon: Lexicon, alone: bool) -> Iterator[Clause]:
    if (pay := pay_of(part)) is not None:
        floor, *amounts = pay_tokens(part)
        amount, period, currency = pay_words.read(pay.value)
        # Listings are compared with it in steps.
        stated = f"pay of about {describe_pay(amount, None, currency, period)} or more"
        as_words = [Alternative(token, scoring.AS_TERM, word=token) for token in amounts]
        yield Clause(part.phrase, (Alternative(floor, scoring.AS_TERM, stated), *as_words))
    elif part.senses:
        yield Clause(part.phrase, _meanings(part, lexicon, alone))
    else:
        yield from (
            Clause(word, (Alternative(stem(word), scoring.AS_TYPED),)) for word in part.piece.words
        )


def pay_of(part: Part) -> Intent | None:
    """The pay that a part asks for, if it does."""
    return next((intent for intent in part.intents if intent.field == PAY), None)


def pay_tokens(part: Part) -> Tokens:
    """The amount as typed, and the token of pay that is stated and as high."""
    pay = pay_of(part)
    if not pay:
        return ()
    amount, period, currency = pay_words.read(pay.value)
    floor = concepts.pay_floor(currency, yearly_cents(amount, period))
    number = next((word for word in part.piece.words if word[0].isdigit()), str(amount))
    return tuple(dict.fromkeys((floor, stem(number.rstrip("+")), str(amount))))


def _meanings(part: Part, lexicon: Lexicon, alone: bool) -> tuple[Alternative, ...]:
    """The phrase itself, the terms it stands for or is near to, and its most telling word."""
    meant = {sense.group for sense in part.senses if sense.same}
    itself = min(map(_weight_of_words, part.senses))
    found = {concepts.joined(part.piece.words): Alternative("", itself)}
    sure = len(part.piece.words) > 1
    for sense, weight in _terms(part.senses, meant, sure):
        label = vocabulary.label(sense.group, sense.slug)
        token = concept_of(sense.group, sense.slug)
        found.setdefault(token, Alternative("", weight, label))
    if sure and not IN_OTHER_WORDS.isdisjoint(sense.group for sense in part.senses):
        for word in telling(part, lexicon):
            found.setdefault(stem(word), Alternative("", scoring.AS_PART, word=word))
    named = [alternative._replace(token=token) for token, alternative in found.items()]
    named = named[:MOST_ALTERNATIVES]
    if _ANY_SERVICE in part.senses and not alone:
        named.append(Alternative(concepts.OF_THE_TRADE, scoring.AS_TRADE, "service work"))
    return tuple(named)


def telling(part: Part, lexicon: Lexicon) -> Sequence[str]:
    """The word that says most of a phrase: one that many names of its terms share and few
    listings have ("order" of "order entry", "inbound" of "inbound calls"); none of
    "no experience"."""
    words = [word for word in part.piece.words if word not in FILLERS]
    shared = phrases.shared_by(part.senses)

    def tells(word: str) -> tuple[float, str]:
        token = stem(word)
        return (1 + shared[token]) / (_FEW + lexicon.frequency(token)), token

    return sorted(words, key=tells, reverse=True)[:1]


def _weight_of_words(sense: Sense) -> float:
    """What the words themselves count: that an employer has something of the kind may be said
    in passing ("medical insurance")."""
    passing = sense.same and sense.group == INDUSTRY
    return scoring.AS_HINT if passing else scoring.AS_TYPED


def _terms(
    senses: Sequence[Sense], meant: Collection[str], sure: bool
) -> Iterator[tuple[Sense, float]]:
    """Terms and what they count: those meant or hinted at, then those near to what is meant."""
    finer = not WORK.isdisjoint(meant) or _TITLES in meant
    for sense in senses:
        wide = finer and sense.group == _FAMILIES
        weight = scoring.AS_FAMILY if wide else scoring.AS_TERM
        if sense.group in WORK:
            weight = scoring.AS_WORK
        hint = scoring.AS_SURE_HINT if sure and sense.group in _TRUSTED else scoring.AS_HINT
        yield sense, weight if sense.same else hint
    if not WORK.isdisjoint(meant):
        return
    for sense in senses:
        for slug in vocabulary.term(sense.group, sense.slug).extra.get("near", ()):
            near = Sense(sense.group, slug)
            if sense.same:
                yield near, scoring.AS_NEAR
            elif sense.group not in ROLES:
                yield near, scoring.AS_NEAR / 2
