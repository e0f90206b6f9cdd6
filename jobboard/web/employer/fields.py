"""Fields of employers' forms: choices that may wait, amounts, counts, dates and times.

None of them demands an answer: a step may be saved half done. What a finished step needs is
said by ``domain.posting_rules``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.fields import StringField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import DateInput, TimeInput

from jobboard.domain import vocabulary
from jobboard.web.forms import choices_of, term_choices

__all__ = [
    "AmountField",
    "BooleanField",
    "CountField",
    "DayField",
    "FromList",
    "HiddenField",
    "HourField",
    "ManyOf",
    "OneOf",
    "yes_no",
]
YES, NO = "yes", "no"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOUR = re.compile(r"[0-9]{1,2}:[0-9]{2}")
MOST_COUNT_DIGITS = 6


def helps_of(group: str) -> dict[str, str]:
    """Return the help under each choice of a group, in words for employers where it has them."""
    return {
        term.slug: term.extra.get("employer_help", term.help) for term in vocabulary.terms(group)
    }


def _choices_for_employers(group: str) -> list[SelectChoice]:
    """Return a group's choices, where need be in words for employers instead of workers."""
    return choices_of(
        (term.slug, term.extra.get("employer_label", term.label))
        for term in vocabulary.terms(group)
    )


class OneOf(RadioField):
    """One choice of a few, or none yet. ``hints`` are the words under the choices."""

    def __init__(self, label: str, group: str = "", *, choices: Any = None, **kw: Any):
        super().__init__(label, choices=choices or _choices_for_employers(group), **kw)
        self.hints = helps_of(group) if group else {}

    def process_data(self, value: Any) -> None:
        """Take what is stored; an empty slug means no choice."""
        self.data = str(value) if value else ""

    def pre_validate(self, form: FlaskForm) -> None:
        """Let no choice pass, and refuse what is not on the list."""
        if self.data:
            super().pre_validate(form)


class FromList(SelectField):
    """One choice of many, or none yet."""

    def __init__(self, label: str, choices: list[SelectChoice], **kw: Any):
        super().__init__(label, choices=[SelectChoice("", "Choose"), *choices], **kw)

    def process_data(self, value: Any) -> None:
        """Take what is stored; nothing is the empty choice."""
        self.data = str(value) if value else ""


class ManyOf(SelectMultipleField):
    """Any number of choices, kept in the order of the list and each once."""

    def __init__(self, label: str, group: str, **kw: Any):
        super().__init__(label, choices=term_choices(group), **kw)
        self.hints = helps_of(group)

    def chosen(self) -> list[str]:
        """Return what is chosen, in the order of the list."""
        return [choice.value for choice in self.iter_choices() if choice.selected]


class _Typed(StringField):
    """Text that stands for a value; what cannot be read stays in the box as it was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nothing typed is no value."""
        if valuelist:
            self.data = None
            typed = valuelist[0].strip()
            if typed:
                self.data = self.read(typed)

    def read(self, typed: str) -> Any:
        """Return the value; raise ValueError with words that say what to type."""
        raise NotImplementedError

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.show(self.data)

    def show(self, value: Any) -> str:
        """Return a stored value as it would be typed."""
        return str(value)


class AmountField(_Typed):
    """An amount of money, or of hours with one of ``places``. Signs and commas are let be."""

    def __init__(
        self,
        label: str,
        *,
        like: str = "18.50",
        most: int = 999_999_999,
        places: int = 2,
        **kw: Any,
    ):
        super().__init__(label, render_kw={"inputmode": "decimal", "autocomplete": "off"}, **kw)
        self.like, self.most = like, Decimal(most)
        self.pattern = re.compile(rf"[0-9]{{1,9}}(?:\.[0-9]{{1,{places}}})?")

    def read(self, typed: str) -> Decimal:
        """Return the amount."""
        plain = re.sub(r"[$€£, ]", "", typed)
        if not self.pattern.fullmatch(plain):
            raise ValueError(f"Enter an amount in figures, like {self.like}")
        if Decimal(plain) > self.most:
            raise ValueError(f"Enter at most {self.most:,}")
        return Decimal(plain)

    def show(self, value: Decimal) -> str:
        """Return whole amounts without cents."""
        return f"{value.normalize():f}" if value == value.to_integral_value() else f"{value:f}"


class CountField(_Typed):
    """A whole number from ``fewest`` to ``most``."""

    def __init__(self, label: str, *, fewest: int = 1, most: int, **kw: Any):
        super().__init__(label, render_kw={"inputmode": "numeric", "autocomplete": "off"}, **kw)
        self.fewest, self.most = fewest, most

    def read(self, typed: str) -> int:
        """Return the number."""
        plain = typed.isascii() and typed.isdecimal() and len(typed) <= MOST_COUNT_DIGITS
        if not plain or not self.fewest <= int(typed) <= self.most:
            raise ValueError(f"Enter a whole number from {self.fewest} to {self.most}")
        return int(typed)


class DayField(_Typed):
    """A day of the calendar."""

    widget = DateInput()

    def read(self, typed: str) -> date:
        """Return the day."""
        try:
            if _DAY.fullmatch(typed):
                return date.fromisoformat(typed)
        except ValueError:
            pass  # A day that the calendar does not have; said below.
        raise ValueError("Enter a date, like 2026-12-02")


class HourField(_Typed):
    """A time of day."""

    widget = TimeInput()

    def read(self, typed: str) -> time:
        """Return the time."""
        try:
            if _HOUR.fullmatch(typed):
                return time.fromisoformat(typed.zfill(5))
        except ValueError:
            pass  # An hour that the clock does not have; said below.
        raise ValueError("Enter a time, like 17:30")

    def show(self, value: time) -> str:
        """Return hours and minutes."""
        return f"{value:%H:%M}"


def yes_no(label: str) -> OneOf:
    """Return a question that is answered by yes or no."""
    return OneOf(label, choices=choices_of([(YES, "Yes"), (NO, "No")]))


def choices_from(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Return (value, label) pairs as choices, each value once."""
    return choices_of(dict(pairs).items())
