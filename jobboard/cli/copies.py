"""``flask backup`` and ``flask restore``: one file that holds the board's data.

SQLite is copied by its own online backup; PostgreSQL by pg_dump, pg_restore and psql, which
come with every PostgreSQL. The index is not in the file: it is rebuilt from the database.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import click
from flask.cli import with_appcontext
from sqlalchemy import URL, func, select, update

from jobboard import clock, settings
from jobboard.extensions import db
from jobboard.models import Letter
from jobboard.models.letter import LetterState
from jobboard.search.postgres.tables import SCHEMA

HELD = "Held: it waited when the copy that was restored was made."

LOCK_SECONDS = 10
"""Waited for whoever still uses the tables that a copy replaces."""

_LOCK_NOT_AVAILABLE = "55P03"


@click.command("backup")
@click.argument("path", required=False, type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(path: Path | None) -> None:
    """Copy the database to PATH while the site runs."""
    folder = settings.current().data_dir / "backups"
    path = path or folder / f"{clock.now():%Y%m%dT%H%M%SZ}.backup"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    url = db.engine.url
    if url.get_backend_name() == "sqlite":
        _copy_sqlite(Path(url.database or ""), part)
    else:
        apart = f"--exclude-schema={SCHEMA}"
        _run(
            "pg_dump",
            [_address(url), "--format=custom", "--no-owner", apart, f"--file={part}"],
            url.password,
        )
    part.rename(path)
    click.echo(f"Saved {path} ({path.stat().st_size:,} bytes).")


@click.command("restore")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.option("--send-queued", is_flag=True, help="Send the letters that waited in the copy.")
@with_appcontext
def restore(path: Path, yes: bool, send_queued: bool) -> None:
    """Put the database back as it is in PATH. Stop the site and the worker first.

    Letters that waited when the copy was made have most likely been sent since: they are held
    as dead, so that nobody gets them twice.
    """
    if not yes:
        click.confirm("This replaces everything the database holds now. Go on?", abort=True)
    url = db.engine.url
    if url.get_backend_name() == "sqlite":
        _check_sqlite(path)
        db.engine.dispose()
        _copy_sqlite(path, Path(url.database or ""))
    else:
        _restore_postgresql(path, url)
    _tell_of_letters(send=send_queued)
    click.echo(f"Restored {path}. Now run: flask db upgrade, then flask reindex")


def _tell_of_letters(*, send: bool) -> None:
    """Hold the letters that wait, unless they shall be sent, and say how many there are."""
    waiting = Letter.state == LetterState.QUEUED
    count = db.session.scalar(select(func.count()).select_from(Letter).where(waiting)) or 0
    if not send:
        # Kept from now on as long as any letter that was given up, however old the copy is.
        held = {"state": LetterState.DEAD, "last_error": HELD, "next_try_at": clock.now()}
        db.session.execute(update(Letter).where(waiting).values(held))
    db.session.commit()
    if count and send:
        click.echo(f"{count:,} letters wait in it and will be sent.")
    elif count:
        click.echo(f"{count:,} letters waited in it and are held.")
        click.echo("See them: flask letters dead. Send them all the same: flask letters retry")


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _check_sqlite(path: Path) -> None:
    """Refuse a file that is not a whole SQLite database, or not one of a board."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            good = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",) and bool(
                copy.execute("SELECT version_num FROM alembic_version").fetchone()
            )
    except sqlite3.DatabaseError:
        good = False
    if not good:
        raise _refused(path)


def _restore_postgresql(path: Path, url: URL) -> None:
    """All or nothing. What a later version added goes, too: it may hang on tables of the copy."""
    _check_postgresql(path)
    held = db.inspect(db.engine).get_table_names()
    db.engine.dispose()
    quote = db.engine.dialect.identifier_preparer.quote
    names = ", ".join(quote(name) for name in held)
    dropping = f"DROP TABLE {names} CASCADE" if names else "SELECT"
    # Without a name in the folder, so that nothing is left of it however we end.
    with TemporaryFile(dir=settings.current().data_dir) as script:
        # Written out before the first change: a torn copy fails here.
        options = ["--clean", "--if-exists", "--no-owner", f"--exclude-schema={SCHEMA}"]
        _run("pg_restore", [*options, "--file=-", str(path)], into=script)
        script.seek(0)
        at_once = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        waiting = f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'"
        steps = [f"--command={waiting}", f"--command={dropping}", "--file=-"]
        arguments = [_address(url), *at_once, "--set=VERBOSITY=verbose", *steps]
        try:
            _run("psql", arguments, url.password, given=script)
        except click.ClickException as error:
            if _LOCK_NOT_AVAILABLE in error.message:
                raise click.ClickException(
                    "The database is in use: stop the site and the worker, then try again. "
                    "Nothing was changed."
                ) from error
            raise


def _check_postgresql(path: Path) -> None:
    """Refuse a file that pg_dump did not write, or not of a board."""
    try:
        good = " TABLE DATA public alembic_version " in _run("pg_restore", ["--list", str(path)])
    except click.ClickException as error:
        if shutil.which("pg_restore") is None:
            raise
        raise _refused(path) from error
    if not good:
        raise _refused(path)


def _refused(path: Path) -> click.ClickException:
    return click.ClickException(f"{path} is not a whole backup of a board. Nothing was changed.")


def _address(url: URL) -> str:
    address = url.set(drivername="postgresql", password=None).render_as_string()
    return f"--dbname={address}"


def _run(
    program: str,
    arguments: list[str],
    password: str | None = None,
    *,
    given: IO[bytes] | None = None,
    into: IO[bytes] | None = None,
) -> str:
    """Run one of PostgreSQL's own programs; the password travels by environment only.

    It reads from the file ``given`` and writes into the other, or what it writes is returned.
    """
    if shutil.which(program) is None:
        raise click.ClickException(f"{program} is not installed on this machine.")
    done = subprocess.run(  # noqa: S603 - our own program names, no shell
        [program, *arguments],
        env=os.environ | ({"PGPASSWORD": password} if password else {}),
        stdin=given,
        stdout=into or subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise click.ClickException(f"{program} failed:\n{done.stderr.strip()}")
    return done.stdout or ""
