"""What every kind of test shares: which database is meant, and no way off this machine.

The application itself is in `tests.support.application`, taken in by the kinds of test that may
have it. Unit tests may not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import pytest

from tests.support import network, postgres

DATABASES = ("sqlite", "postgresql")

# A busy machine must not fail a test, and a check of a change must be the same when repeated.
hypothesis.settings.register_profile(
    "board", deadline=None, derandomize="CI" in os.environ, print_blob=True
)
hypothesis.settings.load_profile("board")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the command line say which database the application runs on."""
    parser.addoption(
        "--database",
        choices=DATABASES,
        default=os.environ.get("TEST_DATABASE", "sqlite"),
        help="the database behind the `app` fixture",
    )


@pytest.fixture(scope="session", autouse=True)
def _this_machine_only() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        network.allow_only_this_machine(monkeypatch)
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL server that lasts as long as this process."""
    with postgres.running_server() as server:
        yield server
