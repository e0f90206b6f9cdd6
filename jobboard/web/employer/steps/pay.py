"""Pay and hours: from, to and per what; contract, hours a week and shifts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError
from jobboard.domain.posting_rules import has_wide_pay
from jobboard.models import Listing
from jobboard.services.posting import facts_of
from jobboard.web.employer.fields import (
    AmountField,
    BooleanField,
    CountField,
    FromList,
    ManyOf,
    OneOf,
    choices_from,
    yes_no,
)
from jobboard.web.employer.steps.base import StepForm
from jobboard.web.forms import LineField

MOST_MONTHS = 60
MOST_HOURS_A_WEEK = 80
LONGEST_DETAIL = 160
CURRENCIES = choices_from(
    (term.extra["currency"], term.extra["currency"])
    for term in sorted(vocabulary.terms("country"), key=lambda term: term.slug != "US")
)


class PayForm(StepForm):
    """What the job pays, and when it is done."""

    step = "pay"
    details: ClassVar[Mapping[str, tuple[str, str]]] = {
        "has_extras": ("pay_extras", "Write what comes on top, like Tips, usually $4 an hour"),
        "has_schedule_note": ("schedule_note", "Write what else there is to know about shifts"),
    }
    owed: ClassVar[Mapping[str, str]] = {
        "has_extras": "Choose whether there are tips, commission or a bonus"
    }

    pay_min = AmountField("From")
    pay_max = AmountField("To")
    pay_currency = FromList("Currency", CURRENCIES)
    pay_period = OneOf("This pay is", "pay-period")
    pay_wide_ok = BooleanField("Yes, the range is right")
    pay_basis = OneOf("How is pay worked out?", "pay-basis")
    pay_guaranteed = AmountField("Pay that is guaranteed, in the same period", like="15.00")
    has_extras = yes_no("Are there tips, commission or a bonus on top?")
    pay_extras = LineField("What comes on top", limit=LONGEST_DETAIL)
    contract = OneOf("Contract", "contract")
    contract_months = CountField("How many months?", most=MOST_MONTHS)
    employment_status = OneOf("Status", "employment-status")
    hours = OneOf("Hours", "hours")
    hours_week_min = AmountField("Fewest hours a week", like="30", most=MOST_HOURS_A_WEEK, places=1)
    hours_week_max = AmountField("Most hours a week", like="40", most=MOST_HOURS_A_WEEK, places=1)
    days = ManyOf("Days of work", "weekday")
    shift_bands = ManyOf("Times of day", "shift-band")
    shift_pattern = OneOf("How do shifts change?", "shift-pattern")
    has_schedule_note = yes_no("Is there anything to add about the schedule?")
    schedule_note = LineField("What to add", limit=LONGEST_DETAIL)

    def fill(self, listing: Listing) -> None:
        """Show a wide range that was confirmed before as confirmed."""
        super().fill(listing)
        self.pay_wide_ok.data = self.step in listing.steps_done and has_wide_pay(facts_of(listing))

    @property
    def asks_about_range(self) -> bool:
        """Whether the range typed is so wide that the page asks about it."""
        return has_wide_pay(self.facts())

    def own_problems(self, now: datetime, *, finished: bool) -> list[RuleError]:
        """Ask once about a wide range."""
        found = super().own_problems(now, finished=finished)
        if finished and self.asks_about_range and not self.pay_wide_ok.data:
            message = "Is this range right? Tick the box if it is, or change the amounts"
            found.append(RuleError(message, "pay_wide_ok"))
        return found
