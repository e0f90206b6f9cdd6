"""Views."""

from jobboard.web.public.blueprint import blueprint


@blueprint.get("/")
def home() -> str:
    """Stand in until the page is built."""
    return "home"


@blueprint.get("/jobs")
def jobs() -> str:
    """Stand in until the page is built."""
    return "jobs"


@blueprint.get("/employers")
def employers() -> str:
    """Stand in until the page is built."""
    return "employers"
