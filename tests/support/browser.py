"""A real Chromium for journeys: pages at the two widths, in light and dark, with script or not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support import tools

PHONE = 390
DESK = 1280
# The narrowest screen WCAG 2.2 asks for (1.4.10).
NARROWEST = 320
HEIGHT = 900
QUICK_MS = 10_000
# The standard the board is held to, best practices included.
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]

Scheme = Literal["light", "dark"]


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Yield a Chromium; root may only run it without its sandbox."""
    found = tools.chromium()
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(found) if found else None, args=flags
        )
        try:
            yield browser
        finally:
            browser.close()


class Visitor:
    """Opens pages of one site as one person, with cookies of their own.

    ``errors`` collects what the browser reports: exceptions of scripts, and anything the
    page's security policy refused.
    """

    def __init__(
        self,
        browser: Browser,
        site_url: str,
        *,
        width: int = DESK,
        script: bool = True,
        scheme: Scheme = "light",
    ) -> None:
        self.errors: list[str] = []
        self.context = browser.new_context(
            base_url=site_url,
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=script,
            color_scheme=scheme,
            has_touch=width == PHONE,
            reduced_motion="reduce",
            locale="en-US",
        )
        self.context.set_default_timeout(QUICK_MS)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)

    def _note(self, message: object) -> None:
        kind, text = message.type, message.text  # type: ignore[attr-defined] # a ConsoleMessage
        if kind == "error" and "Failed to load resource" not in text:
            self.errors.append(text)

    def close(self) -> None:
        """Forget the person."""
        self.context.close()


def axe_violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page as it stands: the rule and the first elements."""
    results = Axe().run(page, options=AXE_OPTIONS)
    return [
        f"{violation['id']}: {violation['help']}; "
        + ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
        for violation in results.response["violations"]
    ]


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    return cast(
        int,
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        ),
    )
