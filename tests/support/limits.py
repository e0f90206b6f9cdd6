"""Limits on how often one may try, which tests otherwise do without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from jobboard.extensions import limiter

__all__ = ["rate_limits"]


@pytest.fixture
def rate_limits(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Switch on the limits, which tests otherwise do without; count from nothing.

    The limiter's hooks are lent to the application, which cannot take new ones once it answers.
    """
    scratch = Flask("limits")
    scratch.config.update(RATELIMIT_ENABLED=True, RATELIMIT_STORAGE_URI="memory://")
    limiter.init_app(scratch)
    for hooks in ("before_request_funcs", "after_request_funcs", "teardown_request_funcs"):
        ours, lent = getattr(app, hooks), getattr(scratch, hooks)
        monkeypatch.setitem(ours, None, [*ours[None], *lent[None]])
    limiter.reset()
    yield
    limiter.reset()
    limiter.enabled = False
