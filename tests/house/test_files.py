"""Standing rules for the project's files: what must not be in any of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.support.source import ROOT, our_files

# Written in pieces, so that this file does not break its own rule.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:" + "work|root|farm|tm" + "p|home/[a-z]+)/[a-z]")
REGISTRY = re.compile(r"https?://[^\s\"']*(?:pypi|registry|/simple/|npmjs|pythonhosted)")
UNFINISHED = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|X" + r"XX)\b")
# Whatever silences a checker names its rule and says why.
SILENCED = re.compile(
    r"#\s*(?:type:\s*ignore(?!\[[a-z,-]+\] # \w)|noqa(?!: [A-Z]+\d+ - \w)|nosec|pragma)"
)
LARGEST_BYTES = 1_500_000
READ_AS_TEXT = frozenset(
    {
        "", ".cfg", ".css", ".html", ".ini", ".js", ".json", ".lock", ".mako", ".md", ".py",
        ".svg", ".toml", ".txt", ".xml", ".yml",
    }
)  # fmt: skip


def test_a_file_stands_for_itself() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {problem}" for path in our_files() for problem in _wrong(path)
    ]
    assert not wrong


def test_every_dependency_of_the_product_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for lock, wanted in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-test.lock", project["optional-dependencies"]["test"]),
    ):
        locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), re.MULTILINE))
        names = {re.split(r"[\[<>=]", name)[0] for name in wanted}
        assert not names - locked, f"Run `make lock`: {lock} lacks {sorted(names - locked)}."


def test_the_test_set_has_the_product_s_versions() -> None:
    """Either set may be installed first; the other must then change nothing."""
    pin = re.compile(r"^([a-z0-9-]+==\S+)", re.MULTILINE)
    product = set(pin.findall((ROOT / "requirements.lock").read_text()))
    tests = set(pin.findall((ROOT / "requirements-test.lock").read_text()))
    assert product <= tests


def _wrong(path: Path) -> Iterator[str]:
    if path.stat().st_size > LARGEST_BYTES:
        yield "is too large"
    if ".min." in path.name:
        yield "is somebody else's; such files come as managed dependencies"
    if path.suffix not in READ_AS_TEXT:
        return
    text = path.read_text(errors="replace")
    for rule in (MACHINE_PATH, REGISTRY, UNFINISHED, SILENCED):
        found = rule.search(text)
        if found is not None:
            yield repr(text[max(0, found.start() - 40) : found.end() + 40])
