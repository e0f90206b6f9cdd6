"""What the search page says of a search: what was read and what was let go."""

from __future__ import annotations

from dataclasses import replace

from jobboard.domain.criteria import DEFAULT_SORT, FACETS, SearchCriteria
from jobboard.domain.query import PAY, PLACE, Intent, understand
from jobboard.domain.text import joined
from jobboard.domain.typed import Piece, pieces, retyped
from jobboard.search.contract import SearchPage
from jobboard.web.public.addresses import search_url

# Readings that only lift in ranking get a chip where the filter of the same name could be
# chosen instead; a role and a skill are simply the words.
LIFTED_WITH_CHIP = {PAY, *(facet.name for facet in FACETS if facet.name != "role_family")}

# What "match" sorts by when there are no words to match.
RECOMMENDED = "Recommended"
RECOMMENDED_NOTE = "Recommended puts new jobs first that state pay, then checked employers."


def in_effect(found: SearchPage) -> list[Intent]:
    """Return what was read out of the words and was not let go."""
    gone = {(intent.field, intent.value) for intent in found.relaxed}
    return [i for i in found.reading.intents if (i.field, i.value) not in gone]


def has_chip(intent: Intent) -> bool:
    """Say whether the page shows a reading as something that can be taken away."""
    return intent.hard or intent.field in LIFTED_WITH_CHIP


def lifts(found: SearchPage, intent: Intent) -> bool:
    """Say whether jobs with it come first and the others stay. Pay alone is looked for."""
    if intent.hard:
        return False
    others = (part for part in found.reading.parts if intent not in part.intents)
    asked = (part for part in others if not (part.filters or part.refused or part.piece.excluded))
    return intent.field != PAY or any(asked)


def spelling(criteria: SearchCriteria, found: SearchPage) -> dict[str, str]:
    """Return what was searched for instead of what was typed, and what else may be meant.

    "searched" comes with "typed_url", the search for just what was typed; "meant" with its
    "meant_url". Each pair is there only where there is something to say.
    """
    said: dict[str, str] = {}
    if found.suggestion:
        typed = as_typed(criteria.words, found.suggestion)
        typed_url = search_url(replace(criteria, words=typed))
        said |= {"searched": found.suggestion, "typed_url": typed_url}
    if found.meant:
        meant_url = search_url(replace(criteria, words=found.meant))
        said |= {"meant": found.meant, "meant_url": meant_url}
    return said


def as_typed(words: str, searched: str) -> str:
    """Return the words with those in quotes, which nobody mends, that are not ``searched``."""
    kept = {word for piece in pieces(searched) for word in piece.words}
    return retyped(
        one
        for piece in pieces(words)
        for one in (
            [Piece((word,), loose=word in kept) for word in piece.words]
            if piece.is_wanted_loose
            else [piece]
        )
    )


def plain_words(criteria: SearchCriteria) -> list[dict[str, str]]:
    """Return each phrase taken back to plain words, with the search that reads it again."""
    if not criteria.plain:
        return []
    said: dict[str, dict[str, str]] = {}
    for intent in understand(replace(criteria, plain=())).intents:
        placed = intent.field == PLACE and criteria.place
        if intent.reading in criteria.plain and has_chip(intent) and not placed:
            kept = tuple(reading for reading in criteria.plain if reading != intent.reading)
            again = "Read it as a filter" if intent.hard else "Put jobs with it first"
            url = search_url(replace(criteria, plain=kept))
            # What was typed as "$20/hr" is no words to show.
            phrase = intent.label if intent.field == PAY else intent.phrase
            said.setdefault(phrase, {"phrase": phrase, "text": again, "url": url})
    return list(said.values())


def notes(criteria: SearchCriteria, found: SearchPage) -> list[str]:
    """Return what there is to say of how a search was read and ordered."""
    recommended = not criteria.words and criteria.sort == DEFAULT_SORT and found.total > 1
    said = (
        missing_text(found),
        let_go_text(found),
        reading_text(found),
        first_text(criteria, found),
        RECOMMENDED_NOTE if recommended else "",
    )
    return [text for text in said if text]


def missing_text(found: SearchPage) -> str:
    """Return which words stand in no job, and what the answers are then; "" for none."""
    if not found.missing:
        return ""
    said = f"No job here says {joined([f'“{word}”' for word in found.missing], 'or')}"
    if not found.total:
        return f"{said}."
    kept = any(found.matched.values())
    return f"{said}, so these {'answer part of your search' if kept else 'leave that out'}."


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


def first_text(criteria: SearchCriteria, found: SearchPage) -> str:
    """Return once what a chip that ends in "first" means; "" where there is none."""
    held = {(chip.field, chip.value) for chip in criteria.chips()}
    lifting = [
        intent.label
        for intent in in_effect(found)
        if lifts(found, intent) and has_chip(intent) and (intent.field, intent.value) not in held
    ]
    if not lifting or found.total < 2:
        return ""
    return f"“{lifting[0]} first” means: jobs with it come first, the others stay."
