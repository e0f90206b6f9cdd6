"""Views."""

from jobboard.web.seeker.blueprint import blueprint


@blueprint.get("/resumes")
def resumes() -> str:
    """Stand in until the page is built."""
    return "resumes"
