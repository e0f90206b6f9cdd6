"""An employer comes to the board, posts a job, mends it as a moderator asks, and it is found."""

from __future__ import annotations

import re
import time

import pytest

from tests.support.journeys import moderating, posting
from tests.support.journeys.people import WAYS, Person, Visit, Way, until
from tests.support.journeys.searching import result, search

# What the board promises: found so many seconds after a moderator's decision.
FOUND_SECONDS = 5
REASON = "Description is too short"
ASKED = "Say who is on call on Saturdays."
# States are named in full or, in lines with many facts, by their two letters.
ONE_OF_THE_STATES = re.compile(r"live in.*\b(Texas|TX)\b")
MENDED = "On Saturdays a shift lead is on call from eight to four."


@pytest.mark.parametrize("way", WAYS)
def test_an_employer_can_post_a_job_and_mend_it(visit: Visit, way: Way) -> None:
    employer = posting.employer_of(visit, way)
    posting.sign_up_with_company(employer)
    posting.write_job(employer)
    _check_and_preview(employer)
    posting.send_job(employer)

    moderator = moderating.moderator(visit, way)
    moderating.take_from_queue(moderator, posting.company_of(way), "First listing")
    moderating.ask_for_changes(moderator, REASON, ASKED)
    _mend(employer)

    moderating.take_from_queue(moderator, posting.company_of(way), "Sent again after changes")
    moderator.reads(MENDED)
    decided = time.monotonic()
    moderating.publish(moderator)
    assert _seconds_until_found(visit, way, decided) <= FOUND_SECONDS
    employer.open_letter(f"Published: {posting.TITLE}")
    posting.open_job(employer)
    employer.reads("Live")


def _check_and_preview(employer: Person) -> None:
    employer.reads("$21.50", ONE_OF_THE_STATES, *posting.MUST_SKILLS, posting.QUESTION)
    employer.follow("Preview as seekers see it").stands_at(posting.TITLE)
    employer.reads("A preview", "$21.50", ONE_OF_THE_STATES, *posting.MUST_SKILLS)
    employer.follow("Back").follow("Check and publish").stands_at("Check and publish")


def _mend(employer: Person) -> None:
    """Read what was asked, by letter and on the page, change the text and send it again."""
    employer.open_letter(f"Please change: {posting.TITLE}").reads(REASON, ASKED)
    employer.press_on(employer.page.get_by_role("link", name="/employer/listings/"))
    employer.stands_at(posting.TITLE).reads(REASON, ASKED)
    employer.follow("The job").fill("Describe the job", f"{posting.DESCRIPTION}\n\n{MENDED}")
    employer.press("Save and continue")
    posting.open_job(employer)
    employer.follow("Check and publish").reads(MENDED, ASKED)
    posting.send_job(employer)


def _seconds_until_found(visit: Visit, way: Way, decided: float) -> float:
    """Search as a passer-by, again and again; return the seconds since the decision."""
    passer_by = Person(visit, way).go("/jobs")
    for _ in until(2 * FOUND_SECONDS):
        search(passer_by, f"specialist {way.word}")
        if result(passer_by, posting.TITLE, posting.company_of(way)).count():
            break
    return time.monotonic() - decided
