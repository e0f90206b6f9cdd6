"""Resumes changed in many windows at the same moment."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from jobboard import clock
from jobboard.extensions import db
from jobboard.models import Account, Resume
from jobboard.queries.resumes import owned_by, resumes_of
from jobboard.services import resumes as services
from tests import factories
from tests.support.races import AT_ONCE, all_at_once, board, count

__all__ = ["board"]


@pytest.fixture
def seeker_id(board: Flask) -> int:
    made = factories.seeker().id
    db.session.commit()
    return made


def add(account_id: int) -> None:
    services.start_resume(db.session.get_one(Account, account_id), "Resume", clock.now())


def added(account_id: int, times: int) -> list[int]:
    for _ in range(times):
        add(account_id)
    found = [resume.id for resume in resumes_of(account_id)]
    db.session.commit()
    return found


def test_the_first_of_many_is_the_default_and_too_many_are_refused(board, seeker_id) -> None:
    ended = all_at_once(board, *[lambda: add(seeker_id)] * AT_ONCE)
    assert ended == {"done": services.MOST_RESUMES, "RuleError": AT_ONCE - services.MOST_RESUMES}
    assert count(Resume) == services.MOST_RESUMES
    assert count(Resume, Resume.is_default) == 1


def test_there_is_one_default_however_many_are_chosen_at_once(board, seeker_id) -> None:
    idents = added(seeker_id, services.MOST_RESUMES)
    works = [
        lambda ident=ident: services.make_default(owned_by(seeker_id, ident)) for ident in idents
    ]
    assert all_at_once(board, *works) == {"done": len(idents)}
    assert count(Resume, Resume.is_default) == 1


def test_what_is_left_has_a_default_when_many_are_deleted_at_once(board, seeker_id) -> None:
    idents = added(seeker_id, services.MOST_RESUMES)
    works = [
        lambda ident=ident: services.delete_resume(owned_by(seeker_id, ident))
        for ident in idents[:-1] * 2
    ]
    ended = all_at_once(board, *works)
    assert ended == {"done": len(idents) - 1, "NoResultFound": len(idents) - 1}
    assert count(Resume, Resume.is_default) == count(Resume) == 1


def test_what_only_the_database_keeps_apart_is_said_and_not_a_failure(app) -> None:
    with app.test_request_context("/my/resumes"):
        text, code = app.handle_user_exception(IntegrityError("", {}, Exception("unique")))
    assert code == 409
    assert "changed at the same moment" in text
