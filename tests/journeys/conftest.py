"""Journeys: people using the whole site as shipped, in a real browser.

One site with the demo in it and one Chromium serve them all, so they share a process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Visitor, running_browser
from tests.support.server import ROOT, Site

PICTURES = ROOT / "test-results"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all journeys in one process when tests run in several."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember on the test whether it failed, for the picture taken afterwards."""
    report = yield
    if report.when == "call":
        item.failed = report.failed  # type: ignore[attr-defined] # ours to set
    return report


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site as `make run` starts it, with the demo loaded."""
    running = Site(tmp_path_factory.mktemp("site"))
    running.prepare(demo=True)
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with running_browser() as chromium:
        yield chromium


@pytest.fixture
def visit(
    request: pytest.FixtureRequest, browser: Browser, site: Site
) -> Iterator[Callable[..., Visitor]]:
    """Open the site as another person: ``visit(width=PHONE, script=False, scheme="dark")``.

    A failing test leaves a picture of each open page; a script error or anything the security
    policy refused fails it.
    """
    visitors: list[Visitor] = []

    def begin(**wishes: object) -> Visitor:
        visitor = Visitor(browser, site.url, **wishes)  # type: ignore[arg-type] # its keywords
        visitors.append(visitor)
        return visitor

    yield begin
    if getattr(request.node, "failed", False):
        PICTURES.mkdir(exist_ok=True)
        for number, visitor in enumerate(visitors):
            name = f"{request.node.name}-{number}.png".replace("/", "_")
            visitor.page.screenshot(path=PICTURES / name, full_page=True)
    errors = [error for visitor in visitors for error in visitor.errors]
    for visitor in visitors:
        visitor.close()
    assert not errors
