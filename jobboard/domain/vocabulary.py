"""The words of the trade, read once from ``words/*.toml`` and frozen.

One file is one group of terms. The same term feeds forms, filters, the search
index, query understanding, matching, guides, landing pages and structured data,
so a word is changed here and nowhere else. Slugs are for ever: a retired one
stays in ``was`` of the term that took its place.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

WORDS_FOLDER = Path(__file__).parent / "words"

_NOT_WORD = re.compile(r"[^\w+#]+|_+")


class UnknownTerm(KeyError):
    """Raised for a group or slug that the vocabulary does not hold, now or formerly."""


class VocabularyError(ValueError):
    """Raised while loading when the files contradict themselves."""


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the trade.

    ``synonyms`` mean the same both ways; ``one_way`` is text that implies this term
    although the term does not imply the text (a hospital is healthcare, healthcare
    is not always a hospital). ``extra`` holds outside codes and group-specific facts.
    """

    group: str
    slug: str
    label: str
    help: str = ""
    synonyms: tuple[str, ...] = ()
    one_way: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)


@dataclass(frozen=True, slots=True)
class Group:
    """One file of words, with what is looked up in it made ready."""

    terms: Mapping[str, Term]
    heirs: Mapping[str, str]
    aliases: Mapping[str, Term]
    cues: Mapping[str, Term]
    attribution: str


def groups() -> tuple[str, ...]:
    """Names of all groups, in alphabetical order."""
    return tuple(_vocabulary())


def terms(group: str) -> tuple[Term, ...]:
    """Terms of a group in file order, which is page order. Raises UnknownTerm."""
    return tuple(_group(group).terms.values())


def term(group: str, slug: str) -> Term:
    """The term for a live or retired slug. Raises UnknownTerm."""
    live = resolve(group, slug)
    if live is None:
        raise UnknownTerm(f"{group}: {slug}")
    return _group(group).terms[live]


def resolve(group: str, slug: str) -> str | None:
    """The live slug for a live or retired slug, or None when it was never one of ours."""
    found = _group(group)
    return slug if slug in found.terms else found.heirs.get(slug)


def label(group: str, slug: str) -> str:
    """What a page calls the term. Raises UnknownTerm."""
    return term(group, slug).label


def choices(group: str) -> list[tuple[str, str]]:
    """(slug, label) pairs in page order, for form fields."""
    return [(item.slug, item.label) for item in terms(group)]


def aliases(group: str) -> Mapping[str, Term]:
    """Folded text that means the same as a term: its slug, label and synonyms.

    Slugs that are codes (countries, languages, time zones) are left out.
    """
    return _group(group).aliases


def cues(group: str) -> Mapping[str, Term]:
    """Folded text that implies a term: its aliases and its one-way words.

    Right for reading (text to term); wrong for widening a search (term to text).
    """
    return _group(group).cues


def attributions() -> tuple[str, ...]:
    """Credit lines owed to the sources of the words, each once."""
    lines = (found.attribution for found in _vocabulary().values())
    return tuple(dict.fromkeys(line for line in lines if line))


def fold(text: str) -> str:
    """Text as compared: no case, no accents, punctuation as single spaces.

    ``+`` and ``#`` stay because names of tools and levels use them.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    if not plain.isascii():
        plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return _NOT_WORD.sub(" ", plain).strip()


def _group(name: str) -> Group:
    try:
        return _vocabulary()[name]
    except KeyError:
        raise UnknownTerm(name) from None


@cache
def _vocabulary() -> Mapping[str, Group]:
    return MappingProxyType({name: build_group(name, data) for name, data in _files()})


def _files() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for file in sorted(WORDS_FOLDER.glob("*.toml")):
        yield file.stem, tomllib.loads(file.read_text(encoding="utf-8"))


def build_group(name: str, data: Mapping[str, Any]) -> Group:
    """The group that a parsed file describes.

    Raises VocabularyError when two terms claim one slug, retired slug or alias.
    """
    found: dict[str, Term] = {}
    for entry in data["term"]:
        item = _term(name, entry)
        if item.slug in found:
            raise VocabularyError(f"{name}: the slug {item.slug} stands twice")
        found[item.slug] = item
    # Codes such as "it", "so" or "US" are words of their own, so they are no aliases.
    slugs_are_words = not data.get("slugs_are_codes", False)

    def same(item: Term) -> tuple[str, ...]:
        own = (item.slug, item.label) if slugs_are_words else (item.label,)
        return (*own, *item.synonyms)

    return Group(
        terms=MappingProxyType(found),
        heirs=_heirs(found),
        aliases=_claims(found, same),
        cues=_claims(found, lambda item: (*same(item), *item.one_way)),
        attribution=str(data.get("attribution", "")),
    )


def _term(group: str, entry: Mapping[str, Any]) -> Term:
    return Term(
        group=group,
        slug=entry["slug"],
        label=entry["label"],
        help=entry.get("help", ""),
        synonyms=tuple(entry.get("synonyms", ())),
        one_way=tuple(entry.get("one_way", ())),
        was=tuple(entry.get("was", ())),
        extra=_frozen(entry.get("extra", {})),
    )


def _frozen(value: Any) -> Any:
    """The value with tables read-only and lists as tuples, all the way down."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: _frozen(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    return value


def _heirs(found: Mapping[str, Term]) -> Mapping[str, str]:
    heirs: dict[str, str] = {}
    for item in found.values():
        for retired in item.was:
            if retired in found or retired in heirs:
                raise VocabularyError(f"{item.group}: the retired slug {retired} stands twice")
            heirs[retired] = item.slug
    return MappingProxyType(heirs)


def _claims(
    found: Mapping[str, Term], texts: Callable[[Term], tuple[str, ...]]
) -> Mapping[str, Term]:
    """Folded text to the one term that claims it."""
    claims: dict[str, Term] = {}
    for item in found.values():
        for text in texts(item):
            holder = claims.setdefault(fold(text), item)
            if holder is not item:
                raise VocabularyError(
                    f"{item.group}: {holder.slug} and {item.slug} both claim {text!r}"
                )
    return MappingProxyType(claims)
