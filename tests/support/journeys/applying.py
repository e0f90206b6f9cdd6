"""Applying: the answers, the check, the receipt; and the seeker's page of an application."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.support.journeys.people import Person

REFERENCE = re.compile(r"Reference\s+([A-Z0-9-]{6,})")
# A moment like "2 December 2026, 11:59 PM CST".
DATED = re.compile(r"\d{1,2} [A-Z][a-z]+ 20\d\d, \d{1,2}:\d\d [AP]M [A-Z]{3}")
YES_NO = frozenset({"Yes", "No"})


def apply(person: Person, answers: Mapping[str, str]) -> str:
    """Apply for the job that is open, and return the reference. Answers stand by question."""
    person.follow("Apply for this job").stands_at("Your application")
    for question, answer in answers.items():
        if answer in YES_NO:
            person.choose(question, answer)
        else:
            person.fill(question, answer)
    person.press("Continue to check").stands_at("Check your application")
    person.reads(*answers, *answers.values(), person.name)
    person.press("Send application").stands_at("Application sent")
    return reference_on(person)


def reference_on(person: Person) -> str:
    """Return the reference that the page names."""
    found = REFERENCE.search(person.words)
    assert found, f"{person.page.url} names no reference."
    return found[1]


def open_application(person: Person, title: str) -> None:
    """Open an application from the list."""
    person.follow("Applications").stands_at("Your applications")
    person.follow(title, person.page.get_by_role("main")).stands_at(title)


def dated_history(person: Person) -> list[str]:
    """Return what has happened to the application that is open, each with its date, in order."""
    lines = person.page.get_by_role("main").locator("ol.timeline > li").filter(has_text=DATED)
    return lines.locator("strong").all_inner_texts()


def withdraw(person: Person) -> None:
    """Take back the application that is open: what follows is said first, then asked."""
    person.follow("Withdraw").stands_at("Withdraw your application?")
    person.reads("the employer can no longer see your resume", "You can apply again until")
    person.press("Withdraw application").reads("Application withdrawn.")
