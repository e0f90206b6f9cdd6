"""Search engines behind one contract; settings choose which one a site runs on."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from jobboard.search.contract import SearchEngine
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.postgres.engine import PostgresEngine
from jobboard.search.whoosh_engine import WhooshEngine

INDEX_FOLDER = "search"
POSTGRES_SCHEMES = ("postgresql", "postgres")


class UnknownEngine(ValueError):
    """The setting names no engine of ours."""


def engine_for(search_url: str, data_dir: Path, database_url: str = "") -> SearchEngine:
    """The engine a setting names.

    ``whoosh:`` keeps its index in ``data_dir``, ``whoosh:/some/folder`` in that folder.
    ``postgresql:`` keeps it in the site's own database, ``postgresql://…`` in another one.
    ``plain:`` keeps everything in the memory of one process and is for tests. Raises
    UnknownEngine for anything else.
    """
    parts = urlsplit(search_url)
    if parts.scheme == "whoosh":
        return WhooshEngine(Path(parts.path) if parts.path else data_dir / INDEX_FOLDER)
    if parts.scheme == "plain":
        return PlainEngine()
    if parts.scheme in POSTGRES_SCHEMES:
        address = search_url if parts.netloc or parts.query else database_url
        if urlsplit(address).scheme.partition("+")[0] in POSTGRES_SCHEMES:
            return PostgresEngine(address)
        raise UnknownEngine("SEARCH_URL=postgresql: needs a DATABASE_URL of PostgreSQL.")
    raise UnknownEngine(
        f"SEARCH_URL must begin with whoosh:, postgresql: or plain:, not {search_url!r}."
    )
