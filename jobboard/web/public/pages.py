"""Views."""

from jobboard.web.public.blueprint import blueprint


@blueprint.get("/employers")
def employers() -> str:
    """Stand in until the page is built."""
    return "employers"
