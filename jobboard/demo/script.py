"""The demo's script: acts in the order of their moments, and who and what has appeared so far."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from jobboard.models import Account, Application, Company, Listing, Resume

CONTENT = Path(__file__).parent / "content"


@dataclass
class World:
    """What exists so far, by the keys of the data files. ``now`` is the present moment."""

    now: datetime
    accounts: dict[str, Account] = field(default_factory=dict)
    companies: dict[str, Company] = field(default_factory=dict)
    listings: dict[str, Listing] = field(default_factory=dict)
    resumes: dict[str, Resume] = field(default_factory=dict)
    applications: dict[tuple[str, str], Application] = field(default_factory=dict)

    def ago(self, days: float) -> datetime:
        """Return the moment so many days before the present one, to the second."""
        return (self.now - timedelta(days=days)).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody does at a moment."""

    at: datetime
    do: Callable[[], object]


def in_order(acts: list[Act]) -> list[Act]:
    """Return the acts by their moments; of the same moment, as they were given."""
    return sorted(acts, key=lambda act: act.at)


def content(name: str) -> dict[str, list[dict[str, Any]]]:
    """Return one of the data files."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))
