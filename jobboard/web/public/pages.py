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


@blueprint.get("/help")
def help() -> str:
    """Stand in until the page is built."""
    return "help"


@blueprint.get("/privacy")
def privacy() -> str:
    """Stand in until the page is built."""
    return "privacy"


@blueprint.get("/accessibility")
def accessibility() -> str:
    """Stand in until the page is built."""
    return "accessibility"


@blueprint.get("/employers")
def employers() -> str:
    """Stand in until the page is built."""
    return "employers"
