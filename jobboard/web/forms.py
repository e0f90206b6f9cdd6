"""The base of every form: cleans every text and says no to what cannot be shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.fields import EmailField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, StopValidation

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError
from jobboard.domain.text import LONGEST_LINE, LONGEST_TEXT, clean, has_control_characters

# More digits than any version will have; longer numbers are not ours.
MOST_DIGITS = 10


def _clean(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def printable(_form: FlaskForm, field: Field) -> None:
    """Refuse control and direction-override characters."""
    if isinstance(field.data, str) and has_control_characters(field.data):
        raise StopValidation("Remove the characters that cannot be shown, then try again.")


def at_most(limit: int) -> Length:
    """Return a check of a text's length that says what to do."""
    return Length(max=limit, message=f"Use at most {limit:,} characters.")


class LineField(StringField):
    """One line of text."""

    def __init__(self, label: str, validators: Any = (), *, limit: int = LONGEST_LINE, **kw: Any):
        super().__init__(
            label, [printable, *validators, at_most(limit)], filters=[_clean, _one_line], **kw
        )


class ProseField(TextAreaField):
    """Several lines of text."""

    def __init__(self, label: str, validators: Any = (), *, limit: int = LONGEST_TEXT, **kw: Any):
        super().__init__(label, [printable, *validators, at_most(limit)], filters=[_clean], **kw)


class AddressField(EmailField):
    """An e-mail address."""

    def __init__(self, label: str, validators: Any = (), **kw: Any):
        super().__init__(label, [printable, *validators, at_most(254)], filters=[_clean], **kw)


def _one_line(value: Any) -> Any:
    return " ".join(value.split("\n")) if isinstance(value, str) else value


class _OurWords:
    """Says what to do where the library would say that something is not valid."""

    words: ClassVar[dict[str, str]] = {
        "Not a valid choice.": "Choose one of the options shown.",
        "Invalid Choice: could not coerce.": "Choose one of the options shown.",
        "Invalid choice(s): one or more data inputs could not be coerced.": (
            "Choose from the options shown."
        ),
        "Not a valid integer value.": "Enter a whole number, like 3.",
        "Not a valid decimal value.": "Enter a number, like 18.50.",
        "Not a valid float value.": "Enter a number, like 18.50.",
        "Not a valid date value.": "Enter a date, like 2026-12-31.",
        "Not a valid time value.": "Enter a time, like 17:30.",
        "Not a valid datetime value.": "Enter a date and time, like 2026-12-31 17:30.",
        "This field is required.": "Fill this in.",
        "Invalid email address.": "Enter an email address, like name@example.com.",
    }

    def gettext(self, text: str) -> str:
        """Return our words for one of the library's."""
        return self.words.get(text, text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return our words where the library counts."""
        if one.startswith("'%(value)s' is not"):
            return "Choose from the options shown."
        return one if count == 1 else many


class BaseForm(FlaskForm):
    """A form of this site."""

    class Meta(FlaskForm.Meta):
        """What all our forms have in common."""

        def get_translations(self, _form: FlaskForm) -> _OurWords:
            """Return the words that stand in for the library's."""
            return _OurWords()

    def add_rule_error(self, error: RuleError) -> None:
        """Show a rule's refusal at the field it is about, or at the form as a whole."""
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]


def seen_version(form: FlaskForm, field: str = "version") -> int:
    """Return the version a form was filled in on; -1, which nothing has, for garbage or none.

    Read as it was sent: a field left out holds the version that is current.
    """
    text = (form[field].raw_data or [""])[0]
    return int(text) if text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS else -1


def choices_of(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Return (value, label) pairs as the choices of a field."""
    return [SelectChoice(value, label) for value, label in pairs]


def skill_choices(blank: str) -> list[SelectChoice]:
    """Return the skills under the headings of their families, after ``blank``, which is none."""
    return [
        SelectChoice("", blank),
        *(
            SelectChoice(term.slug, term.label, optgroup=skill_family(term))
            for term in vocabulary.terms("skill")
        ),
    ]


def skill_family(skill: vocabulary.Term) -> str:
    """Return the heading that a skill stands under."""
    return vocabulary.label("skill-family", skill.extra["family"])


def term_choices(group: str, *, blank: str | None = None) -> list[SelectChoice]:
    """Return the choices of a vocabulary group; ``blank`` names the choice of none."""
    chosen = vocabulary.choices(group)
    return choices_of(chosen if blank is None else [("", blank), *chosen])
