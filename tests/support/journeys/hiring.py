"""What an employer does with applicants: opens them, and moves them with a note."""

from __future__ import annotations

from tests.support.journeys.people import Person
from tests.support.journeys.posting import open_job


def open_applicants(employer: Person, title: str) -> None:
    """Open the applicants of a job, from the list of jobs."""
    open_job(employer, title)
    employer.follow("See the applicants").stands_at("Applicants")


def open_new(employer: Person, name: str) -> None:
    """Open a new application; from then on it is reviewed."""
    employer.press(f"{name} (open the new application)").stands_at(name).reads("Reviewed")


def move(employer: Person, name: str, state: str, note: str) -> None:
    """Move the applicant who is open, with a note, after a look at the letter."""
    employer.choose("Move to", state).fill("Your note to the applicant", note)
    employer.press("See the email first").reads(note)
    employer.press(f"Move {name} and send").reads(f"{name} is now under “{state}”")


def open_withdrawn(employer: Person, reference: str) -> None:
    """Open an application that was withdrawn, which bears its reference and no name."""
    tab = employer.page.get_by_role("navigation", name="Applicants by state")
    employer.press_on(tab.get_by_role("link", name="Withdrawn"))
    employer.follow(f"Application {reference}").stands_at(f"Application {reference}")
