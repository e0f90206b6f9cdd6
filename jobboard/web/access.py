"""Who may reach what: refused by default, opened by area, narrowed by view.

Every blueprint declares its audience once, with ``declare_area``; a view may name another
audience (``open_to``) or a permission in the company (``needs``). What is not declared is
refused, and an undeclared blueprint stops start-up.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar, cast

from flask import Blueprint, Flask, abort, current_app, make_response, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.wrappers import Response

from jobboard import settings
from jobboard.domain.permissions import AccountKind, Permission
from jobboard.web.kept import can_be_kept, kept_page
from jobboard.web.viewer import Viewer, half_signed_in

View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """Who an area or a view is for."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed_in"
    # Signed in with the password, but the second factor is still owed.
    HALF_SIGNED_IN = "half_signed_in"
    # Signed in; a second factor that the rules require need not be set up yet.
    SETTING_UP = "setting_up"
    SEEKER = "seeker"
    MEMBER = "member"
    MODERATOR = "moderator"


_AREAS: dict[str, Audience] = {}
_KINDS = {
    Audience.SEEKER: AccountKind.SEEKER,
    Audience.MEMBER: AccountKind.MEMBER,
    Audience.MODERATOR: AccountKind.MODERATOR,
}


def declare_area(blueprint: Blueprint, audience: Audience) -> Blueprint:
    """Say who a blueprint is for, and return it."""
    _AREAS[blueprint.name] = audience
    return blueprint


def open_to(audience: Audience) -> Callable[[View], View]:
    """Mark a view as being for another audience than its area."""

    def mark(view: View) -> View:
        # A function carries what is said about it; the checker knows no such attribute.
        view.audience = audience  # type: ignore[attr-defined] # read by the guard
        return view

    return mark


def needs(permission: Permission, *, post: Permission | None = None) -> Callable[[View], View]:
    """Mark a view as needing a permission in the company; ``post`` where sending needs more."""

    def mark(view: View) -> View:
        # As above: the attribute is ours.
        view.permissions = {"GET": permission, "POST": post or permission}  # type: ignore[attr-defined] # read by the guard
        return view

    return mark


def init_app(app: Flask) -> None:
    """Refuse every request that no declaration allows, and undeclared areas at start-up."""
    undeclared = set(app.blueprints) - set(_AREAS)
    if undeclared:
        raise RuntimeError(f"These areas declare no audience: {', '.join(sorted(undeclared))}")
    app.before_request(_guard)


def audience_of(endpoint: str) -> Audience | None:
    """Return who an endpoint is for; None means nobody."""
    if endpoint == "static":
        return Audience.EVERYONE
    view = current_app.view_functions.get(endpoint)
    area = endpoint.rpartition(".")[0]
    return getattr(view, "audience", None) or _AREAS.get(area)


def kind_for(path: str) -> AccountKind | None:
    """Return the kind of person that the page at ``path`` is for; None if for several or none."""
    try:
        endpoint, _ = cast(MapAdapter, current_app.create_url_adapter(request)).match(
            path.partition("?")[0], method="GET"
        )
    except HTTPException:
        return None
    audience = audience_of(endpoint)
    return _KINDS.get(audience) if audience else None


def _guard() -> Response | None:
    if request.endpoint is None:
        return None  # The router's own 404 or 405 follows.
    audience = audience_of(request.endpoint)
    if audience is None:
        abort(403)
    if audience is Audience.EVERYONE:
        return None
    person = half_signed_in()
    if person is None:
        return _to_sign_in()
    owed = _owed_step(person, audience) or _owed_company(person)
    if owed is None:
        _check(person, audience)
    return owed


def _to_sign_in() -> Response:
    if can_be_kept():
        return make_response(kept_page(signed_out=True), 401)
    return redirect(url_for("account.sign_in", next=_way_back()))


def _way_back() -> str | None:
    # A forged or late POST must not be replayed after sign-in, so only pages are returned to.
    return request.full_path.rstrip("?") if request.method == "GET" else None


def _owed_step(person: Viewer, audience: Audience) -> Response | None:
    """Return the way to a second factor that is still owed, if one is."""
    if audience is Audience.HALF_SIGNED_IN:
        return None
    if person.owes_code:
        return redirect(url_for("account.second_factor", next=_way_back()))
    if audience is Audience.SETTING_UP:
        return None
    required = settings.current().second_factor_required
    if person.kind is AccountKind.MODERATOR and required and not person.account.totp_confirmed_at:
        return redirect(url_for("account.second_factor_setup"))
    return None


def _owed_company(person: Viewer) -> Response | None:
    """Return the way to signing up a company, from pages that need one, for who has none."""
    if person.kind is not AccountKind.MEMBER or person.member is not None or not _permissions():
        return None
    return redirect(url_for("employer.company_start"))


def _permissions() -> dict[str, Permission]:
    """Return what the view demands in the company, by method."""
    view = current_app.view_functions[request.endpoint or ""]
    return getattr(view, "permissions", {})


def _check(person: Viewer, audience: Audience) -> None:
    kind = _KINDS.get(audience)
    if kind is not None and person.kind is not kind:
        abort(403)
    wanted = _permissions().get("POST" if request.method == "POST" else "GET")
    if wanted is not None and not person.can(wanted):
        abort(403)
