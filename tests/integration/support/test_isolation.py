"""Tests must not see each other's rows, even those the product committed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from jobboard.models import Account
from tests import factories
from tests.support.client import StrictClient


@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_see(
    db_session: scoped_session[Session], turn: int
) -> None:
    assert db_session.scalar(select(func.count()).select_from(Account)) == 0
    factories.seeker(email="someone@example.org")
    db_session.commit()
    db_session.rollback()
    assert db_session.scalar(select(func.count()).select_from(Account)) == 1


def test_each_client_is_somebody_else(
    db_session: scoped_session[Session],
    new_client: Callable[[], StrictClient],
    sign_in: Callable[..., StrictClient],
) -> None:
    seeker, member = factories.seeker(), factories.member()
    one = sign_in(seeker, on=new_client())
    other = sign_in(member, on=new_client())
    assert one.get("/employer/").status_code == 403
    assert other.get("/employer/").status_code == 200
    assert one.get("/employer/").status_code == 403
    assert new_client().get("/employer/").status_code == 302
