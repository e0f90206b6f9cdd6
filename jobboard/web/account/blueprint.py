"""The area itself; its views register on it."""

from flask import Blueprint, Response

from jobboard.web.access import Audience, declare_area

blueprint = declare_area(Blueprint("account", __name__), Audience.EVERYONE)


@blueprint.after_request
def keep_no_copy(response: Response) -> Response:
    """Let no browser or proxy keep these pages: some carry links that open an account."""
    response.headers["Cache-Control"] = "no-store"
    return response
