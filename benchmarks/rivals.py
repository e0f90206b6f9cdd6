"""Other engines on the same searches: tantivy, and Whoosh as it comes.

Each gets the same texts, the same filters, the same counts (over what the other filters let
through) and the same 20 hits. What they cannot do is left out in their favor: recency in the
score, distance, reading of words, spelling for more than the words typed.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import tantivy
from whoosh import fields, index
from whoosh.qparser import MultifieldParser, OrGroup
from whoosh.query import And, Every, FuzzyTerm, NumericRange, Or, Prefix, Term

from benchmarks.common import say, scratch, shown
from benchmarks.listings import NOW, documents
from benchmarks.queries import Asked
from jobboard.domain.criteria import FACETS, SearchCriteria
from jobboard.search.contract import PAGE_SIZE
from jobboard.search.documents import DAY, ListingDocument, microseconds, yearly_cents
from jobboard.search.scoring import WEIGHTS

_TEXTS = ("title", "facts", "company", "place", "body")
_NUMBERS = ("pay_cents", "published", "checked")
_SORTS = {"newest": "published", "pay": "pay_cents"}
_MOST_VALUES = 300
_BATCH = 20_000


class Rival(Protocol):
    """An engine to compare with."""

    name: str

    def ask(self, asked: Asked, counts: bool = True) -> int:
        """Answer a search whole; return how many listings it found."""

    def ask_words(self, kind: str, text: str) -> int:
        """Answer a beginning of a word ("prefix") or a misspelled one ("typo")."""


def texts_of(document: ListingDocument) -> dict[str, str]:
    """What is searched of a listing, by field."""
    return {
        "title": document.title,
        "facts": "\n".join(fact.label for fact in document.facts),
        "company": document.company,
        "place": document.place_words,
        "body": document.body,
    }


def filters_of(criteria: SearchCriteria) -> dict[str, Any]:
    """The filters in use by name."""
    found: dict[str, Any] = {f.name: v for f in FACETS if (v := getattr(criteria, f.name))}
    if criteria.pay_min is not None:
        found["pay_cents"] = yearly_cents(criteria.pay_min, criteria.pay_period)
    if criteria.posted_within is not None:
        found["published"] = microseconds(NOW, 0) - criteria.posted_within * DAY
    if criteria.checked_only:
        found["checked"] = 1
    if criteria.place:
        found["place"] = criteria.place.partition(",")[0]
    return found


def without(filters: dict[str, Any], name: str) -> dict[str, Any]:
    """The filters but one."""
    return {other: value for other, value in filters.items() if other != name}


class Tantivy:
    """tantivy through its Python binding, with stemming, fast fields for filters and counts."""

    name = "tantivy"

    def __init__(self, size: int) -> None:
        folder = scratch() / f"tantivy-{size}"
        # An index that was left off half built answers quickly, and wrongly.
        is_whole = (folder / "whole").exists()
        if not is_whole:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        self._schema = _tantivy_schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        if not is_whole:
            _fill_tantivy(self._index, size)
            (folder / "whole").touch()
        self._index.reload()
        self._searcher = self._index.searcher()
        self._boosts = {name: WEIGHTS[name].weight for name in _TEXTS}

    def ask(self, asked: Asked, counts: bool = True) -> int:
        """See Rival."""
        criteria = asked.criteria
        words, filters = self._words(criteria.words), filters_of(criteria)
        query = self._query(words, filters)
        order = _SORTS.get(criteria.sort)
        offset = (asked.page - 1) * PAGE_SIZE
        found = self._searcher.search(query, PAGE_SIZE, True, order, offset)
        for _, address in found.hits:
            self._searcher.doc(address)["id"]
        for wanted, names in _counted(filters) if counts else ():
            part = query if wanted == filters else self._query(words, wanted)
            self._searcher.aggregate(part, {name: _terms(name) for name in names})
        return int(found.count)

    def ask_words(self, kind: str, text: str) -> int:
        """See Rival."""
        *before, last = text.split()
        if kind == "prefix":
            query = tantivy.Query.regex_query(self._schema, "title", f"{last}.*")
        else:
            query = tantivy.Query.fuzzy_term_query(self._schema, "body", last, 2)
        parts = [(tantivy.Occur.Must, query)]
        parts += [(tantivy.Occur.Must, self._words(word)) for word in before]
        found = self._searcher.search(tantivy.Query.boolean_query(parts), PAGE_SIZE)
        return int(found.count)

    def _words(self, text: str) -> Any:
        if not text:
            return tantivy.Query.all_query()
        query, _ = self._index.parse_query_lenient(text, list(_TEXTS), field_boosts=self._boosts)
        return query

    def _query(self, words: Any, filters: dict[str, Any]) -> Any:
        parts = [(tantivy.Occur.Must, words)]
        parts += [(tantivy.Occur.Must, self._filter(*pair)) for pair in filters.items()]
        return tantivy.Query.boolean_query(parts)

    def _filter(self, name: str, value: Any) -> Any:
        if name == "place":
            query, _ = self._index.parse_query_lenient(value, ["place"])
        elif name in _NUMBERS:
            kind = tantivy.FieldType.Integer
            query = tantivy.Query.range_query(self._schema, name, kind, value, 2**62)
        else:
            query = tantivy.Query.term_set_query(self._schema, name, list(value))
        return tantivy.Query.const_score_query(query, 0.0)


def _counted(filters: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Which facets are counted under which filters: one in use is counted without itself."""
    plain = [facet.name for facet in FACETS if facet.name not in filters]
    yield filters, plain
    for name in filters:
        if name not in (*_NUMBERS, "place"):
            yield without(filters, name), [name]


