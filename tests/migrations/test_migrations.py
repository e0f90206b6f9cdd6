"""The tables are what the migrations make, and the migrations can be walked both ways."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, Connection, ForeignKeyConstraint, UniqueConstraint

from jobboard.extensions import Base, db
from tests import factories
from tests.support.server import Site
from tests.support.source import ROOT

FOLDER = str(ROOT / "migrations")
REVISIONS = [script.revision for script in reversed(list(ScriptDirectory(FOLDER).walk_revisions()))]


def test_revisions_are_numbered_in_one_line() -> None:
    numbered = [f"{number:04}" for number in range(1, len(REVISIONS) + 1)]
    assert numbered == REVISIONS
    files = sorted(path.name[:5] for path in (Path(FOLDER) / "versions").glob("*.py"))
    assert files == [f"{revision}_" for revision in REVISIONS]


def test_migrations_make_what_the_models_say(migrated_app: Flask) -> None:
    upgrade(directory=FOLDER)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert _constraints(connection) == _constraints_of_the_models()


def test_every_migration_can_be_undone_and_done_again(
    migrated_app: Flask, rows_by_table: Callable[[], dict[str, int]]
) -> None:
    upgrade(directory=FOLDER)
    made = set(rows_by_table())
    downgrade(directory=FOLDER, revision="base")
    assert rows_by_table() == {}
    for revision in REVISIONS:
        upgrade(directory=FOLDER, revision=revision)
    assert set(rows_by_table()) == made


def test_migrations_keep_the_rows_there_are(
    migrated_app: Flask, rows_by_table: Callable[[], dict[str, int]]
) -> None:
    """Step back to each revision but the empty start, with rows in place, and come forward."""
    upgrade(directory=FOLDER)
    _populate()
    before = rows_by_table()
    assert min(before[name] for name in ("accounts", "applications", "listings", "resumes")) > 0
    for revision in reversed(REVISIONS[:-1]):
        downgrade(directory=FOLDER, revision=revision)
        kept = rows_by_table()
        upgrade(directory=FOLDER)
        after = rows_by_table()
        assert {name: after[name] for name in kept} == kept
        assert {name: before[name] for name in kept} == kept


@pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
def test_sqlite_is_left_in_the_mode_that_lets_readers_read(migrated_app: Flask) -> None:
    upgrade(directory=FOLDER)
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


@pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
def test_a_migration_waits_for_another_to_finish_its_writing(migrated_app: Flask) -> None:
    file = str(db.engine.url.database)
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE early (id)")
        other.execute("BEGIN IMMEDIATE")
        done = threading.Timer(0.5, other.execute, ["COMMIT"])
        done.start()
        upgrade(directory=FOLDER)
        done.join()
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_two_machines_may_migrate_at_the_same_moment(empty_database: str, tmp_path: Path) -> None:
    site = Site(tmp_path, DATABASE_URL=empty_database)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "flask", "db", "upgrade"],
            cwd=ROOT,
            env=site.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[0].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0], said


def _populate() -> None:
    listing = factories.listing()
    seeker = factories.seeker()
    factories.resume(seeker)
    factories.application(listing, seeker)
    factories.member(listing.company)
    db.session.commit()


def _constraints(connection: Connection) -> set[str]:
    inspector = db.inspect(connection)
    return {
        constraint["name"]
        for table in inspector.get_table_names()
        for constraint in (
            *inspector.get_check_constraints(table),
            *inspector.get_unique_constraints(table),
            *inspector.get_foreign_keys(table),
        )
        if table != "alembic_version"
    }


def _constraints_of_the_models() -> set[str]:
    """Autogeneration does not look at CHECKs, so the names are compared here."""
    kinds = (CheckConstraint, ForeignKeyConstraint, UniqueConstraint)
    return {
        str(constraint.name)
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, kinds)
    }
