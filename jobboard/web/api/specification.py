"""The OpenAPI document: made from the views, their parameters and their schemas."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, current_app
from flask_smorest import Api

from jobboard.settings import Settings
from jobboard.web.api.blueprint import blueprint, pages

OPENAPI_VERSION = "3.1.0"
TERMS = (
    "You may keep and show these facts, in any form, while the listing is open and with a link to "
    "its page. A description is its employer's own: show it unchanged, with the link. Where "
    "source_licence is not empty, that licence holds for the listing."
)
ABOUT = f"""Every listing that is open to applications, found by exactly the criteria of the search
page. {TERMS}"""


class _SiteApi(Api):
    """The library's Api without its error pages: the site has its own."""

    def _register_error_handlers(self) -> None:
        """Leave errors to ``web.errors``."""


def init_app(app: Flask, settings: Settings) -> None:
    """Register the API on the site and collect what its views say of themselves."""
    app.config.update(
        API_TITLE=f"{settings.site_name} listings",
        API_VERSION="1.0",
        OPENAPI_VERSION=OPENAPI_VERSION,
    )
    api = _SiteApi(
        app,
        spec_kwargs={
            "servers": [{"url": settings.base_url}],
            "info": {
                "description": ABOUT,
                "license": {"name": "Terms of this board", "url": f"{settings.base_url}/api#terms"},
                "contact": {"name": settings.site_name, "url": f"{settings.base_url}/help"},
            },
        },
    )
    api.register_blueprint(blueprint)
    app.register_blueprint(pages)
    app.extensions["api"] = api


def specification() -> dict[str, Any]:
    """Return the OpenAPI document of the running application."""
    return cast(dict[str, Any], current_app.extensions["api"].spec.to_dict())
