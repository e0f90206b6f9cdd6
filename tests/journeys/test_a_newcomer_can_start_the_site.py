"""The start command: everything from an empty folder, and again with the data kept."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.support.server import ROOT, Site

START_SECONDS = 120
STOP_SECONDS = 20
# What the start makes in its folder, whatever else it may keep there.
DATABASE = "jobboard.sqlite3"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet, as on a first start."""
    return tmp_path / "board"


def test_the_start_command_makes_a_board_and_starts_it_again(folder: Path) -> None:
    with _started(folder) as (url, output):
        assert _status(f"{url}/") == 200
        assert _status(f"{url}/jobs?arrangement=remote&industry=retail") == 200
    said = output.read_text(errors="replace")
    for kind in ("seeker", "employer", "moderator"):
        assert kind in said.lower(), f"The demo accounts are not told: {said[-2000:]}"
    first = _counts(folder)
    assert min(first.values()) > 0
    with _started(folder) as (url, _):
        assert _status(f"{url}/") == 200
    assert _counts(folder) == first


@contextmanager
def _started(folder: Path) -> Iterator[tuple[str, Path]]:
    """Run the start command until it is interrupted, as by Ctrl-C."""
    output = folder.with_suffix(".log")
    # Given its folder and its port and nothing else, as a newcomer would.
    site = Site(folder)
    settings = {"DATA_DIR": str(folder), "PORT": str(site.port)}
    with output.open("wb") as log:
        process = subprocess.Popen(
            [ROOT / "scripts" / "run"],
            env={**_without_settings(site.environ), **settings},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(site.url, process, output)
            yield site.url, output
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(STOP_SECONDS)


def _without_settings(environ: dict[str, str]) -> dict[str, str]:
    own = set(Site(Path("unused")).settings)
    return {name: value for name, value in environ.items() if name not in own}


def _wait(url: str, process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if _status(f"{url}/readyz") == 200:
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError(f"It did not start: {output.read_text(errors='replace')[-4000:]}")


def _status(url: str) -> int:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return int(answer.status)


def _counts(folder: Path) -> dict[str, int]:
    engine = create_engine(f"sqlite:///{folder / DATABASE}")
    with engine.connect() as connection:
        counts = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("accounts", "companies", "listings", "applications")
        }
    engine.dispose()
    return counts
