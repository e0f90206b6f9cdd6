"""The page for employers: what posting needs, about how long it takes, and the way in."""

from __future__ import annotations

from flask import render_template

from jobboard.web.public.blueprint import blueprint


@blueprint.get("/employers")
def employers() -> str:
    """Show employers what to expect."""
    return render_template("public/employers.html")
