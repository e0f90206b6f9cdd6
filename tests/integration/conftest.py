"""Integration tests run against a real database, each inside a transaction of its own."""

from __future__ import annotations

import pytest

from tests.support.application import *


@pytest.fixture(autouse=True)
def _isolated(db_session: object) -> None:
    """Give every integration test the rolled-back session, whether it asks or not."""
