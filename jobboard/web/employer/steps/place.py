"""Where and how: arrangement and place, channels, equipment, training, software."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from jobboard.domain.eligibility import REMOTE
from jobboard.domain.place_guess import advice_on
from jobboard.models import Listing
from jobboard.web.employer.fields import NO, YES, CountField, FromList, ManyOf, OneOf, yes_no
from jobboard.web.employer.steps.base import StepForm
from jobboard.web.forms import LineField, term_choices

MOST_DAYS_ON_SITE = 4
MOST_CONTACTS = 500
MOST_TRAINING_WEEKS = 52
LONGEST_STREET = 120
LONGEST_TOWN = 80
LONGEST_POSTCODE = 12
LONGEST_DETAIL = 160


class PlaceForm(StepForm):
    """Where the job is done, and with what."""

    step = "place"
    details: ClassVar[Mapping[str, tuple[str, str]]] = {
        "has_time_zone_note": ("time_zone_note", "Write which hours people need to share"),
        "has_equipment_note": ("equipment_note", "Write what to know about the equipment"),
    }

    arrangement = OneOf("Where is the work done?", "arrangement")
    hybrid_days = CountField("Days a week on site", most=MOST_DAYS_ON_SITE)
    street = LineField("Street (optional)", limit=LONGEST_STREET)
    town = LineField("Town", limit=LONGEST_TOWN)
    region = FromList("State", term_choices("us-state"))
    country = FromList("Country", term_choices("country"))
    postcode = LineField("ZIP code or postcode (optional)", limit=LONGEST_POSTCODE)
    remote_countries = ManyOf("Where may people live?", "country")
    remote_regions = ManyOf("Only in some states?", "us-state")
    time_zone = FromList("Time zone of the shifts", term_choices("time-zone"))
    has_time_zone_note = yes_no("Must people share certain hours with the team?")
    time_zone_note = LineField("Which hours", limit=LONGEST_DETAIL)
    home_office = ManyOf("What does a home office need? (optional)", "home-office")
    channels = ManyOf("How do customers get in touch?", "channel")
    main_channel = OneOf("Which of these is the main one?", "channel")
    contacts_a_day = CountField("About how many contacts a day? (optional)", most=MOST_CONTACTS)
    equipment_by = OneOf("Who supplies computer, headset and the rest?", "equipment-by")
    has_equipment_note = yes_no("Is there anything to add about the equipment?")
    equipment_note = LineField("What to add", limit=LONGEST_DETAIL)
    training_weeks = CountField("Weeks of training", fewest=0, most=MOST_TRAINING_WEEKS)
    training_paid = yes_no("Is the training paid?")
    training_place = OneOf("Where does training happen?", "training-place")
    ai_at_work = ManyOf("How does software take part?", "ai-at-work")

    def fill(self, listing: Listing) -> None:
        """Show whether training is paid as an answer."""
        super().fill(listing)
        self.training_paid.data = {True: YES, False: NO, None: ""}[listing.training_paid]

    def fact(self, name: str) -> Any:
        """Read whether training is paid from its answer."""
        value = super().fact(name)
        return {YES: True, NO: False}.get(value) if name == "training_paid" else value

    def advice(self) -> str:
        """Tell of a workplace that the map does not have."""
        if self.arrangement.data == REMOTE:
            return ""
        names = (self.town, self.region, self.country, self.postcode)
        return advice_on(*(field.data or "" for field in names))
