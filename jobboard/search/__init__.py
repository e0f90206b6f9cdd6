"""Search engines behind one contract; settings choose which one a site runs on."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from jobboard.search.contract import SearchEngine
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.whoosh_engine import WhooshEngine

INDEX_FOLDER = "search"


class UnknownEngine(ValueError):
    """The setting names no engine of ours."""


def engine_for(search_url: str, data_dir: Path) -> SearchEngine:
    """The engine a setting names.

    ``whoosh:`` keeps its index in ``data_dir``, ``whoosh:/some/folder`` in that folder.
    ``plain:`` keeps everything in the memory of one process and is for tests. Raises
    UnknownEngine for anything else.
    """
    parts = urlsplit(search_url)
    if parts.scheme == "whoosh":
        return WhooshEngine(Path(parts.path) if parts.path else data_dir / INDEX_FOLDER)
    if parts.scheme == "plain":
        return PlainEngine()
    raise UnknownEngine(f"SEARCH_URL must begin with whoosh: or plain:, not {search_url!r}.")
