"""Pages that are only text: help, privacy, accessibility, and what robots may read."""

from __future__ import annotations

from flask import Response, render_template

from jobboard import settings
from jobboard.domain import gazetteer, vocabulary
from jobboard.domain.retention import (
    ALERT_UNANSWERED,
    ALERT_UNCONFIRMED,
    LETTER_KEPT,
    RESUME_HIDDEN,
    RESUME_WARNED,
)
from jobboard.domain.sign_in import SIGNED_IN_FOR
from jobboard.web.public.blueprint import blueprint

ROBOTS = """User-agent: *
Disallow: /my/
Disallow: /employer/
Disallow: /moderation/
Disallow: /account
Disallow: /jobs?
Disallow: /jobs/*?
Allow: /jobs/*?from=
Disallow: /alerts
Disallow: /jobs/suggestions
Allow: /
"""


@blueprint.get("/help")
def help() -> str:
    """Show how the board works, and whom to ask."""
    return render_template("public/help.html", contact=settings.current().mail_from)


@blueprint.get("/privacy")
def privacy() -> str:
    """Show who can see what, and what is kept how long."""
    return render_template(
        "public/privacy.html",
        unconfirmed_days=ALERT_UNCONFIRMED.days,
        unanswered_days=ALERT_UNANSWERED.days,
        warned_days=RESUME_WARNED.days,
        hidden_days=RESUME_HIDDEN.days,
        letter_days=LETTER_KEPT.days,
        signed_in_days=SIGNED_IN_FOR.days,
    )


@blueprint.get("/accessibility")
def accessibility() -> str:
    """Show what we test the site against, and what we know is wrong with it."""
    return render_template(
        "public/accessibility.html",
        attributions=(*vocabulary.attributions(), *gazetteer.attributions()),
    )


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Tell robots to leave private and endless pages alone."""
    return Response(ROBOTS, mimetype="text/plain")
