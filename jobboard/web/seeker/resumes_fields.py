"""What the resume's forms have in common: the version seen, months, numbers, links to jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from wtforms import Field, ValidationError
from wtforms.fields import HiddenField, SelectField, SelectMultipleField
from wtforms.validators import Optional

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError
from jobboard.domain.resume import Document, Entry, Section
from jobboard.domain.resume.dates import MONTHS, make_month
from jobboard.web.forms import BaseForm, LineField, choices_of, term_choices

Values = Mapping[str, Any]
MONTH_CHOICES = [("", "Month"), *((str(number + 1), name) for number, name in enumerate(MONTHS))]
# Any month will do where only the year is looked at.
SOME_MONTH = "1"


class SeenVersionField(HiddenField):
    """The version a page was made from; one that was not sent is none, not the present one."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was sent."""
        self.data = valuelist[0] if valuelist else ""


class ResumeForm(BaseForm):
    """A form about a resume; ``version`` is the one its page was made from."""

    version = SeenVersionField()


class FactsForm(ResumeForm):
    """One section of plain facts."""

    @classmethod
    def values(cls, document: Document) -> Values:
        """Return what the form shows of ``document``."""
        raise NotImplementedError

    def change(self, document: Document) -> Document:
        """Return ``document`` with what was filled in. Raises RuleError."""
        raise NotImplementedError


class EntryForm(ResumeForm):
    """One entry of a section."""

    section: ClassVar[Section]

    @classmethod
    def first_values(cls, _asked: Mapping[str, str]) -> Values:
        """Return what a new entry's form shows, as the address asks."""
        return {}

    @classmethod
    def values(cls, entry: Entry) -> Values:
        """Return what the form shows of ``entry``."""
        raise NotImplementedError

    def prepare(self, document: Document) -> None:
        """Fill in choices that depend on the resume."""

    def entry(self, document: Document, ident: str, today: date) -> Values:
        """Return the entry as filled in; ``ident`` is "" for a new one. Raises RuleError."""
        raise NotImplementedError


def rule(check: Callable[[str], object]) -> Callable[[BaseForm, Field], None]:
    """Return a validator that asks a rule of the domain about a text that was filled in."""

    def ask(_form: BaseForm, field: Field) -> None:
        try:
            check(field.data or "")
        except RuleError as error:
            raise ValidationError(error.message) from error

    return ask


def year_field(label: str, *validators: Any, **kw: Any) -> LineField:
    """Return a field for a year; it may stay empty unless a validator says otherwise."""
    checks = [*(validators or [Optional()]), rule(lambda year: make_month(SOME_MONTH, year))]
    return LineField(label, checks, render_kw={"inputmode": "numeric"}, **kw)


def month_field(label: str, *validators: Any) -> SelectField:
    """Return a field for a month."""
    return SelectField(label, [*validators], choices=choices_of(MONTH_CHOICES), default="")


def whole_number(low: int, high: int) -> Callable[[BaseForm, Field], None]:
    """Return a check that a text is a whole number from ``low`` to ``high``."""

    def check(_form: BaseForm, field: Field) -> None:
        typed = (field.data or "").replace(",", "")
        if not (typed.isascii() and typed.isdecimal() and low <= int(typed[:12]) <= high):
            raise ValidationError(f"Enter a whole number from {low:,} to {high:,}.")

    return check


def to_number(typed: str) -> int | None:
    """Return a checked whole number, or None where none was typed."""
    return int(typed.replace(",", "")) if typed else None


def several(label: str, group: str) -> SelectMultipleField:
    """Return boxes to tick, one for each term of a vocabulary group."""
    return SelectMultipleField(label, [Optional()], choices=term_choices(group))


def known(group: str, slugs: list[str]) -> list[str]:
    """Return the live slugs of those kept, so that a retired one still shows as ticked."""
    return [live for slug in slugs if (live := vocabulary.resolve(group, slug))]


def help_of(group: str) -> dict[str, str]:
    """Return what to say under each choice of a vocabulary group."""
    return {term.slug: term.help for term in vocabulary.terms(group)}
