"""Every page passes axe (WCAG 2.2 AA) in light and dark, and fits a screen of 320 pixels.

The pages are those the site's own links lead to, as each kind of person. One that no link leads
to is named here with the reason, or fails.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jobboard.domain.permissions import AccountKind
from tests.house.routes import ROUTES
from tests.support.browser import DESK, HEIGHT, NARROWEST, Visitor, axe_violations, overflow
from tests.support.server import Site
from tests.support.walk import Walker

PEOPLE: dict[str, AccountKind | None] = {
    "visitor": None,
    "seeker": AccountKind.SEEKER,
    "member": AccountKind.MEMBER,
    "moderator": AccountKind.MODERATOR,
}
# Pages no link of the site leads to, and why.
NOT_LINKED: dict[str, str] = {}
# Answers that are not pages.
NOT_PAGES = frozenset({"assets.css", "assets.js", "health.alive", "health.ready", "static"})


@pytest.fixture(scope="module")
def walker(site: Site) -> Walker:
    """The site's addresses, and a way in."""
    return Walker(site)


@pytest.fixture(scope="module")
def reached() -> set[str]:
    """The endpoints seen so far."""
    return set()


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_can_be_used(
    visit: Callable[..., Visitor], walker: Walker, reached: set[str], person: str
) -> None:
    visitor = visit(width=DESK)
    kind = PEOPLE[person]
    if kind is not None:
        walker.sign_in(visitor, kind)
    # What a visitor sees is looked at once; for the others only what is theirs.
    known, problems = frozenset(reached), []
    for endpoint in walker.pages(visitor.page, _starts(walker, person)):
        if endpoint in known:
            continue
        reached.add(endpoint)
        problems.extend(f"{endpoint} {visitor.page.url}: {found}" for found in _look(visitor))
    assert not problems, "\n".join(problems)


def test_every_page_was_looked_at(reached: set[str]) -> None:
    expected = {
        endpoint
        for endpoint, route in ROUTES.items()
        if route.get is not None and 200 in route.get.values()
    }
    missed = expected - reached - NOT_PAGES - NOT_LINKED.keys()
    assert not missed


def _starts(walker: Walker, person: str) -> list[str]:
    return [walker.site.url + "/"] + [
        walker.site.url + route.rule
        for route in ROUTES.values()
        if "<" not in route.rule and route.get is not None and route.get[person] == 200
    ]


def _look(visitor: Visitor) -> list[str]:
    """Return what is wrong with the page as it stands, at both widths and in both schemes."""
    page, found = visitor.page, []
    for width, scheme in ((DESK, "light"), (NARROWEST, "light"), (NARROWEST, "dark")):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of its literals
        found.extend(f"{width} px, {scheme}: {words}" for words in axe_violations(page))
        if overflow(page) > 0:
            found.append(f"{width} px: {overflow(page)} pixels too wide")
    page.set_viewport_size({"width": DESK, "height": HEIGHT})
    page.emulate_media(color_scheme="light")
    return found
