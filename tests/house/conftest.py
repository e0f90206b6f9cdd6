"""House rules look at the source, the templates and the routes of the whole application."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.support.application import *
from tests.support.isolation import rolled_back
from tests.support.world import World, make_world


@pytest.fixture(scope="module")
def world(app: Flask) -> Iterator[World]:
    """A board with one of everything. Requests to it are made inside ``undone``."""
    with rolled_back(app):
        yield make_world()
