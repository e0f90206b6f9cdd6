"""A search over columns: the steps of the plain engine, taken for all documents at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from jobboard.domain.criteria import SearchCriteria
from jobboard.search import masks, scoring
from jobboard.search.analysis import FIELDS
from jobboard.search.contract import COUNT_ONLY, Match, SearchPage, window
from jobboard.search.documents import UNSTATED
from jobboard.search.loosening import loosened
from jobboard.search.plans import Clause, Plan
from jobboard.search.query import plan_of, relaxed, ways_to_relax
from jobboard.search.snapshot import Mask, Snapshot

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]


def search(
    snapshot: Snapshot,
    criteria: SearchCriteria,
    moment: int,
    page: int,
    per_page: int,
    *,
    lets_go: bool,
) -> SearchPage:
    """The page of answers at a time in microseconds.

    ``lets_go`` says whether less may be asked where nothing answers: not where a search is about
    some listings, which nobody wants to hear others of.
    """
    plan = plan_of(criteria, snapshot)
    words = _words_match(snapshot, plan)
    candidates = snapshot.visible(moment) & (words > 0)
    if lets_go and not candidates.any():
        plan, words, candidates = _loosened(snapshot, plan, words, moment)
    ways = ways_to_relax(plan) if lets_go else ()
    plan, kept = _answered(snapshot, plan, candidates, moment, ways)
    hits = kept[""]
    if per_page == COUNT_ONLY:
        return SearchPage(total=len(hits))
    page, size = window(len(hits), page, per_page)
    match = scoring.lifted(words, _lifts(snapshot, plan))
    rank = _rank(snapshot, criteria, match, hits, moment)
    shown = _first(snapshot, hits, rank, page * size)[(page - 1) * size :]
    ids = snapshot.columns.numbers["id"][shown].tolist()
    return SearchPage(
        ids=tuple(ids),
        total=len(hits),
        page=page,
        per_page=size,
        facets=masks.counts(snapshot, lambda name: kept.get(name, hits), moment),
        matched=dict(zip(ids, _matches(snapshot, plan, shown), strict=True)),
        suggestion=plan.suggestion,
        meant=plan.meant,
        missing=plan.missing,
        reading=plan.reading,
        relaxed=plan.relaxed,
    )


def _loosened(
    snapshot: Snapshot, plan: Plan, words: Scores, moment: int
) -> tuple[Plan, Scores, Mask]:
    """The nearest plan that asks for less and has an answer to its words, else the plan."""
    visible = snapshot.visible(moment)
    for tried in loosened(plan, snapshot):
        looser = _words_match(snapshot, tried)
        candidates = visible & (looser > 0)
        if candidates.any():
            return tried, looser, candidates
    return plan, words, visible & (words > 0)


def _answered(
    snapshot: Snapshot,
    plan: Plan,
    candidates: Mask,
    moment: int,
    ways: Iterable[frozenset[str]],
) -> tuple[Plan, dict[str, Numbers]]:
    """The plan with the fewest filters let go that has an answer, and what its filters keep.

    Letting go of filters never changes who answers the words.
    """
    first = _kept(candidates, masks.filters(snapshot, plan.reading.criteria, moment))
    if len(first[""]) or not candidates.any():
        return plan, first
    for let_go in ways:
        tried = relaxed(plan, let_go)
        kept = _kept(candidates, masks.filters(snapshot, tried.reading.criteria, moment))
        if len(kept[""]):
            return tried, kept
    return plan, first


def _words_match(snapshot: Snapshot, plan: Plan) -> Scores:
    """How well each document answers the words; 0 where it does not."""
    score = _clauses(snapshot, plan)
    for phrase in plan.phrases:
        score *= snapshot.with_phrase(phrase)
    for phrase in plan.excluded:
        score *= ~snapshot.with_phrase(phrase)
    return score


def _clauses(snapshot: Snapshot, plan: Plan) -> Scores:
    if not plan.clauses:
        return np.ones(len(snapshot))
    total = np.zeros(len(snapshot))
    matched = np.zeros(len(snapshot), np.int64)
    for clause in plan.clauses:
        best = _clause(snapshot, clause)
        total += best
        matched += best > 0
    score = scoring.coordinated(total, matched, len(plan.clauses))
    return np.where(matched >= plan.needed, score, 0.0)


def _lifts(snapshot: Snapshot, plan: Plan) -> Scores:
    total = np.zeros(len(snapshot))
    for lift in plan.lifts:
        if len(lift.tokens) == 1:
            # As most are; few listings have it, if any.
            snapshot.add_to(total, lift.tokens[0], lift.weight)
            continue
        best = np.zeros(len(snapshot))
        for token in lift.tokens:
            snapshot.raise_to(best, token, 1.0)
        total += lift.weight * best
    for row in plan.rows:
        total += row.weight * snapshot.with_phrase(row.tokens)
    return total


def _clause(snapshot: Snapshot, clause: Clause) -> Scores:
    """The best of what may stand for the word."""
    best = np.zeros(len(snapshot))
    for token, weight, _, _ in clause.alternatives:
        rarity = scoring.rarity(snapshot.frequency(token), snapshot.documents)
        snapshot.raise_to(best, token, weight * rarity)
    return best


def _kept(candidates: Mask, filters: Mapping[str, Mask]) -> dict[str, Numbers]:
    """What all filters let through under "", and under each filter's name what the others do."""
    failed = np.zeros(len(candidates), np.int8)
    for mask in filters.values():
        failed += ~mask
    passed = candidates & (failed == 0)
    # One filter alone keeps these out; without it they would be answers, too.
    nearly = candidates & (failed == 1)
    kept = {name: np.flatnonzero(passed | (nearly & ~mask)) for name, mask in filters.items()}
    return {"": np.flatnonzero(passed), **kept}


