"""An application's states and the only moves between them (DOMAIN.md section 3).

No application ends unanswered: ``LETTER_STATES`` names the states whose entry writes to the
seeker, and it holds every end state.
"""

from __future__ import annotations

from enum import StrEnum

from jobboard.domain.errors import MoveNotAllowed
from jobboard.domain.listing import Actor


class ApplicationState(StrEnum):
    """Where an application stands. The words on pages are in ``STATE_WORDS``."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    SHORTLISTED = "shortlisted"
    INTERVIEWING = "interviewing"
    OFFERED = "offered"
    HIRED = "hired"
    UNSUCCESSFUL = "unsuccessful"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


_S = ApplicationState

# The same words for the seeker and for the employer.
STATE_WORDS: dict[ApplicationState, str] = {
    _S.DRAFT: "Not sent yet",
    _S.SUBMITTED: "New",
    _S.REVIEWED: "Reviewed",
    _S.SHORTLISTED: "Shortlisted",
    _S.INTERVIEWING: "Interview",
    _S.OFFERED: "Offered",
    _S.HIRED: "Hired",
    _S.UNSUCCESSFUL: "Not progressing",
    _S.DECLINED: "Offer declined",
    _S.WITHDRAWN: "Withdrawn",
}

_BY_EMPLOYER = {
    (_S.SUBMITTED, _S.REVIEWED),
    (_S.REVIEWED, _S.SHORTLISTED),
    (_S.SHORTLISTED, _S.INTERVIEWING),
    (_S.INTERVIEWING, _S.OFFERED),
    (_S.OFFERED, _S.HIRED),
    (_S.OFFERED, _S.DECLINED),
    (_S.SUBMITTED, _S.UNSUCCESSFUL),
    (_S.REVIEWED, _S.UNSUCCESSFUL),
    (_S.SHORTLISTED, _S.UNSUCCESSFUL),
    (_S.INTERVIEWING, _S.UNSUCCESSFUL),
}
END_STATES = frozenset({_S.HIRED, _S.UNSUCCESSFUL, _S.DECLINED, _S.WITHDRAWN})
OPEN_STATES = frozenset(_S) - END_STATES
_BY_SEEKER = {(_S.DRAFT, _S.SUBMITTED), (_S.OFFERED, _S.DECLINED)} | {
    (state, _S.WITHDRAWN) for state in OPEN_STATES - {_S.DRAFT}
}

MOVES: dict[Actor, frozenset[tuple[ApplicationState, ApplicationState]]] = {
    Actor.MEMBER: frozenset(_BY_EMPLOYER),
    Actor.SEEKER: frozenset(_BY_SEEKER),
    # The board itself opens nothing and ends only what an ended listing left unanswered.
    Actor.SYSTEM: frozenset(
        (source, target) for source, target in _BY_EMPLOYER if target is _S.UNSUCCESSFUL
    ),
}

LETTER_STATES = END_STATES | {_S.SUBMITTED, _S.SHORTLISTED, _S.INTERVIEWING, _S.OFFERED}
# What somebody needs for an interview is told when there is one, not while they are judged.
NEEDS_STATES = frozenset({_S.INTERVIEWING, _S.OFFERED, _S.HIRED})
# The employer sees everything but drafts, in this order.
EMPLOYER_STATES = tuple(state for state in _S if state is not _S.DRAFT)


def check_move(source: ApplicationState, target: ApplicationState, actor: Actor) -> None:
    """Raise MoveNotAllowed unless ``actor`` may take an application from source to target."""
    if (source, target) not in MOVES.get(actor, frozenset()):
        raise MoveNotAllowed(
            f"This application is “{STATE_WORDS[source]}”, "
            f"so it cannot become “{STATE_WORDS[target]}”."
        )


def next_states(source: ApplicationState, actor: Actor) -> list[ApplicationState]:
    """Return the states ``actor`` may move an application to, in the order of the table."""
    allowed = {target for start, target in MOVES.get(actor, frozenset()) if start == source}
    return [state for state in ApplicationState if state in allowed]
