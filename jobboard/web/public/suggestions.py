"""What the search box offers as one types. Without script nobody asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask import Response, jsonify, request

from jobboard import clock
from jobboard.domain import place_suggestions
from jobboard.domain.criteria import LONGEST_WORDS
from jobboard.extensions import limiter
from jobboard.search.contract import Suggestion
from jobboard.services.indexing import engine
from jobboard.web.limits import network
from jobboard.web.public.addresses import JOBS
from jobboard.web.public.blueprint import blueprint

# A search takes about ten, and an office shares one network.
OFTEN = "600 per minute"
KEPT_SECONDS = 60
# As many words as one thing is usually called by; each try is a question of its own.
MOST_WORDS_COMPLETED = 3


@blueprint.get(f"{JOBS}/suggestions")
@limiter.limit(OFTEN, key_func=network)
def suggestions() -> Response:
    """Answer texts for a box of the search as JSON, best first; the same for everybody.

    Asked with "place" they are places, which stand for themselves, without a kind or a count.
    """
    place = request.args.get("place")
    if place is not None:
        response = jsonify([{"text": text} for text in place_suggestions.beginning(place)])
    else:
        found = _completed(request.args.get("words", ""), clock.now())
        response = jsonify([{"text": s.text, "kind": s.kind, "count": s.count} for s in found])
    response.cache_control.public = True
    response.cache_control.max_age = KEPT_SECONDS
    return response


def _completed(typed: str, now: datetime) -> tuple[Suggestion, ...]:
    """Return what all the words may become, or else the last ones after those before them."""
    words = typed[:LONGEST_WORDS].split()
    first = max(0, len(words) - MOST_WORDS_COMPLETED)
    for start in dict.fromkeys([0, *range(first, len(words))]):
        head, last = words[:start], " ".join(words[start:])
        found = engine().suggest(last.lstrip("-"), now)
        if found:
            minus = last.startswith("-")
            return tuple(
                replace(one, text=" ".join([*head, _refused(one.text) if minus else one.text]))
                for one in found
            )
    return ()


def _refused(text: str) -> str:
    return f'-"{text}"' if " " in text else f"-{text}"