def _terms(name: str) -> dict[str, Any]:
    return {"terms": {"field": name, "size": _MOST_VALUES}}


def _tantivy_schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    for name in _TEXTS:
        builder.add_text_field(name, tokenizer_name="en_stem")
    for facet in FACETS:
        builder.add_text_field(facet.name, fast=True, tokenizer_name="raw")
    for name in _NUMBERS:
        builder.add_integer_field(name, fast=True, indexed=True)
    return builder.build()


def _fill_tantivy(made: Any, size: int) -> None:
    begun = time.perf_counter()
    writer = made.writer(heap_size=256_000_000, num_threads=1)
    for document in shown(documents(size), size, "tantivy"):
        row: dict[str, Any] = {"id": document.id, **texts_of(document)}
        row |= {f.name: list(s) for f, s in zip(FACETS, document.facets, strict=True)}
        row |= {name: int(getattr(document, name)) for name in _NUMBERS}
        writer.add_document(tantivy.Document(**row))
    writer.commit()
    writer.wait_merging_threads()
    say(f"tantivy built in {time.perf_counter() - begun:.1f} s")


class PlainWhoosh:
    """Whoosh as its documentation uses it: schema, parser, searcher, groupedby, filters."""

    name = "Whoosh as it comes"

    def __init__(self, size: int) -> None:
        folder = scratch() / f"whoosh-{size}"
        if not (folder / "whole").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            _fill_whoosh(index.create_in(str(folder), _whoosh_schema()), size)
            (folder / "whole").touch()
        self._index = index.open_dir(str(folder))
        self._searcher = self._index.searcher()

    def ask(self, asked: Asked, counts: bool = True) -> int:
        """See Rival."""
        criteria = asked.criteria
        parser = MultifieldParser(_TEXTS, self._index.schema, group=OrGroup)
        words = parser.parse(criteria.words) if criteria.words else Every()
        filters = filters_of(criteria)
        order = _SORTS.get(criteria.sort)
        found = 0
        for at, (wanted, names) in enumerate(_counted(filters)):
            if at and not counts:
                break
            parts = [self._filter(*pair) for pair in wanted.items()]
            results = self._searcher.search(
                words,
                limit=asked.page * PAGE_SIZE,
                filter=And(parts) if parts else None,
                sortedby=order,
                reverse=bool(order),
                groupedby=names if counts else None,
            )
            found = found if at else len(results)
            for name in names if counts else ():
                {value: len(ids) for value, ids in results.groups(name).items()}
            [hit["id"] for hit in results[(asked.page - 1) * PAGE_SIZE :]] if not at else None
        return found

    def ask_words(self, kind: str, text: str) -> int:
        """See Rival."""
        *before, last = text.split()
        query = Prefix("title", last) if kind == "prefix" else FuzzyTerm("body", last, maxdist=2)
        query = And([query, *(Term("title", word) for word in before)])
        return len(self._searcher.search(query, limit=PAGE_SIZE))

    def _filter(self, name: str, value: Any) -> Any:
        if name == "place":
            return Or([Term("place", word.lower()) for word in value.split()])
        if name in _NUMBERS:
            return NumericRange(name, value, None)
        return Or([Term(name, slug) for slug in value])


def _whoosh_schema() -> Any:
    texts = {name: fields.TEXT(field_boost=WEIGHTS[name].weight) for name in _TEXTS}
    facets = {facet.name: fields.KEYWORD(sortable=True) for facet in FACETS}
    numbers = {name: fields.NUMERIC(int, 64, sortable=True) for name in _NUMBERS}
    return fields.Schema(id=fields.NUMERIC(stored=True), **texts, **facets, **numbers)


def _fill_whoosh(made: Any, size: int) -> None:
    writer = made.writer(limitmb=256)
    for document in shown(documents(size), size, "Whoosh as it comes"):
        row: dict[str, Any] = {"id": document.id, **texts_of(document)}
        row |= {f.name: " ".join(s) for f, s in zip(FACETS, document.facets, strict=True)}
        row |= {name: int(getattr(document, name)) for name in _NUMBERS}
        writer.add_document(**row)
    writer.commit()


def folder_mb(folder: Path) -> float:
    """Megabytes of all files under a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
