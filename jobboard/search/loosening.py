"""What to search where no listing answers all the words: the same with less asked of it.

A phrase that no listing has is looked for by its single words, and what stands nowhere is
let go, as long as anything understood is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jobboard.domain.query import PAY, Part
from jobboard.domain.typed import FILLERS, Piece
from jobboard.search.clauses import clauses_of, missing
from jobboard.search.mending import Lexicon
from jobboard.search.plans import Plan


def loosened(plan: Plan, lexicon: Lexicon) -> Iterator[Plan]:
    """Plans that ask for less, the nearest first; none where nothing of sense would be left.

    Quoted phrases and what is left out stay as they are.
    """
    understood = [part for part in plan.wanted if part.senses or part.intents]
    nowhere = [part for part in understood if part.phrase in plan.missing]
    last = plan
    for split in (nowhere, understood):
        tried = _with(plan, split, lexicon)
        if tried.clauses != last.clauses and (tried.clauses or not _says_something(plan)):
            yield tried
            last = tried


def _with(plan: Plan, split: Sequence[Part], lexicon: Lexicon) -> Plan:
    """The plan with these phrases as single words, without words that stand nowhere."""
    parts = [word for part in plan.wanted for word in (_words(part) if part in split else (part,))]
    clauses = clauses_of(parts, lexicon)
    nowhere = missing(clauses, lexicon)
    kept = tuple(clause for clause in clauses if clause.word not in nowhere)
    in_phrases = {word for part in split for word in part.piece.words}
    gone = [part.phrase for part in split]
    gone += [word for word in nowhere if word not in in_phrases]
    return replace(plan, clauses=kept, missing=tuple(dict.fromkeys(gone)))


def _says_something(plan: Plan) -> bool:
    """Whether words ask for something by themselves, as those of "urgently hiring" do not."""
    return any(next(_words(part), None) for part in plan.wanted)


def _words(part: Part) -> Iterator[Part]:
    """The single words of a phrase that ask for something; those of pay do not."""
    either = part.either
    if any(intent.field == PAY for intent in part.intents):
        return
    for word in part.piece.words:
        if word not in FILLERS:
            yield Part(Piece((word,)), either=either)
            either = False
