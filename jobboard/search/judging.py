"""How the judge looks at one listing: its words, its filters, its place in the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jobboard.domain import vocabulary
from jobboard.domain.arguments import YES
from jobboard.domain.criteria import FACETS, SearchCriteria
from jobboard.search import scoring
from jobboard.search.analysis import FIELDS, Analysed, field_of
from jobboard.search.concepts import Tokens
from jobboard.search.contract import FacetCounts, Match
from jobboard.search.documents import DAY, UNSTATED, ListingDocument, yearly_cents
from jobboard.search.plans import Clause, Plan


@dataclass(frozen=True, slots=True)
class Held:
    """A listing and its words."""

    document: ListingDocument
    text: Analysed


@dataclass(frozen=True, slots=True)
class Answer:
    """A visible listing that answers the words, with the filters it passes by name."""

    held: Held
    match: float
    passed: Mapping[str, bool]

    def passes_all_but(self, name: str) -> bool:
        """Whether every filter but the named one lets the listing through."""
        return all(passed for other, passed in self.passed.items() if other != name)


def match_of(plan: Plan, text: Analysed, rarities: Mapping[str, float]) -> float | None:
    """How well a text answers the words; None if it does not."""
    if not all(_stands_in(phrase, text) for phrase in plan.phrases):
        return None
    if any(_stands_in(phrase, text) for phrase in plan.excluded):
        return None
    match = _words_match(plan, text, rarities)
    if match is None:
        return None
    lifts = 0.0
    for lift in plan.lifts:
        lifts += lift.weight * max(_token_score(token, text) for token in lift.tokens)
    for row in plan.rows:
        lifts += row.weight * _stands_in(row.tokens, text)
    return float(scoring.lifted(match, lifts))


def _words_match(plan: Plan, text: Analysed, rarities: Mapping[str, float]) -> float | None:
    """How well a text answers the clauses; None if too few of them."""
    if not plan.clauses:
        return 1.0
    total, matched = 0.0, 0
    for clause in plan.clauses:
        # Not sum(), which newer Pythons round otherwise than one addition after the other.
        total += (score := _clause_score(clause, text, rarities))
        matched += score > 0
    if matched < plan.needed:
        return None
    return float(scoring.coordinated(total, matched, len(plan.clauses)))


def _clause_score(clause: Clause, text: Analysed, rarities: Mapping[str, float]) -> float:
    """The best of what may stand for the word."""
    return max(
        alternative.weight * rarities[alternative.token] * _token_score(alternative.token, text)
        for alternative in clause.alternatives
    )


def _token_score(token: str, text: Analysed) -> float:
    positions = text.positions.get(token)
    if positions is None:
        return 0.0
    mentions = Counter(map(field_of, positions))
    share = 0.0
    for field in sorted(mentions):
        share += scoring.field_share(field, mentions[field], text.lengths[field])
    return float(scoring.saturated(share))


def _stands_in(phrase: Tokens, text: Analysed) -> bool:
    """Whether the tokens stand in a row somewhere in one field."""
    return any(
        all(start + at in text.positions.get(token, ()) for at, token in enumerate(phrase))
        for start in text.positions.get(phrase[0], ())
    )


def reasons(plan: Plan, text: Analysed) -> Iterator[Match]:
    """Why a text answers: each clause that stands in it, and where."""
    for clause in plan.clauses:
        for alternative in clause.alternatives:
            positions = text.positions.get(alternative.token)
            if positions:
                word = alternative.word or clause.word
                yield Match(word, FIELDS[field_of(min(positions))], alternative.as_term)
                break


def passed_filters(
    criteria: SearchCriteria, document: ListingDocument, moment: int
) -> dict[str, bool]:
    """Which filters let the listing through, by the criteria's field name."""
    passed = {}
    for facet, slugs in zip(FACETS, document.facets, strict=True):
        wanted = getattr(criteria, facet.name)
        passed[facet.name] = not wanted or any(slug in wanted for slug in slugs)
    passed["place"] = criteria.where.serves(document.place)
    passed["pay_min"] = _pays(criteria, document)
    days = criteria.posted_within
    passed["posted_within"] = days is None or _is_recent(document, days, moment)
    passed["checked_only"] = document.checked or not criteria.checked_only
    return passed


def _pays(criteria: SearchCriteria, document: ListingDocument) -> bool:
    if criteria.pay_min is None:
        return True
    floor = yearly_cents(criteria.pay_min, criteria.pay_period)
    return document.currency == criteria.pay_currency and document.pay_cents >= floor


def _is_recent(document: ListingDocument, days: int, moment: int) -> bool:
    return document.published >= moment - days * DAY


def facet_counts(answers: list[Answer], moment: int) -> FacetCounts:
    """For every value, how many listings there would be with it and the other filters."""
    counts: dict[str, dict[str, int]] = {}
    for number, facet in enumerate(FACETS):
        kept = [a.held.document for a in answers if a.passes_all_but(facet.name)]
        counts[facet.name] = {
            term.slug: sum(term.slug in document.facets[number] for document in kept)
            for term in vocabulary.terms(facet.group)
        }
    kept = [a.held.document for a in answers if a.passes_all_but("posted_within")]
    counts["posted_within"] = {
        term.slug: sum(_is_recent(document, int(term.slug), moment) for document in kept)
        for term in vocabulary.terms("posted-within")
    }
    kept = [a.held.document for a in answers if a.passes_all_but("checked_only")]
    counts["checked_only"] = {YES: sum(document.checked for document in kept)}
    return counts


def order_of(criteria: SearchCriteria, answer: Answer, moment: int) -> tuple[float, int, int]:
    """What the listings are sorted by, largest first; equals by date, then by id."""
    document = answer.held.document
    return _rank(criteria, answer, moment), document.published, document.id


def _rank(criteria: SearchCriteria, answer: Answer, moment: int) -> float:
    document = answer.held.document
    if criteria.sort == "newest":
        return 0
    if criteria.sort == "pay":
        return document.pay_cents if document.currency == criteria.pay_currency else UNSTATED
    stated = document.pay_cents != UNSTATED
    boosted = scoring.boost(max(0, moment - document.published), stated, document.checked)
    return float(scoring.rank(answer.match, boosted))
