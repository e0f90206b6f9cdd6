"""Views."""

from jobboard.web.employer.blueprint import blueprint


@blueprint.get("/")
def home() -> str:
    """Stand in until the page is built."""
    return "home"


@blueprint.get("/listings/new")
def listing_start() -> str:
    """Stand in until the page is built."""
    return "listing_start"


@blueprint.get("/company")
def company() -> str:
    """Stand in until the page is built."""
    return "company"
