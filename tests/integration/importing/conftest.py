"""Postings to import, and the command run on them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

Run = Callable[..., tuple[int, str]]


def posting(ident: str = "1", **fields: Any) -> dict[str, Any]:
    """A made-up posting of the trade."""
    return {
        "id": ident,
        "source": "Sample board",
        "licence": "free to use",
        "title": "Customer Service Representative",
        "description": "You answer customers by phone.You resolve complaints.",
        "hiringOrganization": {"name": "Sample Stores"},
        "jobLocation": [{"address": {"addressCountry": "US", "addressRegion": "TX"}}],
        **fields,
    }


@pytest.fixture
def run(app: Flask, tmp_path: Path) -> Run:
    """Write lines to a file and import it; return the exit code and what was said."""

    def command(lines: list[Any], *options: str) -> tuple[int, str]:
        path = tmp_path / "found.jsonl"
        path.write_bytes(
            b"\n".join(
                line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
            )
        )
        done = app.test_cli_runner().invoke(args=["import-postings", str(path), *options])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    return command
