"""A copy of the board can be made and put back; what is no copy is refused."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import NullPool, create_engine, select, text

from jobboard import clock, create_app, settings
from jobboard.cli import copies
from jobboard.domain.retention import LETTER_KEPT
from jobboard.extensions import db
from jobboard.letters.message import Message
from jobboard.models import Account, Letter, Listing
from jobboard.models.letter import LetterState
from jobboard.services.outbox import post
from jobboard.worker.letters import forget_letters
from tests import factories
from tests.support import postgres
from tests.support.application import make_settings
from tests.support.source import ROOT


@pytest.fixture
def on_postgres(postgres_server: postgres.Server) -> Iterator[dict[str, str]]:
    """Settings with everything in one PostgreSQL database, the search index too."""
    url = postgres_server.create_database()
    address = url.render_as_string(hide_password=False)
    yield {"DATABASE_URL": address, "SEARCH_URL": "postgresql:"}
    postgres_server.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def board(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A board with a database of its own, one account and one letter that waits."""
    on_sqlite = request.param == "sqlite"
    environ = {"DATABASE_URL": ""} if on_sqlite else request.getfixturevalue("on_postgres")
    board = create_app(make_settings(tmp_path, **environ))
    with board.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        factories.seeker(email="early@example.org")
        post(Message("test", "early@example.org", "A subject", ()), clock.now())
        db.session.commit()
        yield board
        board.extensions["search"].close()
        db.session.remove()
        db.engine.dispose()


def run(board: Flask, *words: str) -> tuple[int, str]:
    done = board.test_cli_runner().invoke(args=words)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture
def copy(board: Flask, tmp_path: Path) -> str:
    """A copy made before somebody else came."""
    path = str(tmp_path / "a copy?.backup")
    assert run(board, "backup", path)[0] == 0
    factories.seeker(email="late@example.org")
    db.session.commit()
    return path


def test_what_was_there_is_back_and_its_letters_are_held(board, copy) -> None:
    status, said = run(board, "restore", copy, "--yes")
    assert status == 0
    assert "1 letters waited in it and are held." in said
    assert db.session.scalars(select(Account.email)).all() == ["early@example.org"]
    letter = db.session.scalars(select(Letter)).one()
    assert letter.state == LetterState.DEAD
    db.session.commit()
    assert letter.last_error in run(board, "letters", "dead")[1]
    assert "1 letters queued again" in run(board, "letters", "retry")[1]


def test_held_letters_are_kept_however_old_the_copy_is(board, tmp_path) -> None:
    path = str(tmp_path / "a copy.backup")
    assert run(board, "backup", path)[0] == 0
    with time_machine.travel(clock.now() + 2 * LETTER_KEPT):
        assert run(board, "restore", path, "--yes")[0] == 0
        forget_letters()
        assert "1 letters queued again" in run(board, "letters", "retry")[1]


def test_letters_of_the_copy_are_sent_where_that_is_asked_for(board, copy) -> None:
    assert "will be sent" in run(board, "restore", copy, "--yes", "--send-queued")[1]
    assert db.session.scalars(select(Letter.state)).all() == [LetterState.QUEUED]


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE accounts (id)")


@pytest.mark.parametrize(
    "make", [other_database, Path.touch, lambda path: path.write_bytes(b"SQLite format 3" * 99)]
)
def test_what_is_no_copy_of_a_board_changes_nothing(board, tmp_path, make) -> None:
    make(tmp_path / "other")
    status, said = run(board, "restore", str(tmp_path / "other"), "--yes")
    assert (status, "Nothing was changed" in said) == (1, True)
    assert db.session.scalars(select(Account.email)).all() == ["early@example.org"]


@pytest.mark.parametrize("board", ["postgresql"], indirect=True)
def test_a_copy_is_put_back_over_newer_tables_and_another_index(board, tmp_path) -> None:
    kept = factories.listing(title="Kept agent").id
    db.session.commit()
    assert run(board, "reindex")[0] == 0
    path = str(tmp_path / "a copy.backup")
    assert run(board, "backup", path)[0] == 0
    late = factories.listing(title="Late agent").id
    # As a later version would have it, with a tie to a table of the copy.
    db.session.execute(text("CREATE TABLE later (id integer REFERENCES accounts (id))"))
    db.session.commit()
    assert run(board, "reindex")[0] == 0
    assert run(board, "reindex")[0] == 0
    search = board.extensions["search"]
    assert set(search.stamp()) == {kept, late}

    status, said = run(board, "restore", path, "--yes")
    assert (status, "Restored" in said) == (0, True), said
    assert db.session.scalars(select(Listing.id)).all() == [kept]
    assert not db.inspect(db.engine).has_table("later")
    assert run(board, "db", "upgrade")[0] == 0
    assert run(board, "reindex")[0] == 0
    assert set(search.stamp()) == {kept}


@pytest.mark.parametrize("board", ["postgresql"], indirect=True)
def test_a_database_in_use_is_not_waited_for_without_end(board, copy, monkeypatch) -> None:
    monkeypatch.setattr(copies, "LOCK_SECONDS", 1)
    before = db.session.scalars(select(Account.email)).all()
    db.session.commit()
    site_engine = create_engine(db.engine.url, poolclass=NullPool)
    with site_engine.connect() as site:
        assert len(site.scalars(select(Account.email)).all()) == 2
        status, said = run(board, "restore", copy, "--yes")
    assert (status, "stop the site and the worker" in said) == (1, True), said
    assert "Nothing was changed" in said
    assert db.session.scalars(select(Account.email)).all() == before


@pytest.mark.parametrize("board", ["postgresql"], indirect=True)
def test_a_restore_leaves_no_copy_in_a_folder_however_it_ends(board, copy, monkeypatch) -> None:
    folder = settings.current().data_dir
    seen = []
    ran = subprocess.run

    def looked(command: list[str], **given: Any) -> Any:
        if command[0] == "psql":
            seen.append(set(folder.rglob("*")) - before)
        return ran(command, **given)

    before = set(folder.rglob("*"))
    monkeypatch.setattr(subprocess, "run", looked)
    assert run(board, "restore", copy, "--yes")[0] == 0
    assert seen == [set()]
