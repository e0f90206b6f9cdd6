"""The judge: every listing looked at, one after the other, by code that reads like the rules.

Right rather than quick; other engines are tested against it. Lives in one process's memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jobboard.domain import vocabulary
from jobboard.domain.arguments import YES
from jobboard.domain.criteria import FACETS, SearchCriteria
from jobboard.domain.fit import Profile, fit
from jobboard.search import scoring, spelling, suggestions
from jobboard.search.analysis import FIELDS, Analysed, analyse, field_of
from jobboard.search.concepts import Tokens
from jobboard.search.contract import (
    PAGE_SIZE,
    SUGGESTIONS,
    EngineState,
    FacetCounts,
    FitPage,
    Match,
    Progress,
    SearchPage,
    Suggestion,
    window,
)
from jobboard.search.documents import (
    DAY,
    UNSTATED,
    ListingDocument,
    microseconds,
    yearly_cents,
)
from jobboard.search.query import Clause, Plan, plan_of, relaxed, ways_to_relax
from jobboard.search.suggestions import Candidate


@dataclass(frozen=True, slots=True)
class _Held:
    document: ListingDocument
    text: Analysed


@dataclass(frozen=True, slots=True)
class _Answer:
    """A visible listing that answers the words, with the filters it passes by name."""

    held: _Held
    match: float
    passed: Mapping[str, bool]

    def passes_all_but(self, name: str) -> bool:
        """Whether every filter but the named one lets the listing through."""
        return all(passed for other, passed in self.passed.items() if other != name)


class PlainEngine:
    """A SearchEngine over documents in memory."""

    def __init__(self) -> None:
        self._held: dict[int, _Held] = {}
        self._generation = 0

    def search(
        self,
        criteria: SearchCriteria,
        now: datetime,
        page: int = 1,
        per_page: int = PAGE_SIZE,
        *,
        among: Collection[int] | None = None,
    ) -> SearchPage:
        """See SearchEngine."""
        moment = microseconds(now, 0)
        plan, answers = self._answered(criteria, moment, among)
        hits = [answer for answer in answers if all(answer.passed.values())]
        hits.sort(key=lambda answer: _order(criteria, answer, moment), reverse=True)
        page, size = window(len(hits), page, per_page)
        shown = [answer.held for answer in hits[(page - 1) * size : page * size]]
        return SearchPage(
            ids=tuple(held.document.id for held in shown),
            total=len(hits),
            page=page,
            per_page=size,
            facets=_facets(answers, moment),
            matched={held.document.id: tuple(_matches(plan, held.text)) for held in shown},
            suggestion=plan.suggestion,
            reading=plan.reading,
            relaxed=plan.relaxed,
        )

    def fits(
        self,
        profile: Profile,
        now: datetime,
        page: int = 1,
        per_page: int = PAGE_SIZE,
        leave_out: Collection[int] = (),
    ) -> FitPage:
        """See SearchEngine."""
        moment, hidden = microseconds(now, 0), frozenset(leave_out)
        documents = [held.document for held in self._held.values()]
        found = [
            (fit(profile, document.offer), document)
            for document in documents
            if document.visible(moment) and document.id not in hidden
        ]
        found.sort(key=lambda pair: (pair[0].score, pair[1].published, pair[1].id), reverse=True)
        page, size = window(len(found), page, per_page)
        shown = found[(page - 1) * size : page * size]
        return FitPage(
            ids=tuple(document.id for _, document in shown),
            total=len(found),
            page=page,
            per_page=size,
            fits={document.id: made for made, document in shown},
            full=sum(made.is_full for made, _ in found),
        )

    def suggest(
        self, typed: str, now: datetime, limit: int = SUGGESTIONS
    ) -> tuple[Suggestion, ...]:
        """See SearchEngine."""
        prefix, moment = suggestions.asked(typed), microseconds(now, 0)
        if not prefix:
            return ()
        shown = [held for held in self._held.values() if held.document.visible(moment)]
        return suggestions.best([*_terms(prefix, shown), *_names(prefix, shown)], limit)

    def put(self, documents: Iterable[ListingDocument]) -> None:
        """See SearchEngine."""
        for document in documents:
            self._held[document.id] = _Held(document, analyse(document))
        self._generation += 1

    def remove(self, ids: Iterable[int]) -> None:
        """See SearchEngine."""
        for listing_id in ids:
            self._held.pop(listing_id, None)
        self._generation += 1

    def stamp(self) -> Mapping[int, str]:
        """See SearchEngine."""
        return {listing_id: held.document.version for listing_id, held in self._held.items()}

    def rebuild(
        self, documents: Iterable[ListingDocument], progress: Progress | None = None
    ) -> int:
        """See SearchEngine."""
        held: dict[int, _Held] = {}
        for done, document in enumerate(documents, start=1):
            held[document.id] = _Held(document, analyse(document))
            if progress:
                progress(done)
        self._held = held
        self._generation += 1
        return len(held)

    def state(self) -> EngineState:
        """See SearchEngine."""
        return EngineState(documents=len(self._held), generation=str(self._generation))

    def tidy(self) -> None:
        """See SearchEngine."""

    def close(self) -> None:
        """See SearchEngine."""

    def frequency(self, token: str) -> int:
        """In how many listings a token stands."""
        return sum(token in held.text.positions for held in self._held.values())

    def nearest(self, word: str) -> str | None:
        """The known word nearest to an unknown one."""
        counts = Counter(word for held in self._held.values() for word in held.text.words)
        return spelling.nearest(word, counts, counts.__getitem__, len(self._held))

    def _answered(
        self, criteria: SearchCriteria, moment: int, among: Collection[int] | None
    ) -> tuple[Plan, list[_Answer]]:
        """The plan with the fewest filters let go that has an answer, and who answers its words.

        Where nothing ever answers, or only some listings are asked about, nothing is let go.
        """
        plan = plan_of(criteria, self)
        ways = ways_to_relax(plan) if among is None else ()
        for tried in (plan, *(relaxed(plan, let_go) for let_go in ways)):
            answers = list(self._answers(tried, moment, among))
            if any(all(answer.passed.values()) for answer in answers):
                return tried, answers
        return plan, list(self._answers(plan, moment, among))

    def _answers(self, plan: Plan, moment: int, among: Collection[int] | None) -> Iterator[_Answer]:
        rarities = {
            alternative.token: scoring.rarity(self.frequency(alternative.token), len(self._held))
            for clause in plan.clauses
            for alternative in clause.alternatives
        }
        for held in self._held.values():
            match = _match(plan, held.text, rarities)
            allowed = among is None or held.document.id in among
            if allowed and held.document.visible(moment) and match is not None:
                passed = _passed(plan.reading.criteria, held.document, moment)
                yield _Answer(held, match, passed)


def _terms(prefix: str, shown: Sequence[_Held]) -> Iterator[Candidate]:
    for known in suggestions.terms(prefix):
        count = sum(known.concept in held.text.positions for held in shown)
        yield Candidate(known.at, Suggestion(known.label, known.kind, count))


def _names(prefix: str, shown: Sequence[_Held]) -> Iterator[Candidate]:
    spellings: dict[tuple[str, str], Counter[str]] = {}
    for held in shown:
        for kind, text in suggestions.names_of(held.document).items():
            spellings.setdefault((kind, vocabulary.fold(text)), Counter())[text] += 1
    for (kind, folded), counts in spellings.items():
        entries = [at for at in suggestions.entries_of(folded) if at.key.startswith(prefix)]
        if entries:
            found = Suggestion(suggestions.usual(counts), kind, counts.total())
            yield Candidate(min(entries), found)


def _match(plan: Plan, text: Analysed, rarities: Mapping[str, float]) -> float | None:
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
    mentions = Counter(field_of(position) for position in text.positions.get(token, ()))
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


def _matches(plan: Plan, text: Analysed) -> Iterator[Match]:
    for clause in plan.clauses:
        for alternative in clause.alternatives:
            positions = text.positions.get(alternative.token)
            if positions:
                yield Match(clause.word, FIELDS[field_of(min(positions))], alternative.as_term)
                break


def _passed(criteria: SearchCriteria, document: ListingDocument, moment: int) -> dict[str, bool]:
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


def _facets(answers: list[_Answer], moment: int) -> FacetCounts:
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


def _order(criteria: SearchCriteria, answer: _Answer, moment: int) -> tuple[float, int, int]:
    """What the listings are sorted by, largest first; equals by date, then by id."""
    document = answer.held.document
    return _rank(criteria, answer, moment), document.published, document.id


def _rank(criteria: SearchCriteria, answer: _Answer, moment: int) -> float:
    document = answer.held.document
    if criteria.sort == "newest":
        return 0
    if criteria.sort == "pay":
        return document.pay_cents if document.currency == criteria.pay_currency else UNSTATED
    stated = document.pay_cents != UNSTATED
    boosted = scoring.boost(max(0, moment - document.published), stated, document.checked)
    return float(scoring.rank(answer.match, boosted))
