"""What one fills in for an alert: what to look for, how often to write, and where to."""

from __future__ import annotations

from typing import Any

from wtforms.fields import RadioField, SelectMultipleField
from wtforms.validators import DataRequired, Email

from jobboard.domain.alerts import FREQUENCY_WORDS, Frequency
from jobboard.domain.criteria import LONGEST_PLACE, LONGEST_WORDS, SearchCriteria
from jobboard.web.forms import AddressField, BaseForm, LineField, choices_of, term_choices

# What the form itself changes of the criteria; the rest is chosen on the search page.
FIELDS = ("words", "place", "arrangement")
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
    frequency = RadioField(
        "How often",
        [DataRequired("Choose how often we may write.")],
        choices=choices_of(FREQUENCY_WORDS.items()),
        default=Frequency.DAILY,
    )

    def asked(self, base: SearchCriteria) -> SearchCriteria:
        """Return ``base`` with what was filled in."""
        kept = [pair for pair in base.to_args() if pair[0] not in FIELDS]
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
    """Return what the form shows of criteria."""
    return {
        "words": criteria.words,
        "place": criteria.place,
        "arrangement": list(criteria.arrangement),
    }
