"""Why a listing answers a search, in a sentence."""

from __future__ import annotations

from jobboard.domain.text import joined
from jobboard.search.contract import Match

WORDS_OF_FIELDS = {
    "title": "the title",
    "facts": "what the employer listed",
    "company": "the employer's name",
    "place": "the place",
    "body": "the text",
}
# A row on a phone has room for two, and more convince nobody.
MOST_REASONS = 2


def why(matches: tuple[Match, ...]) -> str:
    """Return why a listing answers: "Found “billing” in the title and “calm” in the text."."""
    words: dict[str, str] = {}
    for match in matches:
        same = not match.as_term or match.as_term.casefold() == match.word.casefold()
        through = "" if same else f" (as {match.as_term.lower()})"
        words.setdefault(f"“{match.word}”{through}", WORDS_OF_FIELDS[match.field])
    by_place: dict[str, list[str]] = {}
    for word, place in list(words.items())[:MOST_REASONS]:
        by_place.setdefault(place, []).append(word)
    reasons = [f"{joined(found)} in {place}" for place, found in by_place.items()]
    return f"Found {joined(reasons)}." if reasons else ""
