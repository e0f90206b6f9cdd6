"""Whether the engine answers as an exhaustive scorer does: ids in order, totals, counts, reasons.

``python -m benchmarks.equality --size 100000 --sample 24``. The scorer is the judge of the tests,
which looks at every listing by plain code. It is read once and kept beside the corpora, with
only the tokens that the searches ask for, so that 100,000 listings fit into memory.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.common import keep, say, scratch, shown
from benchmarks.corpus import engine_of
from benchmarks.listings import NOW, SEED, documents
from benchmarks.queries import Asked, classes
from jobboard.domain import typed
from jobboard.domain.word_forms import stem
from jobboard.search import concepts, spelling
from jobboard.search.analysis import Analysed, analyse
from jobboard.search.documents import ListingDocument
from jobboard.search.judging import Held
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.query import plan_of
from jobboard.search.snapshot import Snapshot


class SparseJudge(PlainEngine):
    """The judge over texts of which only some tokens are kept, and all words counted."""

    def __init__(self, found: Iterable[ListingDocument], tokens: frozenset[str]) -> None:
        super().__init__()
        self.tokens = tokens
        self.mark = concepts.mark()
        self.words: Counter[str] = Counter()
        for document in found:
            text = analyse(document)
            self.words.update(text.words)
            kept = {token: text.positions[token] for token in tokens & text.positions.keys()}
            object.__setattr__(document, "body", "")
            self._held[document.id] = Held(document, Analysed(kept, text.lengths, frozenset()))

    def nearest(self, word: str) -> str | None:
        """See PlainEngine."""
        return spelling.nearest(word, self.words, self.words.__getitem__, len(self._held))


def tokens_of(asked: Asked, snapshot: Snapshot) -> Iterator[str]:
    """Every token that may be looked up for a search."""
    for piece in typed.pieces(asked.criteria.words):
        yield from map(stem, piece.words)
    plan = plan_of(asked.criteria, snapshot)
    for clause in plan.clauses:
        yield from (alternative.token for alternative in clause.alternatives)
    for lift in plan.lifts:
        yield from lift.tokens
    for phrase in (*plan.phrases, *plan.excluded):
        yield from phrase


def judge_of(size: int, tokens: frozenset[str]) -> SparseJudge:
    """The judge over a corpus, read anew if it lacks a token or the words of the trade changed."""
    path = scratch() / f"judge-{size}.pickle"
    if path.exists():
        judge: SparseJudge = pickle.loads(path.read_bytes())
        if tokens <= judge.tokens and judge.mark == concepts.mark():
            return judge
    judge = SparseJudge(shown(documents(size), size, "the judge reads"), tokens)
    path.write_bytes(pickle.dumps(judge))
    return judge


def main() -> None:
    """Compare, and say what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=24, help="searches; 0 for all")
    chosen = parser.parse_args()
    engine = engine_of(chosen.size)
    searches = [one for found in classes().values() for one in found]
    snapshot = engine._index.answering().snapshot
    tokens = frozenset(token for one in searches for token in tokens_of(one, snapshot))
    judge = judge_of(chosen.size, tokens)
    if chosen.sample:
        searches = random.Random(SEED).sample(searches, chosen.sample)
    differing, begun = [], time.monotonic()
    for asked in shown(searches, len(searches), "comparing"):
        ours = engine.search(asked.criteria, NOW, asked.page)
        if ours != judge.search(asked.criteria, NOW, asked.page):
            differing.append(str(asked.criteria.to_args()))
            say(f"DIFFERS: {differing[-1]}")
    line = f"{len(searches)} searches over {chosen.size:,} listings: {len(differing)} differ"
    spent = time.monotonic() - begun
    results = {"size": chosen.size, "searches": len(searches), "differing": differing}
    keep(f"equality-{chosen.size}", results | {"seconds": spent}, line)


if __name__ == "__main__":
    main()
