"""Seekers build a resume, find a job, apply, hear back, good or bad, and may step back."""

from __future__ import annotations

import pytest

from tests.support.journeys import applying, hiring, moderating, posting
from tests.support.journeys.account import sign_in, sign_in_to_demo, sign_up_as_seeker
from tests.support.journeys.people import (
    DEMO_COMPANY,
    DEMO_EMPLOYER,
    DEMO_SEEKER,
    DEMO_SEEKER_NAME,
    WAYS,
    Person,
    Visit,
    Way,
)
from tests.support.journeys.resume import build_resume
from tests.support.journeys.searching import filter_by, open_result, result, search

PROOFS = {
    "Empathy": "Sat with a guest whose bags were lost until the airline had found them.",
    "De-escalation": "Calmed a group whose rooms were sold twice, and found them others.",
    "Written communication": "Rewrote our twelve answers to guests so that nobody asks again.",
}
INVITING = "Can you talk with us on Thursday at ten?"
DECLINING = "We look for somebody who has worked with claims before."
# A job of the demo, and what it asks.
ELSEWHERE = "Billing and payments representative"
ASKED_ELSEWHERE = {
    "Can you come to our Columbus office on Tuesdays and Thursdays?": "Yes",
    "Can you work the late shift every third week?": "No",
    "Tell us about a time you explained something about money to somebody who was upset.": (
        "A guest was charged twice. I went through the bill with her line by line."
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_seeker_can_apply_be_shortlisted_and_withdraw_elsewhere(visit: Visit, way: Way) -> None:
    employer = _employer_with_open_job(visit, way)
    seeker = Person(visit, way, f"maya@{way.word.lower()}.example", f"Maya {way.word}")
    sign_up_as_seeker(seeker)
    build_resume(seeker, PROOFS)

    filter_by(seeker, "Industry", posting.INDUSTRY, "Where you work", "Remote")
    open_result(seeker, posting.TITLE, posting.company_of(way))
    seeker.reads("How you match", "3 of 3 must-haves")
    reference = applying.apply(seeker, {posting.QUESTION: "Yes"})
    seeker.open_letter(f"Application sent: {posting.TITLE}").reads(reference, posting.QUESTION)

    _answer(employer, seeker, "Shortlisted", INVITING)
    seeker.open_letter(f"You are shortlisted: {posting.TITLE}").reads(INVITING, reference)
    applying.open_application(seeker, posting.TITLE)
    seeker.reads("Shortlisted", INVITING, reference)
    assert applying.dated_history(seeker) == ["Sent", "Reviewed", "Shortlisted"]

    _withdraw_elsewhere(seeker, visit)


@pytest.mark.parametrize("way", WAYS)
def test_a_seeker_is_told_why_it_goes_no_further(visit: Visit, way: Way) -> None:
    employer = _employer_with_open_job(visit, way)
    seeker = Person(visit, way, DEMO_SEEKER, DEMO_SEEKER_NAME)
    sign_in_to_demo(seeker, "seekers")
    search(seeker.follow("Find jobs"), f"specialist {way.word}")
    open_result(seeker, posting.TITLE, posting.company_of(way))
    reference = applying.apply(seeker, {posting.QUESTION: "No"})

    _answer(employer, seeker, "Not progressing", DECLINING)
    seeker.open_letter(f"About your application: {posting.TITLE}").reads(DECLINING, reference)
    seeker.go(f"/my/applications/{reference}").reads("Not progressing", DECLINING)
    assert applying.dated_history(seeker) == ["Sent", "Reviewed", "Not progressing"]


def _employer_with_open_job(visit: Visit, way: Way) -> Person:
    """Return the employer, signed in: with the job of the employers' journey, or a new one."""
    employer = posting.employer_of(visit, way)
    search(employer.go("/jobs"), f"specialist {way.word}")
    if result(employer, posting.TITLE, posting.company_of(way)).count():
        sign_in(employer, "employers")
        return employer
    posting.sign_up_with_company(employer)
    posting.write_job(employer)
    posting.send_job(employer)
    moderator = moderating.moderator(visit, way)
    moderating.take_from_queue(moderator, posting.company_of(way))
    moderating.publish(moderator)
    return employer


def _answer(employer: Person, seeker: Person, state: str, note: str) -> None:
    """Open the seeker's new application and move it, with a note."""
    hiring.open_applicants(employer, posting.TITLE)
    hiring.open_new(employer, seeker.name)
    employer.reads(posting.QUESTION)
    hiring.move(employer, seeker.name, state, note)


def _withdraw_elsewhere(seeker: Person, visit: Visit) -> None:
    """Apply for another job and take it back; its employer sees that, and no more."""
    search(seeker.follow("Find jobs"), ELSEWHERE)
    open_result(seeker, ELSEWHERE, DEMO_COMPANY)
    reference = applying.apply(seeker, ASKED_ELSEWHERE)
    seeker.follow("See your application").stands_at(ELSEWHERE)
    applying.withdraw(seeker)
    seeker.stands_at(ELSEWHERE).reads("Withdrawn")
    seeker.open_letter(f"Application withdrawn: {ELSEWHERE}").reads(reference)

    employer = Person(visit, seeker.way, DEMO_EMPLOYER)
    sign_in_to_demo(employer, "employers")
    employer.open_letter(f"An applicant stepped back: {ELSEWHERE}").reads(reference)
    hiring.open_applicants(employer, ELSEWHERE)
    hiring.open_withdrawn(employer, reference)
    employer.reads("The applicant withdrew on")
    assert seeker.name not in employer.words
    assert not any(answer in employer.words for answer in ASKED_ELSEWHERE.values() if " " in answer)
