"""How the pages of this area answer: forms with 422, and sending people on to where they go."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from jobboard.domain.own_pages import own_path
from jobboard.domain.permissions import AccountKind
from jobboard.web.access import kind_for
from jobboard.web.account.fields import PASSWORD_HINT

Answer = Response | str | tuple[str, int]


def form_page(template: str, form: FlaskForm, **context: Any) -> tuple[str, int]:
    """Render a page with a form: 422 if what was sent was refused."""
    status = 422 if request.method == "POST" else 200
    return render_template(template, form=form, password_hint=PASSWORD_HINT, **context), status


def go_to(endpoint: str, **values: Any) -> Response:
    """Send the person to a page after something was done."""
    return redirect(url_for(endpoint, **values), 303)


def wanted_path() -> str | None:
    """Return the page a person was on the way to, if it is one of ours."""
    return own_path(request.args.get("next"))


def landing(kind: AccountKind, path: str | None, *, has_company: bool, is_new: bool) -> str:
    """Return where a person of this kind goes once signed in: ``path``, unless it is not theirs."""
    if path and kind_for(path) in (None, kind):
        return path
    if kind is AccountKind.MEMBER:
        return url_for("employer.home" if has_company else "employer.company_start")
    if kind is AccountKind.MODERATOR:
        return url_for("moderation.queue")
    return url_for("seeker.resumes" if is_new else "seeker.applications")
