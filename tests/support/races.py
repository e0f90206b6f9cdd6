"""Many at the same moment, on a database of their own with real transactions."""

from __future__ import annotations

import contextvars
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from jobboard import create_app
from jobboard.domain.errors import RuleError
from jobboard.extensions import db
from tests.support.application import make_settings

AT_ONCE = 20


@pytest.fixture
def board(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application with a database that nobody rolls back."""
    if request.config.getoption("--database") == "postgresql":
        server = request.getfixturevalue("postgres_server")
        url = server.create_database().render_as_string(hide_password=False)
    else:
        url = f"sqlite:///{tmp_path / 'races.sqlite3'}"
    board = create_app(make_settings(tmp_path, DATABASE_URL=url))
    with board.app_context():
        db.create_all()
        yield board
        db.session.remove()
        db.engine.dispose()


def all_at_once(board: Flask, *works: Callable[[], Any]) -> Counter[str]:
    """Do every work in a thread and transaction of its own; count how they ended."""
    barrier = Barrier(len(works))

    def attempt(work: Callable[[], Any]) -> str:
        barrier.wait()
        with board.app_context():
            try:
                work()
                db.session.commit()
            except (RuleError, NoResultFound) as refusal:
                db.session.rollback()
                return type(refusal).__name__
            return "done"

    return Counter(in_threads(attempt, works))


def in_threads(work: Callable[[Any], str], things: Any) -> list[str]:
    """Run ``work`` for each thing in a thread whose context is empty."""
    with ThreadPoolExecutor(len(things)) as pool:
        waiting = [pool.submit(contextvars.Context().run, work, thing) for thing in things]
        return [one.result(timeout=60) for one in waiting]


def count(model: type[db.Model], *conditions: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0
