"""What the search box offers as one types. Without script nobody asks for it."""

from __future__ import annotations

from flask import Response, jsonify, request

from jobboard import clock
from jobboard.extensions import limiter
from jobboard.services.indexing import engine
from jobboard.web.limits import network
from jobboard.web.public.addresses import JOBS
from jobboard.web.public.blueprint import blueprint

# A search takes about ten, and an office shares one network.
OFTEN = "600 per minute"
KEPT_SECONDS = 60


@blueprint.get(f"{JOBS}/suggestions")
@limiter.limit(OFTEN, key_func=network)
def suggestions() -> Response:
    """Answer texts for the search box as JSON, best first; the same for everybody."""
    found = engine().suggest(request.args.get("words", ""), clock.now())
    response = jsonify([{"text": s.text, "kind": s.kind, "count": s.count} for s in found])
    response.cache_control.public = True
    response.cache_control.max_age = KEPT_SECONDS
    return response
