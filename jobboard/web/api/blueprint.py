"""The two blueprints: what programs ask, and what their authors read."""

from __future__ import annotations

from typing import cast

from flask import Blueprint as PlainBlueprint
from flask import Response
from flask_smorest import Blueprint

from jobboard.web.access import Audience, declare_area

VERSION = "v1"

blueprint = Blueprint(
    "api",
    __name__,
    url_prefix=f"/api/{VERSION}",
    description="Listings that are open to applications.",
)
pages = PlainBlueprint("api_pages", __name__, url_prefix="/api")
for made in (blueprint, pages):
    declare_area(cast(PlainBlueprint, made), Audience.EVERYONE)


@blueprint.after_request
def for_any_site(response: Response) -> Response:
    """Let pages of other sites read the answers: they hold nothing that is anybody's own."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    # A listing that is taken down must not live on in a cache.
    response.headers["Cache-Control"] = "no-cache"
    return response
