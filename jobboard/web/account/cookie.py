"""What the cookie of a browser holds about signing in, and what it keeps between two pages."""

from __future__ import annotations

from flask import request, session
from flask_login import login_user, logout_user

from jobboard.domain.devices import device_words
from jobboard.services.sign_in import NewSignIn
from jobboard.web.viewer import Viewer

# The address typed at one door, to be found at the next. In the cookie, so that it stands neither
# in an address bar nor in a log.
_TYPED_ADDRESS = "typed_address"
_SIGNING_UP = "signing_up"


def begin(new: NewSignIn) -> None:
    """Make this browser the person's: everything it held before goes, form tokens too."""
    session.clear()
    login_user(Viewer(new.token, new.account, new.row, None))
    # The row says how long it lasts; without this the cookie would go with the window.
    session.permanent = True


def end() -> None:
    """Make this browser nobody's."""
    logout_user()
    session.clear()


def device() -> str:
    """Return the device that asks, in words."""
    return device_words(request.user_agent.string)


def remember_address(email: str) -> None:
    """Keep an address for the next form that asks for it."""
    session[_TYPED_ADDRESS] = email


def typed_address() -> str:
    """Return the address typed last in this browser, or nothing."""
    return str(session.get(_TYPED_ADDRESS, ""))


def remember_sign_up(link_hash: str, path: str | None) -> None:
    """Keep that this browser signs up: by which link, and where it was going.

    The cookie can be read by its owner, so this looks the same for addresses that are taken.
    """
    session[_SIGNING_UP] = {"link": link_hash, "next": path}


def signing_up(link_hash: str) -> tuple[bool, str | None]:
    """Say whether this browser asked for the link with this hash, and where it was going."""
    kept = session.get(_SIGNING_UP) or {}
    return kept.get("link") == link_hash, kept.get("next")
