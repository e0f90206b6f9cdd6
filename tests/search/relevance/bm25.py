"""What is compared with: plain BM25F over the texts, as a search library gives it unadorned.

Title, company, place and body, read by Whoosh's own stemming analyser (stop words out, Porter
stems), weighed by BM25F. Nothing is known of the trade, of quotes, minus or spelling.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from whoosh.analysis import StemmingAnalyzer

from jobboard.search.documents import ListingDocument

WEIGHTS = {"title": 3.0, "company": 1.0, "place_words": 1.0, "body": 1.0}
K1 = 1.2
B = 0.75

Shares = Mapping[int, float]


class PlainBM25:
    """An index of documents by id."""

    def __init__(self, documents: Iterable[ListingDocument]) -> None:
        self._analyser = StemmingAnalyzer()
        read = {d.id: {f: self.terms(getattr(d, f)) for f in WEIGHTS} for d in documents}
        self._size = len(read)
        means = {f: sum(len(texts[f]) for texts in read.values()) / len(read) for f in WEIGHTS}
        self._shares: dict[str, dict[int, float]] = defaultdict(dict)
        for number, texts in read.items():
            for field, terms in texts.items():
                room = 1 - B + B * len(terms) / (means[field] or 1)
                for term, count in Counter(terms).items():
                    held = self._shares[term].get(number, 0.0)
                    self._shares[term][number] = held + WEIGHTS[field] * count / room

    def terms(self, text: str) -> list[str]:
        """The terms of a text, or of a query."""
        return [token.text for token in self._analyser(text)]

    def best(self, query: str, count: int, every: bool) -> tuple[int, ...]:
        """The ids that answer best; ``every``: only those that hold every term (AND)."""
        terms = list(dict.fromkeys(self.terms(query)))
        scores: Counter[int] = Counter()
        matched: Counter[int] = Counter()
        for term in terms:
            shares = self._shares.get(term, {})
            rarity = math.log(1 + (self._size - len(shares) + 0.5) / (len(shares) + 0.5))
            for number, share in shares.items():
                scores[number] += rarity * share * (K1 + 1) / (share + K1)
                matched[number] += 1
        kept = [n for n in scores if not every or matched[n] == len(terms)]
        return tuple(sorted(kept, key=lambda n: (-scores[n], -n))[:count])
