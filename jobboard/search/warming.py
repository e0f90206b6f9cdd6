"""Reading, before anybody asks, what a process would otherwise read at its first searches."""

from __future__ import annotations

import gc
from datetime import datetime

from jobboard.domain import vocabulary
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.fit import Profile
from jobboard.search.contract import IndexUnavailable, SearchEngine

_A_PLACE = "Springfield"
_COMMON = ("role-family", "channel", "level")

_PHRASE = '"customer service"'
"""The first phrase loads a part of numpy besides: forty milliseconds."""

_BEGUN, _SLIP = "cust", "custmer"
"""Looked for among all suggestions, and among all words that the index knows."""


def warm(engine: SearchEngine, now: datetime) -> None:
    """Ask for the words of the trade, a place and matches. Without an index nothing happens."""
    try:
        engine.search(SearchCriteria(place=_A_PLACE), now)
        engine.fits(Profile(), now)
        for group in _COMMON:
            for term in vocabulary.terms(group):
                engine.search(SearchCriteria(words=term.label), now)
        for words in (_PHRASE, _SLIP):
            engine.search(SearchCriteria(words=words), now)
        engine.suggest(_BEGUN, now)
    except IndexUnavailable:
        return
    # What is read by now stays: looking for garbage in it would hold up a search at times.
    gc.collect()
    gc.freeze()
