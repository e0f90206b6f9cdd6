"""What the search page says of a search: what was read, what was let go, why a row is there."""

from __future__ import annotations

from jobboard.domain.query import Intent
from jobboard.domain.text import joined
from jobboard.search.contract import Match, SearchPage

WORDS_OF_FIELDS = {
    "title": "the title",
    "facts": "what the employer listed",
    "company": "the employer's name",
    "place": "the place",
    "body": "the text",
}
MOST_REASONS = 3
# What "match" sorts by when there are no words to match.
RECOMMENDED = "Recommended"
RECOMMENDED_NOTE = "Recommended: newest first, with stated pay and checked employers ahead."


def why(matches: tuple[Match, ...]) -> str:
    """Return why a listing answers: "Found “billing” in the title and “calm” in the text."."""
    reasons = []
    for match in matches[:MOST_REASONS]:
        same = not match.as_term or match.as_term.casefold() == match.word.casefold()
        through = "" if same else f" (as {match.as_term.lower()})"
        reasons.append(f"“{match.word}”{through} in {WORDS_OF_FIELDS[match.field]}")
    return f"Found {joined(reasons)}." if reasons else ""


def in_effect(found: SearchPage) -> list[Intent]:
    """Return what was read out of the words and was not let go."""
    gone = {(intent.field, intent.value) for intent in found.relaxed}
    return [i for i in found.reading.intents if (i.field, i.value) not in gone]


def let_go_text(found: SearchPage) -> str:
    """Return which filters read out of the words were let go, and why; "" for none."""
    if not found.relaxed or not found.total:
        return ""
    gone = joined(f"“{intent.label}”" for intent in found.relaxed)
    kept = [intent.label for intent in in_effect(found) if intent.hard]
    if not kept:
        return f"No job here answers all your words, so these leave out {gone}."
    all_labels = joined([*kept, *(intent.label for intent in found.relaxed)])
    both = "both " if len(kept) + len(found.relaxed) == 2 else "all of "
    return f"No job here is {both}{all_labels}, so these leave out {gone}."


def reading_text(found: SearchPage) -> str:
    """Return what the words were taken for, where that leaves listings out."""
    phrases = list(dict.fromkeys(i.phrase for i in in_effect(found) if i.hard))
    if not phrases:
        return ""
    said = joined(f"“{phrase}”" for phrase in phrases)
    if len(phrases) == 1:
        return f"We read {said} in your words as a filter. Remove it to search for the plain word."
    return f"We read {said} in your words as filters. Remove one to search for the plain word."
