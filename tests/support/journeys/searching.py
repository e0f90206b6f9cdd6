"""Looking for jobs: by words, and by the filters, which are one form."""

from __future__ import annotations

import re

from playwright.sync_api import Locator

from tests.support.journeys.people import Person


def search(person: Person, words: str) -> None:
    """Search by words."""
    person.go("/jobs").fill("Job, skill or employer", words).press("Search jobs")


def filter_by(person: Person, **wanted: str) -> None:
    """Choose values of the filters, by the groups' names with _ for a space, and show the jobs."""
    main = person.page.get_by_role("main")
    for group, value in wanted.items():
        box = main.get_by_role("checkbox", name=re.compile(rf"^{value}\b"), include_hidden=True)
        legend = group.replace("_", " ").capitalize()
        for summary in (re.compile(r"^Filters"), legend):
            if not box.first.is_visible():
                main.locator("summary").filter(has_text=summary).click()
        box.first.check()
    person.press("Show jobs")


def result(person: Person, title: str, company: str) -> Locator:
    """Return the link of a result."""
    rows = person.page.get_by_role("main").get_by_role("listitem")
    return rows.filter(has_text=company).get_by_role("link", name=title, exact=True)
