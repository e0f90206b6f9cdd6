"""How people apply: when the listing is up, whom to ask, what we call it ourselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from jobboard.domain.errors import RuleError
from jobboard.models import Listing
from jobboard.web.employer.fields import DayField, FromList, HourField, OneOf
from jobboard.web.employer.steps.base import StepForm
from jobboard.web.forms import LineField, choices_of, term_choices

SOON, LATER = "soon", "later"
END_OF_DAY = time(23, 59)
LONGEST_CONTACT = 80
LONGEST_REFERENCE = 60


class ApplyForm(StepForm):
    """When and to whom people apply. Times are those of the chosen zone."""

    step = "apply"
    shown_at: ClassVar[Mapping[str, str]] = {"closes_at": "closes_on", "opens_at": "opens_on"}

    publish = OneOf(
        "When should it be published?",
        choices=choices_of([(SOON, "As soon as it is approved"), (LATER, "On a date")]),
    )
    opens_on = DayField("Publication date")
    closes_on = DayField("Last day to apply")
    closes_time = HourField("Time of day")
    time_zone = FromList("Time zone", term_choices("time-zone"))
    starts_on = DayField("Start of work (optional)")
    contact_name = LineField("Whom may applicants ask for?", limit=LONGEST_CONTACT)
    internal_reference = LineField("Your own reference (optional)", limit=LONGEST_REFERENCE)

    def fill(self, listing: Listing) -> None:
        """Show the stored moments as days and hours of the listing's zone."""
        zone = ZoneInfo(listing.time_zone or "UTC")
        opens = listing.opens_at.astimezone(zone) if listing.opens_at else None
        closes = listing.closes_at.astimezone(zone) if listing.closes_at else None
        self.publish.data = LATER if opens else SOON
        self.opens_on.data = opens.date() if opens else None
        self.closes_on.data = closes.date() if closes else None
        self.closes_time.data = closes.time() if closes else END_OF_DAY

    def facts(self) -> dict[str, Any]:
        """Return the facts, with the two moments as UTC."""
        opens_on = self.opens_on.data if self.publish.data == LATER else None
        return {
            **super().facts(),
            "opens_at": self._moment(opens_on, time()),
            "closes_at": self._moment(self.closes_on.data, self.closes_time.data or END_OF_DAY),
        }

    def _moment(self, day: date | None, at: time) -> datetime | None:
        if day is None or not self.time_zone.data:
            return None
        try:
            return datetime.combine(day, at, ZoneInfo(self.time_zone.data)).astimezone(UTC)
        except OverflowError:
            return None  # The first or last day there is; the rules ask for another.

    def own_problems(self, now: datetime, *, finished: bool) -> list[RuleError]:
        """See that moments have their zone, and that a chosen day is not over."""
        found = super().own_problems(now, finished=finished)
        zone = self.time_zone.data
        on_a_date = self.publish.data == LATER
        if (
            not finished
            and not zone
            and (self.closes_on.data or (on_a_date and self.opens_on.data))
        ):
            found.append(
                RuleError("Choose the time zone, so that we can keep the date", "time_zone")
            )
        if finished and on_a_date and not self.opens_on.data:
            found.append(RuleError("Enter the publication date", "opens_on"))
        today = now.astimezone(ZoneInfo(zone or "UTC")).date()
        if on_a_date and self.opens_on.data and self.opens_on.data < today:
            found.append(RuleError("Choose today or a later date", "opens_on"))
        return found
