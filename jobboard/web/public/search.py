"""The search page: one GET form, true counts, and a reason beside every result."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import render_template, request

from jobboard import clock
from jobboard.domain import here
from jobboard.domain.criteria import DEFAULT_CURRENCY, DEFAULT_SORT, SORTS, SearchCriteria
from jobboard.domain.eligibility import DEFAULT_UNIT
from jobboard.domain.query import PLACE, Intent, understand
from jobboard.search.contract import SearchPage
from jobboard.services.indexing import engine
from jobboard.web.paging import page_number
from jobboard.web.public import search_words
from jobboard.web.public.addresses import JOBS, alert_url, page_urls, search_url
from jobboard.web.public.blueprint import blueprint
from jobboard.web.public.counts import Counts
from jobboard.web.public.search_filters import filter_panel
from jobboard.web.public.search_place import place_view
from jobboard.web.public.search_rows import search_rows
from jobboard.web.public.search_ways import ways_on

MOST_READ_AGAIN = 4
LONGEST_PAY = 12


@blueprint.get(JOBS)
def jobs() -> str:
    """Show the listings that answer, the filters with their counts, and a way on."""
    criteria = _criteria()
    now = clock.now()
    found = engine().search(criteria, now, page_number())
    if not found.suggestion:
        # Without what is left of words typed before.
        criteria = found.reading.typed
    pay_typed, counts = _unread_pay(criteria), Counts(now)
    asked = _in_effect(criteria, found)
    return render_template(
        "public/jobs.html",
        criteria=criteria,
        asked=asked,
        found=found,
        plain_words=search_words.plain_words(criteria),
        place=place_view(criteria, asked, found, counts),
        rows=search_rows(criteria, asked, found, now),
        panel=filter_panel(asked, found, pay_typed),
        chips=(chips := _chips(criteria, found)),
        in_use=sum(chip["filters"] for chip in chips),
        clear_url=search_url(_cleared(criteria, found)),
        hidden=_hidden(criteria, found),
        sorts=_sorts(criteria),
        notes=search_words.notes(criteria, found),
        pay_typed=pay_typed,
        spelling=search_words.spelling(criteria, found),
        asks_nearby=_asks_nearby(asked),
        ways=_ways(criteria, found, counts),
        alert_url=alert_url(criteria),
        page_url=page_urls(criteria),
    )


def _criteria() -> SearchCriteria:
    """Return the search asked for.

    The form says what was ticked only because of the words; where the words changed since and
    do not say it any more, what is still ticked is a filter of its own.
    """
    criteria = SearchCriteria.from_args(request.args)
    before = request.args.getlist("understood")
    if before:
        read = {intent.reading for intent in understand(criteria).intents if intent.hard}
        for reading in before:
            field, _, value = reading.partition("/")
            if reading not in read and value in request.args.getlist(field):
                criteria = criteria.with_(field, value)
    return criteria


def _unread_pay(criteria: SearchCriteria) -> str:
    """Return what was typed as the lowest pay if that is no amount."""
    typed = request.args.get("pay_min", "").strip()[:LONGEST_PAY]
    return typed if criteria.pay_min is None else ""


def _in_effect(criteria: SearchCriteria, found: SearchPage) -> SearchCriteria:
    """Return the filters that the answers passed, whether chosen or read out of the words."""
    return replace(found.reading.criteria, words=criteria.words, sort=criteria.sort)


def _chips(criteria: SearchCriteria, found: SearchPage) -> list[dict[str, Any]]:
    """Return what is asked for besides words, each with the search without it."""
    chosen = criteria.chips()
    held = {(chip.field, chip.value) for chip in chosen}
    chips = [
        {
            "text": chip.label,
            "url": search_url(criteria.without(chip.field, chip.value)),
            "filters": True,
        }
        for chip in chosen
    ]
    for intent in search_words.in_effect(found):
        if (intent.field, intent.value) not in held and search_words.has_chip(intent):
            held.add((intent.field, intent.value))
            url = search_url(found.reading.without(intent))
            lifts = search_words.lifts(found, intent)
            text = f"{intent.label} first" if lifts else intent.label
            chips.append({"text": text, "url": url, "filters": not lifts})
    return chips


def _cleared(criteria: SearchCriteria, found: SearchPage) -> SearchCriteria:
    """Return the search without filters: what was read out of the words is words again.

    Words taken back may be read otherwise, which nobody asked for, either.
    """
    cleared, intents = criteria.cleared(), found.reading.intents
    for _ in range(MOST_READ_AGAIN):
        readings = [intent.reading for intent in intents if search_words.has_chip(intent)]
        if not readings:
            break
        plain = tuple(dict.fromkeys([*cleared.plain, *readings]))
        cleared = replace(cleared, plain=plain)
        intents = understand(cleared).intents
    return cleared


def _hidden(criteria: SearchCriteria, found: SearchPage) -> list[tuple[str, str]]:
    """Return what the form keeps besides its fields.

    Among it is what stands ticked because of the words alone, so that to untick it means to
    take it back to plain words.
    """
    kept = [("plain", reading) for reading in criteria.plain]
    if criteria.plain:
        kept.append(("plain_for", criteria.words))
    if criteria.sort != DEFAULT_SORT:
        kept.append(("sort", criteria.sort))
    if criteria.pay_currency != DEFAULT_CURRENCY:
        kept.append(("pay_currency", criteria.pay_currency))
    if criteria.unit != DEFAULT_UNIT:
        kept.append(("unit", criteria.unit))
    read = (intent for intent in search_words.in_effect(found) if intent.hard)
    return kept + [("understood", i.reading) for i in read if not _is_chosen(criteria, i)]


def _is_chosen(criteria: SearchCriteria, intent: Intent) -> bool:
    if intent.field == PLACE:
        return bool(criteria.place)
    return intent.value in getattr(criteria, intent.field)


def _sorts(criteria: SearchCriteria) -> list[tuple[str, str | None]]:
    """Return the orders with their addresses; the one in use has none."""
    labels = SORTS if criteria.words else {**SORTS, DEFAULT_SORT: search_words.RECOMMENDED}
    return [
        (label, None if key == criteria.sort else search_url(replace(criteria, sort=key)))
        for key, label in labels.items()
    ]


def _asks_nearby(asked: SearchCriteria) -> bool:
    """Say whether jobs near the reader are asked for, whose place we do not know."""
    typed = request.args.get("place", "")
    return not asked.place and (here.is_here(typed) or here.says_here(asked.words))


def _ways(criteria: SearchCriteria, found: SearchPage, counts: Counts) -> dict[str, Any] | None:
    """Return the ways on from a search that finds nothing."""
    if found.total:
        return None
    everything = counts.of(SearchCriteria())
    return {"ways": ways_on(criteria, counts), "everything": everything}
