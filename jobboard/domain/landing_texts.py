"""What landing pages say of a kind of work: written for each role, in ``landing_texts.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jobboard.domain import vocabulary

_FILE = Path(__file__).with_suffix(".toml")
# Of any role, where the role has no words of its own.
_OF_ALL = "about"


def text_of(role: str, value: str) -> str:
    """Return what a role is like in an industry, an arrangement or a channel.

    Without words of its own it is what the role is, and what is true there of every role.
    """
    own = _texts().get(role, {}).get(value)
    if own:
        return own
    of_role = vocabulary.term("role-family", role).help
    return " ".join(filter(None, (of_role, _texts()[_OF_ALL].get(value))))


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
