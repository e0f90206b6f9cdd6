"""Unit tests cannot reach a database: what needs one is an integration test."""

from __future__ import annotations

from typing import NoReturn

import pytest
from sqlalchemy.engine import Engine


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> NoReturn:
        raise AssertionError("A unit test reached for the database; make it an integration test.")

    monkeypatch.setattr(Engine, "connect", refuse)
    monkeypatch.setattr(Engine, "raw_connection", refuse)
