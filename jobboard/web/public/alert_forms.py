"""What one fills in for an alert: what to look for, how often to write, and where to."""

from __future__ import annotations

from typing import Any

from wtforms import Field
from wtforms.fields import RadioField, SelectMultipleField
from wtforms.validators import DataRequired, Email, ValidationError

from jobboard.domain import place_text
from jobboard.domain.alerts import FREQUENCY_WORDS, Frequency, lasting
from jobboard.domain.criteria import LONGEST_PLACE, LONGEST_WORDS, Chip, SearchCriteria
from jobboard.domain.place_guess import did_you_mean
from jobboard.domain.query import understand
from jobboard.domain.text import joined
from jobboard.web.forms import AddressField, BaseForm, LineField, choices_of, term_choices

# What can be typed and chosen anew here. Other filters can be taken away; more are chosen on the
# search page.
FIELDS = ("words", "place", "arrangement")
# Towns of one name that a message offers.
MOST_NAMED = 4
NO_ADDRESS = "Enter an email address, like name@example.com."
HINTS = {
    Frequency.AT_ONCE: "As soon as a job is published.",
    Frequency.DAILY: "New jobs of the day in one email.",
    Frequency.WEEKLY: "New jobs of the week in one email.",
}


def _address() -> AddressField:
    return AddressField(
        "Email address",
        [DataRequired(NO_ADDRESS), Email(NO_ADDRESS)],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )


class AlertForm(BaseForm):
    """What to look for, and how often to write."""

    words = LineField("Job, skill or employer", limit=LONGEST_WORDS)
    place = LineField(
        "Town or ZIP code", limit=LONGEST_PLACE, render_kw={"autocomplete": "address-level2"}
    )
    arrangement = SelectMultipleField("Where you work", choices=term_choices("arrangement"))
    also = SelectMultipleField("Also asked for")
    frequency = RadioField(
        "How often",
        [DataRequired("Choose how often we may write.")],
        choices=choices_of(FREQUENCY_WORDS.items()),
        default=Frequency.DAILY,
    )

    def __init__(self, base: SearchCriteria, **known: Any) -> None:
        """Show ``base``, with every filter of it chosen, and what else is known."""
        filters = [(_of_chip(chip), chip.label) for chip in _other_filters(base)]
        also = [value for value, _ in filters]
        super().__init__(data={**values_of(base), "also": also, **known})
        self.also.choices = choices_of(filters)

    def validate_place(self, field: Field) -> None:
        """Refuse a place nobody knows, and one that several towns are called."""
        typed = SearchCriteria.from_args({"place": field.data or ""})
        problem = place_problem(typed)
        if problem:
            raise ValidationError(problem)

    def asked(self, base: SearchCriteria) -> SearchCriteria:
        """Return ``base`` with what was filled in.

        What the fields show because the words say it is no filter of its own, unless the words
        were changed.
        """
        left = base
        for chip in _other_filters(base):
            if _of_chip(chip) not in (self.also.data or ()):
                left = left.without(chip.field, chip.value)
        kept = [pair for pair in left.to_args() if pair[0] not in FIELDS]
        if (self.words.data or "") == base.words:
            kept += [("understood", reading) for reading in _shown_readings(base)]
        return SearchCriteria.from_args(
            [
                *kept,
                ("words", self.words.data or ""),
                ("place", self.place.data or ""),
                *(("arrangement", slug) for slug in self.arrangement.data or ()),
            ]
        )


class NewAlertForm(AlertForm):
    """The same, and the address to write to."""

    email = _address()


class LinkForm(BaseForm):
    """The address whose alerts one wants to see."""

    email = _address()


def values_of(criteria: SearchCriteria) -> dict[str, Any]:
    """Return what the form shows of criteria, with what their words say."""
    meant = understand(criteria).criteria
    return {
        "words": criteria.words,
        "place": meant.place,
        "arrangement": list(meant.arrangement),
    }


def place_problem(criteria: SearchCriteria) -> str:
    """Return why an alert cannot look in the place of criteria; "" where it can."""
    where, place = criteria.where, criteria.place
    if where.areas and not any(area.is_known for area in where.areas):
        meant = did_you_mean(place)
        return f"We know no place called “{place}”.{f' Did you mean {meant}?' if meant else ''}"
    if len(where.names) > 1 and not place_text.joined(place):
        return f"There is more than one “{place}”. Enter {joined(where.names[:MOST_NAMED], 'or')}."
    return ""


def _other_filters(criteria: SearchCriteria) -> list[Chip]:
    """Return the filters that have no field of their own here."""
    return [chip for chip in lasting(criteria).chips() if chip.field not in FIELDS]


def _of_chip(chip: Chip) -> str:
    return f"{chip.field}/{chip.value}"


def _shown_readings(criteria: SearchCriteria) -> list[str]:
    """Return what the form shows of criteria because their words say it."""
    intents = understand(criteria).intents
    return [one.reading for one in intents if one.hard and one.field in FIELDS]
