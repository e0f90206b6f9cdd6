"""Every page passes axe (WCAG 2.2 AA) in light and dark, and fits a screen of 320 pixels.

Twice over: every route there is, on a board with one of everything; and what the site's own
links lead to, on the demo's full pages. A link that leads nowhere fails as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from jobboard.domain.permissions import AccountKind
from tests.house.routes import ROUTES
from tests.house.test_access import path
from tests.support.browser import DESK, HEIGHT, NARROWEST, Visitor, axe_violations, overflow
from tests.support.server import Site
from tests.support.walk import Walker
from tests.support.world import PEOPLE, VISITOR, World

DEMO_PEOPLE: dict[str, AccountKind | None] = {
    "visitor": None,
    "seeker": AccountKind.SEEKER,
    "member": AccountKind.MEMBER,
    "moderator": AccountKind.MODERATOR,
}
# Answers that are no pages: by name, and by the end of their address.
NO_PAGES = frozenset(
    {
        "api.listing",
        "api.search",
        "api_pages.openapi",
        "health.alive",
        "health.ready",
        "public.suggestions",
        "static",
    }
)
NO_PAGE_ENDINGS = (".pdf", ".txt")


@pytest.fixture(scope="module")
def walker(site: Site) -> Walker:
    """The site's addresses, and a way in."""
    return Walker(site)


@pytest.fixture(scope="module")
def world(walker: Walker) -> World:
    """One of everything, in the running site."""
    return walker.settle()


@pytest.mark.parametrize("person", PEOPLE)
def test_every_route_s_page_can_be_used(
    visit: Callable[..., Visitor], walker: Walker, world: World, person: str
) -> None:
    visitor = visit(width=DESK)
    if person != VISITOR:
        walker.become(visitor, world.tokens[person])
    problems = []
    for address in _addresses(walker, world, person):
        answer = visitor.page.goto(walker.site.url + address)
        assert answer is not None
        if answer.status != 200:
            problems.append(f"{address} answers {answer.status}")
        problems.extend(f"{address}: {found}" for found in _look(visitor))
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("person", DEMO_PEOPLE)
def test_every_page_a_link_leads_to_can_be_used(
    visit: Callable[..., Visitor], walker: Walker, person: str
) -> None:
    visitor = visit(width=DESK)
    kind = DEMO_PEOPLE[person]
    if kind is not None:
        walker.sign_in(visitor, kind)
    problems = []
    for address in walker.pages(visitor.page, [f"{walker.site.url}/"]):
        # A visitor's pages are looked at once; for the others what is theirs, and the front door.
        if kind is None or not _is_for_all(walker, address):
            problems.extend(f"{address}: {found}" for found in _look(visitor))
    assert not problems, "\n".join(problems)


def _addresses(walker: Walker, world: World, person: str) -> Iterator[str]:
    """Yield the address of every page that is shown to this person first of all."""
    for endpoint, route in ROUTES.items():
        shown_to = [who for who in PEOPLE if route.get is not None and route.get[who] == 200]
        is_page = endpoint not in NO_PAGES and not route.rule.endswith(NO_PAGE_ENDINGS)
        if is_page and shown_to[:1] == [person]:
            for variant in ({}, *route.variants):
                yield path(walker.app, world, endpoint, route, variant)


def _is_for_all(walker: Walker, address: str) -> bool:
    route = ROUTES.get(walker.endpoint(address) or "")
    return route is not None and route.get is not None and route.get[VISITOR] == 200


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
