"""How people apply: when the listing is up, whom to ask, what we call it ourselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from jobboard.domain.errors import RuleError
from jobboard.models import Listing
from jobboard.services.posting import UNKNOWN_ZONE
from jobboard.web.employer.fields import DayField, HourField, OneOf
from jobboard.web.employer.steps.base import StepForm
from jobboard.web.forms import LineField, choices_of

SOON, LATER = "soon", "later"
END_OF_DAY = time(23, 59)
LONGEST_CONTACT = 80
LONGEST_REFERENCE = 60


class ApplyForm(StepForm):
    """When and to whom people apply. Times are those of the shifts' zone, asked in another step."""

    step = "apply"
    shown_at: ClassVar[Mapping[str, str]] = {"closes_at": "closes_on", "opens_at": "opens_on"}

    publish = OneOf(
        "When should it be published?",
        choices=choices_of([(SOON, "As soon as it is approved"), (LATER, "On a date")]),
    )
    opens_on = DayField("Publication date")
    closes_on = DayField("Last day to apply")
    closes_time = HourField("Time of day")
    starts_on = DayField("Start of work (optional)")
    contact_name = LineField("Whom may applicants ask for?", limit=LONGEST_CONTACT)
    internal_reference = LineField("Your own reference (optional)", limit=LONGEST_REFERENCE)

    def __init__(self, *args: Any, obj: Listing | None = None, **named: Any) -> None:
        """Keep the zone of the listing that is edited."""
        super().__init__(*args, obj=obj, **named)
        self.zone = ZoneInfo((obj.time_zone if obj else "") or UNKNOWN_ZONE)

    def fill(self, listing: Listing) -> None:
        """Show the stored moments as days and hours of the listing's zone."""
        opens = listing.opens_at.astimezone(self.zone) if listing.opens_at else None
        closes = listing.closes_at.astimezone(self.zone) if listing.closes_at else None
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
        if day is None:
            return None
        try:
            return datetime.combine(day, at, self.zone).astimezone(UTC)
        except OverflowError:
            return None  # The first or last day there is; the rules ask for another.

    def own_problems(self, now: datetime, *, finished: bool) -> list[RuleError]:
        """See that a chosen day is there and not over."""
        found = super().own_problems(now, finished=finished)
        on_a_date = self.publish.data == LATER
        if finished and on_a_date and not self.opens_on.data:
            found.append(RuleError("Enter the publication date", "opens_on"))
        today = now.astimezone(self.zone).date()
        if on_a_date and self.opens_on.data and self.opens_on.data < today:
            found.append(RuleError("Choose today or a later date", "opens_on"))
        return found
