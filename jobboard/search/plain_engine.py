"""The judge: every listing looked at, one after the other, by code that reads like the rules.

Right rather than quick; other engines are tested against it. Lives in one process's memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from jobboard.domain import vocabulary
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.fit import Profile, fit
from jobboard.search import scoring, spelling, suggestions
from jobboard.search.analysis import analyse
from jobboard.search.contract import (
    COUNT_ONLY,
    PAGE_SIZE,
    SUGGESTIONS,
    EngineState,
    FitPage,
    Progress,
    SearchPage,
    Suggestion,
    window,
)
from jobboard.search.documents import (
    ListingDocument,
    microseconds,
)
from jobboard.search.entered_names import entries_of
from jobboard.search.judging import (
    Answer,
    Held,
    facet_counts,
    match_of,
    order_of,
    passed_filters,
    reasons,
)
from jobboard.search.loosening import loosened
from jobboard.search.plans import Plan
from jobboard.search.query import plan_of, relaxed, ways_to_relax
from jobboard.search.suggestions import Candidate


class PlainEngine:
    """A SearchEngine over documents in memory."""

    def __init__(self) -> None:
        self._held: dict[int, Held] = {}
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
        if per_page == COUNT_ONLY:
            return SearchPage(total=len(hits))
        hits.sort(key=lambda answer: order_of(criteria, answer, moment), reverse=True)
        page, size = window(len(hits), page, per_page)
        shown = [answer.held for answer in hits[(page - 1) * size : page * size]]
        return SearchPage(
            ids=tuple(held.document.id for held in shown),
            total=len(hits),
            page=page,
            per_page=size,
            facets=facet_counts(answers, moment),
            matched={held.document.id: tuple(reasons(plan, held.text)) for held in shown},
            suggestion=plan.suggestion,
            meant=plan.meant,
            missing=plan.missing,
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
            self._held[document.id] = Held(document, analyse(document))
        self._generation += 1

    def remove(self, ids: Iterable[int]) -> None:
        """See SearchEngine."""
        for listing_id in ids:
            self._held.pop(listing_id, None)
        self._generation += 1

    def stamp(self) -> Mapping[int, str]:
        """See SearchEngine."""
        return {listing_id: held.document.version for listing_id, held in self._held.items()}

    def later(self, documents: Iterable[ListingDocument], without: Collection[int]) -> PlainEngine:
        """Another engine, without some listings and then with these; this one stays as it is."""
        made = PlainEngine()
        made._held = {key: held for key, held in self._held.items() if key not in without}
        made.put(documents)
        return made

    def rebuild(
        self, documents: Iterable[ListingDocument], progress: Progress | None = None
    ) -> int:
        """See SearchEngine."""
        held: dict[int, Held] = {}
        for done, document in enumerate(documents, start=1):
            held[document.id] = Held(document, analyse(document))
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
    ) -> tuple[Plan, list[Answer]]:
        """The plan with the least let go that has an answer, and who answers its words.

        Where nothing ever answers, or only some listings are asked about, nothing is let go.
        """
        plan = plan_of(criteria, self)
        if among is None:
            tries = (plan, *loosened(plan, self))
            plan = next((one for one in tries if list(self._answers(one, moment, among))), plan)
        ways = ways_to_relax(plan) if among is None else ()
        for tried in (plan, *(relaxed(plan, let_go) for let_go in ways)):
            answers = list(self._answers(tried, moment, among))
            if any(all(answer.passed.values()) for answer in answers):
                return tried, answers
        return plan, list(self._answers(plan, moment, among))

    def _answers(self, plan: Plan, moment: int, among: Collection[int] | None) -> Iterator[Answer]:
        rarities = {
            alternative.token: scoring.rarity(self.frequency(alternative.token), len(self._held))
            for clause in plan.clauses
            for alternative in clause.alternatives
        }
        for held in self._held.values():
            match = match_of(plan, held.text, rarities)
            allowed = among is None or held.document.id in among
            if allowed and held.document.visible(moment) and match is not None:
                passed = passed_filters(plan.reading.criteria, held.document, moment)
                yield Answer(held, match, passed)


def _terms(prefix: str, shown: Sequence[Held]) -> Iterator[Candidate]:
    for known in suggestions.terms(prefix):
        count = sum(known.concept in held.text.positions for held in shown)
        yield Candidate(known.at, Suggestion(known.label, known.kind, count))


def _names(prefix: str, shown: Sequence[Held]) -> Iterator[Candidate]:
    spellings: dict[tuple[str, str], Counter[str]] = {}
    for held in shown:
        for kind, text in suggestions.names_of(held.document).items():
            spellings.setdefault((kind, vocabulary.fold(text)), Counter())[text] += 1
    for (kind, folded), counts in spellings.items():
        entries = [at for at in entries_of(folded) if at.key.startswith(prefix)]
        if entries:
            found = Suggestion(suggestions.usual(counts), kind, counts.total())
            yield Candidate(min(entries), found)
