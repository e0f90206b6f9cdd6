"""What stands behind a skill, in three worded levels, and the results a person can state."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError
from jobboard.domain.resume.document import KEY, Document, Entry, Section, entries, entry_id, text

RESULT = "service-result"


class SkillLevel(StrEnum):
    """How well a skill is backed up. Never a percent, never stars."""

    LISTED = "listed"
    EXAMPLE = "example"
    PROVEN = "proven"


LEVEL_WORDS = {
    SkillLevel.LISTED: "Listed",
    SkillLevel.EXAMPLE: "With an example",
    SkillLevel.PROVEN: "With training or a reference",
}


def skill_level(skill: Mapping[str, Any]) -> SkillLevel:
    """Return how well a skill of the resume is backed up."""
    if skill.get("trained") is True or text(skill, "reference"):
        return SkillLevel.PROVEN
    return SkillLevel.EXAMPLE if text(skill, "proof") else SkillLevel.LISTED


def name_of(row: Mapping[str, Any], group: str) -> str:
    """Return the words of a row that is a slug of ``group`` or free text."""
    live = vocabulary.resolve(group, text(row, "slug"))
    return vocabulary.label(group, live) if live else text(row, "text")


def slug_or_text(group: str, typed: str) -> dict[str, str]:
    """Return what is kept of a typed skill or tool: the term it means, or the words."""
    term = vocabulary.aliases(group).get(vocabulary.fold(typed))
    return {"slug": term.slug} if term else {"text": typed}


def make_skill(document: Document, facts: Mapping[str, Any], ident: str = "") -> Entry:
    """Return a skill to add, or to replace the skill ``ident``, made from a form's facts.

    ``facts``: slug, text, proof, work_id, trained, reference. Raises RuleError where neither
    or both of slug and text are given, or where the resume has the skill already.
    """
    slug, typed = facts["slug"], facts["text"]
    if not slug and not typed:
        raise RuleError("Choose a skill, or write one in your own words.", "slug")
    if slug and typed:
        raise RuleError("Leave this empty, or choose no skill from the list.", "text")
    kept = {"slug": slug} if slug else slug_or_text("skill", typed)
    name = name_of(kept, "skill")
    for other in entries(document, Section.SKILLS):
        same = vocabulary.fold(name_of(other, "skill")) == vocabulary.fold(name)
        if same and entry_id(other) != ident:
            raise RuleError(f"“{name}” is on your resume already. You can change it there.", "slug")
    rest = {name: facts[name] for name in ("proof", "work_id", "trained", "reference")}
    return {"slug": None, "text": None, **kept, **rest}


def make_language(document: Document, slug: str, typed: str, level: str, ident: str = "") -> Entry:
    """Return a language to add, or to replace the language ``ident``, from a form's facts.

    Raises RuleError where neither or both of slug and typed name are given, or where the
    resume has the language already.
    """
    if not slug and not typed:
        raise RuleError("Choose a language, or write one.", "slug")
    if slug and typed:
        raise RuleError("Leave this empty, or choose no language from the list.", "text")
    kept = slug_or_text("language", typed) if typed else {"slug": slug}
    name = name_of(kept, "language")
    for other in entries(document, Section.LANGUAGES):
        if text(other, "language") == name and entry_id(other) != ident:
            raise RuleError(f"{name} is on your resume already. You can change it there.", "slug")
    return {
        "language": name,
        "fluency": vocabulary.label("language-level", level),
        KEY: {"slug": kept.get("slug", ""), "level": level},
    }


def make_result(metric: str, value: str, period: str, sample: int | None) -> Entry:
    """Return a measured result. Raises RuleError for a value that cannot be true."""
    term = vocabulary.term(RESULT, metric)
    return {
        "metric": term.slug,
        "value": str(_checked(term, value)),
        "unit": term.extra["unit"],
        "period": period,
        "sample": sample,
        "verified": False,
    }


def result_choices() -> list[tuple[str, str]]:
    """Return the results that say something on their own: handling time, for one, does not."""
    return [
        (term.slug, _with_unit(term))
        for term in vocabulary.terms(RESULT)
        if not term.extra["needs"]
    ]


def _with_unit(term: vocabulary.Term) -> str:
    """Return "Retention, %", and no unit that the label names already."""
    unit = term.extra["unit"]
    return term.label if unit in vocabulary.fold(term.label).split() else f"{term.label}, {unit}"


def result_words(result: Mapping[str, Any]) -> str:
    """Return a result as a line: "Customer satisfaction (CSAT): 94%, 2024, sample of 320"."""
    live = vocabulary.resolve(RESULT, text(result, "metric"))
    if live is None:
        return text(result, "text")
    term = vocabulary.term(RESULT, live)
    unit = term.extra["unit"]
    figure = f"{text(result, 'value')}{'' if unit == '%' else ' '}{unit}"
    sample = result.get("sample")
    facts = [
        f"{term.label}: {figure}",
        text(result, "period"),
        f"sample of {sample:,}" if isinstance(sample, int) and sample else "",
        "verified" if result.get("verified") is True else "",
    ]
    said = ", ".join(fact for fact in facts if fact)
    return f"{said}. {text(result, 'text')}" if text(result, "text") else said


def _checked(term: vocabulary.Term, typed: str) -> Decimal:
    low, high, unit = term.extra["min"], term.extra["max"], term.extra["unit"]
    advice = f"Enter a number from {low:,} to {high:,} ({unit})."
    try:
        value = Decimal(typed.strip().rstrip("%").strip().replace(",", ""))
    except InvalidOperation:
        raise RuleError(advice, "result_value") from None
    if not value.is_finite() or not low <= value <= high:
        raise RuleError(advice, "result_value")
    places = term.extra["decimals"]
    rounded = value.quantize(Decimal(1).scaleb(-places))
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
