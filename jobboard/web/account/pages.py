"""Views."""

from jobboard.web.account.blueprint import blueprint


@blueprint.get("/sign-in")
def sign_in() -> str:
    """Stand in until the page is built."""
    return "sign_in"


@blueprint.post("/sign-out")
def sign_out() -> str:
    """Stand in until the page is built."""
    return "sign_out"


@blueprint.get("/account")
def settings() -> str:
    """Stand in until the page is built."""
    return "settings"


@blueprint.get("/second-factor")
def second_factor() -> str:
    """Stand in until the page is built."""
    return "second_factor"


@blueprint.get("/account/second-factor")
def second_factor_setup() -> str:
    """Stand in until the page is built."""
    return "second_factor_setup"
