"""The table of an application's moves: strict forward steps, no end without a letter."""

from __future__ import annotations

from itertools import product

import pytest

from jobboard.domain.application import (
    END_STATES,
    LETTER_STATES,
    OPEN_STATES,
    STATE_WORDS,
    ApplicationState,
    check_move,
    next_states,
)
from jobboard.domain.errors import MoveNotAllowed
from jobboard.domain.listing import Actor

S, A = ApplicationState, Actor
ALLOWED = {
    A.MEMBER: {
        S.SUBMITTED: {S.REVIEWED, S.UNSUCCESSFUL},
        S.REVIEWED: {S.SHORTLISTED, S.UNSUCCESSFUL},
        S.SHORTLISTED: {S.INTERVIEWING, S.UNSUCCESSFUL},
        S.INTERVIEWING: {S.OFFERED, S.UNSUCCESSFUL},
        S.OFFERED: {S.HIRED, S.DECLINED},
    },
    A.SEEKER: {
        S.DRAFT: {S.SUBMITTED},
        S.SUBMITTED: {S.WITHDRAWN},
        S.REVIEWED: {S.WITHDRAWN},
        S.SHORTLISTED: {S.WITHDRAWN},
        S.INTERVIEWING: {S.WITHDRAWN},
        S.OFFERED: {S.DECLINED, S.WITHDRAWN},
    },
    A.SYSTEM: {
        state: {S.UNSUCCESSFUL}
        for state in (S.SUBMITTED, S.REVIEWED, S.SHORTLISTED, S.INTERVIEWING)
    },
    A.MODERATOR: {},
}


@pytest.mark.parametrize(("source", "target", "actor"), list(product(S, S, A)))
def test_only_the_moves_of_the_table_are_made(source, target, actor) -> None:
    if target in ALLOWED[actor].get(source, set()):
        check_move(source, target, actor)
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(source, target, actor)


def test_no_application_ends_without_a_letter() -> None:
    assert END_STATES <= LETTER_STATES


def test_end_states_cannot_be_left_and_every_open_one_can() -> None:
    for actor in A:
        assert not any(next_states(state, actor) for state in END_STATES)
    assert all(next_states(state, A.SEEKER) for state in OPEN_STATES)


def test_every_state_has_words_and_none_of_them_is_cruel() -> None:
    assert set(STATE_WORDS) == set(S)
    assert not any("reject" in words.lower() for words in STATE_WORDS.values())