def _rank(
    snapshot: Snapshot, criteria: SearchCriteria, match: Scores, hits: Numbers, moment: int
) -> Numbers:
    numbers = snapshot.columns.numbers
    if criteria.sort == "newest":
        newest: Numbers = numbers["published"][hits]
        return newest
    pay: Numbers = numbers["pay_cents"][hits]
    if criteria.sort == "pay":
        return np.where(masks.in_currency(snapshot, criteria.pay_currency)[hits], pay, UNSTATED)
    age = np.maximum(0, moment - numbers["published"][hits])
    boosted = scoring.boost(age, pay != UNSTATED, numbers["checked"][hits])
    rank: Scores = scoring.rank(match[hits], boosted)
    return rank.astype(np.int64)


def _first(snapshot: Snapshot, hits: Numbers, rank: Numbers, count: int) -> Numbers:
    """The first hits in order: the highest rank, then the newest, then the highest id."""
    if count < len(hits):
        # As many as are asked for, and all that rank equal with the last of them.
        least = np.partition(rank, len(rank) - count)[len(rank) - count]
        near = np.flatnonzero(rank >= least)
        hits, rank = hits[near], rank[near]
    numbers = snapshot.columns.numbers
    order = np.lexsort((numbers["id"][hits], numbers["published"][hits], rank))
    return hits[order[::-1][:count]]


def _matches(snapshot: Snapshot, plan: Plan, shown: Numbers) -> list[tuple[Match, ...]]:
    """What the documents shown have of the words."""
    found: list[list[Match]] = [[] for _ in shown]
    for clause in plan.clauses:
        waiting = list(range(len(shown)))
        for token, _, as_term, word in clause.alternatives:
            if not waiting:
                break
            fields = snapshot.first_fields(token, shown[waiting])
            asked, waiting = waiting, []
            for at, field in zip(asked, fields, strict=True):
                if field < 0:
                    waiting.append(at)
                else:
                    found[at].append(Match(word or clause.word, FIELDS[field], as_term))
    return [tuple(matches) for matches in found]
