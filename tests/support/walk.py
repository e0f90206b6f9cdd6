"""Walks a running site as one person: every page its links lead to, one of each kind."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import func, select
from werkzeug.exceptions import HTTPException

from jobboard import clock, create_app
from jobboard.domain.permissions import AccountKind, Role
from jobboard.extensions import Base, db
from jobboard.models import Account, Application, Listing, Member, Resume
from jobboard.services.outbox import order_index
from jobboard.settings import Settings
from tests.support import signing_in
from tests.support.browser import Visitor
from tests.support.server import Site
from tests.support.world import World, make_world

# Two of a kind, since the second listing, applicant or step often shows other parts.
OF_EACH_KIND = 2


class Walker:
    """Knows a site's addresses and data from the inside, to walk it from the outside."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.app: Flask = create_app(Settings.from_env(site.environ))

    def endpoint(self, address: str) -> str | None:
        """Return what answers an address of the site, or None if nothing does."""
        parts = urlsplit(address)
        if parts.netloc and parts.netloc != urlsplit(self.site.url).netloc:
            return None
        try:
            found, _ = self.app.url_map.bind("localhost").match(parts.path, method="GET")
        except HTTPException:
            return None
        return str(found)

    def settle(self) -> World:
        """Put one of everything into the site beside what it holds, and into its index."""
        with self.app.app_context():
            world = make_world()
            for thing in world.things.values():
                if isinstance(thing, Listing):
                    order_index(thing.id, clock.now())
            db.session.commit()
            # What is read of them later has to be here: the context ends.
            for thing in world.things.values():
                if isinstance(thing, Base):
                    db.session.refresh(thing)
            db.session.expunge_all()
        return world

    def sign_in(self, visitor: Visitor, kind: AccountKind) -> None:
        """Make a visitor the busiest person of a kind. The sign-in page has its own tests."""
        with self.app.app_context():
            token, _ = signing_in.begin(_busiest(kind))
            db.session.commit()
        self.become(visitor, token)

    def become(self, visitor: Visitor, token: str) -> None:
        """Make a visitor whoever is signed in by a token."""
        client = self.app.test_client()
        signing_in.hold(client, token)
        name = str(self.app.config["SESSION_COOKIE_NAME"])
        kept = client.get_cookie(name)
        assert kept is not None
        visitor.context.add_cookies([{"name": name, "value": kept.value, "url": self.site.url}])

    def pages(self, page: Page, starts: list[str]) -> Iterator[str]:
        """Open page after page and yield the address of each, starting from some."""
        waiting, met, times = deque(starts), set(starts), dict[str, int]()
        while waiting:
            address = waiting.popleft()
            endpoint = self.endpoint(address)
            if endpoint is None or times.get(endpoint, 0) >= OF_EACH_KIND:
                continue
            head = page.context.request.get(address, max_redirects=5)
            if "text/html" not in head.headers.get("content-type", ""):
                continue
            answer = page.goto(address)
            assert answer is not None
            assert answer.status < 400, f"A link to {address} answers {answer.status}."
            times[endpoint] = times.get(endpoint, 0) + 1
            yield page.url
            for link in page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)"):
                plain = str(link).partition("#")[0]
                if plain.startswith(self.site.url) and plain not in met:
                    met.add(plain)
                    waiting.append(plain)


def _busiest(kind: AccountKind) -> int:
    """Return the account of a kind with the most to see."""
    wanted = select(Account.id).where(Account.kind == kind).group_by(Account.id)
    if kind is AccountKind.SEEKER:
        wanted = wanted.join(Resume, Resume.account_id == Account.id).outerjoin(
            Application, Application.seeker_id == Account.id
        )
        wanted = wanted.order_by(func.count(Application.id).desc())
    elif kind is AccountKind.MEMBER:
        wanted = (
            wanted.join(Member, (Member.account_id == Account.id) & (Member.role == Role.OWNER))
            .outerjoin(Listing, Listing.company_id == Member.company_id)
            .outerjoin(Application, Application.listing_id == Listing.id)
            .order_by(func.count(Application.id).desc())
        )
    found = db.session.scalars(wanted.order_by(Account.id)).first()
    assert found is not None, f"The demo has no {kind}."
    return found
