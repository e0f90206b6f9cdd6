"""Serves the site's own styles and scripts as one file each.

At start-up the small source files are joined in a fixed order, so that a page asks for two files
instead of forty and no build step is needed. The address carries a hash of the content: browsers
may keep a file for a year, and a change gets a new address.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request

from jobboard.web.access import Audience, declare_area

HASH_LENGTH = 12
ONE_YEAR_SECONDS = 31_536_000
EXTENSION_KEY = "jobboard.assets"
STYLES_FIRST = ("tokens.css", "base.css", "layout.css")
STYLES_LAST = ("print.css",)

blueprint = declare_area(Blueprint("assets", __name__), Audience.EVERYONE)


@dataclass(frozen=True, slots=True)
class Bundle:
    """One joined file: its bytes, the same gzipped, its media type and a short content hash."""

    plain: bytes
    gzipped: bytes
    media_type: str
    digest: str


def style_sources(static: Path) -> list[Path]:
    """The style files under ``static``, in the order the cascade needs."""
    css = static / "css"
    components = sorted((css / "components").glob("*.css"))
    return [css / name for name in STYLES_FIRST] + components + [css / name for name in STYLES_LAST]


def script_sources(static: Path) -> list[Path]:
    """The script files under ``static``; each stands alone, so any fixed order will do."""
    return sorted((static / "js" / "components").glob("*.js"))


def build(sources: Iterable[Path], media_type: str) -> Bundle:
    """Joins ``sources`` into one bundle. Raises FileNotFoundError when one is missing."""
    plain = b"\n".join(source.read_bytes() for source in sources)
    digest = hashlib.sha256(plain).hexdigest()[:HASH_LENGTH]
    return Bundle(plain, gzip.compress(plain, mtime=0), media_type, digest)


def init_app(app: Flask) -> None:
    """Builds both bundles, registers their routes and tells templates where they are."""
    static = Path(app.static_folder or "static")
    styles = build(style_sources(static), "text/css")
    scripts = build(script_sources(static), "text/javascript")
    app.extensions[EXTENSION_KEY] = {"css": styles, "js": scripts}
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset_css_url"] = f"/assets/site.{styles.digest}.css"
    app.jinja_env.globals["asset_js_url"] = f"/assets/site.{scripts.digest}.js"


@blueprint.get("/assets/site.<string(length=12):digest>.css", endpoint="css")
def css(digest: str) -> Response:
    """The styles whose content hash is ``digest``; 404 for any other hash."""
    return _answer("css", digest)


@blueprint.get("/assets/site.<string(length=12):digest>.js", endpoint="js")
def js(digest: str) -> Response:
    """The scripts whose content hash is ``digest``; 404 for any other hash."""
    return _answer("js", digest)


def _answer(kind: str, digest: str) -> Response:
    bundle: Bundle = current_app.extensions[EXTENSION_KEY][kind]
    if digest != bundle.digest:
        abort(404)
    zipped = bool(request.accept_encodings["gzip"])
    response = Response(bundle.gzipped if zipped else bundle.plain, mimetype=bundle.media_type)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.cache_control.public = True
    response.cache_control.max_age = ONE_YEAR_SECONDS
    response.cache_control.immutable = True
    return response
