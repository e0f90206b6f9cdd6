"""Looking for jobs: by words, and by the filters, which belong to one form."""

from __future__ import annotations

import re

from playwright.sync_api import Locator

from tests.support.journeys.people import Person


def search(person: Person, words: str) -> None:
    """Search by words on the page of the jobs, which is open."""
    person.fill("Job, skill or employer", words).press("Search jobs")


def filter_by(person: Person, *wanted: str) -> None:
    """Show the jobs of some values of the filters: ``wanted`` is group, value, group, value."""
    person.follow("Find jobs")
    main = person.page.get_by_role("main")
    for group, value in zip(wanted[::2], wanted[1::2], strict=True):
        choices = main.get_by_role("group", name=group, exact=True, include_hidden=True)
        box = choices.get_by_role("checkbox", name=_counted(value), include_hidden=True)
        # On a phone the filters fold behind one button, which wide screens have not; each
        # group folds on both.
        for name in ("Filters", group):
            fold = main.locator("summary").filter(has_text=re.compile(rf"^\s*{name}"))
            if not box.is_visible() and fold.is_visible():
                fold.click()
        box.check()
    person.press("Show jobs")


def _counted(value: str) -> re.Pattern[str]:
    """Return what a value is called with the number of its jobs."""
    return re.compile(rf"^{re.escape(value)} [0-9,]+ jobs?$")


def result(person: Person, title: str, company: str) -> Locator:
    """Return the links of this title to a company's jobs among the results."""
    rows = person.page.get_by_role("main").get_by_role("listitem")
    return rows.filter(has_text=company).get_by_role("link", name=title, exact=True)


def open_result(person: Person, title: str, company: str) -> None:
    """Open a result."""
    person.press_on(result(person, title, company).first).stands_at(title).reads(company)
