"""A person at a browser: finds things by role and label, and looks at every page that opens.

Every page must have one main heading and fit its window. What the browser itself reports is
collected by ``Visitor.errors``.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from tests.support.browser import DESK, PHONE, Visitor, overflow

Visit = Callable[..., Visitor]

PASSWORD = "seven quiet lanterns"
# The doors of the demo, which `make run` prints.
DEMO_PASSWORD = "patient-harbor-teapot-42"
DEMO_SEEKER = "seeker@example.com"
DEMO_SEEKER_NAME = "Ada Reyes"
DEMO_EMPLOYER = "employer@example.com"
DEMO_COMPANY = "Northwind Utilities"
DEMO_MODERATOR = "moderator@example.com"
WORKER_SECONDS = 10
POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody visits: on which width, with script or without. ``word`` is its own."""

    width: int
    script: bool
    word: str


# The words keep the companies and people of the four ways apart on the one site they share.
WAYS = [
    pytest.param(Way(PHONE, True, "Larkfield"), id="390-script"),
    pytest.param(Way(PHONE, False, "Mossgate"), id="390-plain"),
    pytest.param(Way(DESK, True, "Pinehollow"), id="1280-script"),
    pytest.param(Way(DESK, False, "Quayside"), id="1280-plain"),
]


class Person:
    """Somebody who visits the site in one way, in a browser of their own."""

    def __init__(self, visit: Visit, way: Way, email: str = "", name: str = "") -> None:
        self.page: Page = visit(width=way.width, script=way.script).page
        self.way = way
        self.email = email
        self.name = name

    # Moving about

    def go(self, address: str) -> Self:
        """Open an address."""
        return self._arrive(self.page.goto(address))

    def follow(self, words: str, within: Locator | None = None) -> Self:
        """Press the link with exactly these words (what is only read out included)."""
        found = (within or self.page).get_by_role("link", name=words, exact=True)
        return self.press_on(found.first)

    def press(self, words: str, within: Locator | None = None, *, status: int = 200) -> Self:
        """Press the button with exactly these words, which leads to a page of that status."""
        found = (within or self.page).get_by_role("button", name=words, exact=True)
        return self.press_on(found.first, status=status)

    def press_on(self, found: Locator, *, status: int = 200) -> Self:
        """Press something that opens a page."""
        with self.page.expect_navigation() as answer:
            found.click()
        return self._arrive(answer.value, status)

    def _arrive(self, answer: Response | None, status: int = 200) -> Self:
        where = self.page.url
        assert answer is None or answer.status == status, f"{where} answers {answer.status}."
        self.look()
        return self

    def look(self) -> None:
        """See that the page is in order."""
        headings = self.page.locator("h1").all_inner_texts()
        assert len(headings) == 1, f"{self.page.url} has the main headings {headings}."
        wider = overflow(self.page)
        assert wider <= 0, f"{self.page.url} is {wider} pixels too wide."

    # Filling in

    def fill(self, label: str, words: str) -> Self:
        """Type into the field with this label."""
        self.page.get_by_label(_label(label)).fill(words)
        return self

    def pick(self, label: str, choice: str) -> Self:
        """Choose from the list with this label."""
        self.page.get_by_label(_label(label)).select_option(label=choice)
        return self

    def choose(self, question: str, choice: str) -> Self:
        """Choose one of the answers to a question."""
        group = self.page.get_by_role("radiogroup", name=_label(question))
        group.get_by_label(choice, exact=True).check()
        return self

    def tick(self, question: str, *choices: str) -> Self:
        """Tick boxes of a group."""
        group = self.page.get_by_role("group", name=_label(question))
        for choice in choices:
            group.get_by_label(choice, exact=True).check()
        return self

    # Reading

    @property
    def heading(self) -> str:
        """The main heading."""
        return self.page.locator("h1").inner_text()

    @property
    def words(self) -> str:
        """Everything the page says."""
        return self.page.get_by_role("main").inner_text()

    def reads(self, *texts: str | re.Pattern[str]) -> Self:
        """See that the page says all of this."""
        for text in texts:
            expect(self.page.get_by_role("main")).to_contain_text(text)
        return self

    def stands_at(self, heading: str) -> Self:
        """See that this is the page with that main heading."""
        assert self.heading == heading, f"{self.page.url} is “{self.heading}”, not “{heading}”."
        return self

    # Letters

    def open_letter(self, subject: str) -> Self:
        """Open the newest letter to the person about something, once the worker has sent it."""
        self.go("/mailbox")
        row = self.page.get_by_role("row").filter(has_text=self.email)
        self.press_on(row.filter(has_text=subject).first.get_by_role("link"))
        for _ in until(WORKER_SECONDS):
            if self.page.get_by_text("Sent", exact=True).count():
                return self
            self.page.reload()
        raise AssertionError(f"The letter “{subject}” was not sent within {WORKER_SECONDS} s.")


def until(seconds: float) -> Iterator[float]:
    """Yield the seconds gone by, again and again, until so many are over."""
    begun = time.monotonic()
    while (gone := time.monotonic() - begun) <= seconds:
        yield gone
        time.sleep(POLL_SECONDS)


def _label(words: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(words)}( \(optional\))?$")
