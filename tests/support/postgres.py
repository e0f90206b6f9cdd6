"""A PostgreSQL server for the length of a test run, and databases made on it in milliseconds.

The server runs in a temporary folder, on a unix socket, as ``nobody`` when we are root (it
refuses to run as root). ``TEST_DATABASE_URL`` names a server to use instead of starting one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text

from tests.support import tools

UNPRIVILEGED_USER = "nobody"
# Durability is worth nothing here and costs most of the time.
FAST_AND_UNSAFE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
START_SECONDS = 60


class Server:
    """Where databases can be made: the address of a maintenance database."""

    def __init__(self, url: URL) -> None:
        self.url = url

    def create_database(self, *, template: str | None = None) -> URL:
        """Make an empty database, or a copy of ``template``, and return its address."""
        name = f"test_{uuid.uuid4().hex}"
        self._run(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        return self.url.set(database=name)

    def drop_database(self, url: URL) -> None:
        """Remove a database, whoever is still connected."""
        self._run(f"DROP DATABASE IF EXISTS {url.database} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def running_server() -> Iterator[Server]:
    """Yield a server: the one named by ``TEST_DATABASE_URL``, or one of our own."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield Server(make_url(given).set(drivername="postgresql+psycopg"))
        return
    programs = tools.postgres_programs()
    if programs is None:
        raise tools.MissingTool("No PostgreSQL programs: run `make test`, which installs them.")
    with _own_folder() as folder:
        _run_as_owner(programs / "initdb", "-D", folder / "data", "-U", "tests", "-A", "trust")
        options = f"-k {folder} -c listen_addresses='' {FAST_AND_UNSAFE}"
        control = (programs / "pg_ctl", "-D", folder / "data", "-w", "-t", str(START_SECONDS))
        _run_as_owner(*control, "-o", options, "-l", folder / "log", "start")
        try:
            yield Server(
                URL.create(
                    "postgresql+psycopg",
                    username="tests",
                    database="postgres",
                    query={"host": str(folder)},
                )
            )
        finally:
            _run_as_owner(*control, "-m", "immediate", "stop")


@contextmanager
def _own_folder() -> Iterator[Path]:
    """Yield a new folder that the server's user owns and can reach.

    Directly under the system's temporary folder: the path of a unix socket has to be short.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, UNPRIVILEGED_USER)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run_as_owner(*words: object) -> None:
    subprocess.run(
        [str(word) for word in words],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
        user=UNPRIVILEGED_USER if os.geteuid() == 0 else None,
    )
