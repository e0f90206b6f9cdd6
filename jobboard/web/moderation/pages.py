"""Views."""

from jobboard.web.moderation.blueprint import blueprint


@blueprint.get("/queue")
def queue() -> str:
    """Stand in until the page is built."""
    return "queue"


@blueprint.get("/companies")
def companies() -> str:
    """Stand in until the page is built."""
    return "companies"
