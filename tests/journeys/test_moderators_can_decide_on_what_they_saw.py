"""A moderator decides on the version that was read, gives a reason, and the employer hears it."""

from __future__ import annotations

import pytest

from tests.support.journeys import moderating, posting
from tests.support.journeys.account import sign_in_to_demo
from tests.support.journeys.people import DEMO_COMPANY, DEMO_EMPLOYER, WAYS, Person, Visit, Way

# A job of the demo that waits for a check. It waits again when the test is over.
WAITING = "Customer care team lead"
REASON = "Title is unclear"
NOTE = "Is this person's team on the phone or at a counter?"


@pytest.mark.parametrize("way", WAYS)
def test_a_moderator_decides_on_the_version_that_was_read(visit: Visit, way: Way) -> None:
    employer = Person(visit, way, DEMO_EMPLOYER)
    sign_in_to_demo(employer, "employers")
    moderator = moderating.moderator(visit, way)
    moderating.take_from_queue(moderator, DEMO_COMPANY)

    posting.open_job(employer, WAITING)
    _take_back_and_send_again(employer)
    moderator.choose("Decision", "Publish").press("Decide and tell the employer", status=409)
    moderator.stands_at("This is no longer as you saw it").go("/moderation/queue")

    moderating.take_from_queue(moderator, DEMO_COMPANY)
    moderator.choose("Decision", "Ask for changes").fill("Note to the employer", NOTE)
    moderator.press("Decide and tell the employer", status=422).reads("Choose a reason")
    assert moderator.page.get_by_label("Note to the employer").input_value() == NOTE
    moderating.ask_for_changes(moderator, REASON, NOTE)

    employer.open_letter(f"Please change: {WAITING}").reads(REASON, NOTE)
    posting.open_job(employer, WAITING)
    employer.reads(REASON, NOTE).follow("Check and publish")
    posting.send_job(employer, WAITING)


def _take_back_and_send_again(employer: Person) -> None:
    employer.follow("Take it back to edit").reads(WAITING).press("Take it back")
    employer.follow("Check and publish")
    posting.send_job(employer, WAITING)
