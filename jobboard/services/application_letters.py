"""Which letter a move of an application writes, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from jobboard.domain.application import LETTER_STATES, ApplicationState
from jobboard.domain.listing import Actor
from jobboard.letters import applications as letters
from jobboard.letters.message import Message
from jobboard.models import Account, Application
from jobboard.queries import applications as queries
from jobboard.services.outbox import post

_S = ApplicationState
_ANSWERS: dict[ApplicationState, Callable[[Application, str], Message]] = {
    _S.REVIEWED: letters.application_reviewed,
    _S.SHORTLISTED: letters.application_shortlisted,
    _S.INTERVIEWING: letters.application_interviewing,
    _S.OFFERED: letters.application_offered,
    _S.HIRED: letters.application_hired,
    _S.UNSUCCESSFUL: letters.application_unsuccessful,
    _S.DECLINED: letters.offer_declined,
    _S.WITHDRAWN: letters.application_withdrawn,
}


def letter_for(
    application: Application, target: ApplicationState, actor: Actor, note: str
) -> Message | None:
    """Return the letter that a move writes to the seeker; None where it writes none.

    ``application`` has its listing, company and seeker loaded. A note always travels: a move
    that is silent by itself writes when it carries one.
    """
    if target is _S.SUBMITTED:
        return letters.application_sent(application)
    if target not in LETTER_STATES and not note:
        return None
    if target is _S.UNSUCCESSFUL and actor is Actor.SYSTEM:
        return letters.application_unanswered(application, note)
    return _ANSWERS[target](application, note)


def write_letters(application_id: int, actor: Actor, now: datetime, note: str) -> None:
    """Post what the move just made owes: to the seeker, and to the company of a seeker's move."""
    application = queries.with_parties(application_id)
    state = _S(application.state)
    message = letter_for(application, state, actor, note)
    if message is not None:
        post(message, now)
    if actor is Actor.SEEKER:
        arrived = state is _S.SUBMITTED
        letter = letters.application_arrived if arrived else letters.application_left
        _tell_members(application, letter, now)


def _tell_members(
    application: Application, letter: Callable[[Application, Account], Message], now: datetime
) -> None:
    for member in queries.members_to_tell(application.listing.company_id):
        post(letter(application, member), now)
