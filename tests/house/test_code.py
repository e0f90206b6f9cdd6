"""Standing rules for the product's Python, each checked on its syntax tree.

Import directions are contracts in pyproject.toml; what a contract cannot say stands here.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

import grimp
import pytest

from tests.support.source import Module, is_view, length, modules, sizes

# Longer than this and a thing is looked at again (docs: sizes to aim at).
MOST_LINES = {"file": 400, "function": 60, "view": 45}
AIM = {"file": (80, 220), "function": (8, 28), "view": (14, 30)}

# The one place of the web that commits, and the two that have no request. What the search engine
# commits is its own index, never the database.
MAY_COMMIT = ("jobboard.web.transactions", "jobboard.worker", "jobboard.cli", "jobboard.search")
# What only exists while a request is answered.
OF_A_REQUEST = frozenset({"request", "session", "g", "current_user", "url_for", "flash"})
# Letters name pages of the site, so they may ask for an address; nothing else of a request.
MAY_NAME_PAGES = "jobboard.letters"


def every_module() -> list[pytest.param]:
    return [pytest.param(module, id=module.name) for module in modules()]


@pytest.mark.parametrize("module", every_module())
def test_own_code_is_imported_at_the_top_of_a_module(module: Module) -> None:
    inside = [
        f"{module.place}:{node.lineno}"
        for function in module.functions()
        for node in ast.walk(function)
        if _imported(node).startswith("jobboard")
    ]
    assert not inside


@pytest.mark.parametrize("module", every_module())
def test_only_the_edge_commits(module: Module) -> None:
    if module.name.startswith(MAY_COMMIT):
        return
    commits = [
        f"{module.place}:{node.lineno}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
    ]
    assert not commits, "Services flush; web/transactions, the worker and the commands commit."


@pytest.mark.parametrize("module", every_module())
def test_nothing_below_the_web_knows_of_a_request(module: Module) -> None:
    if module.name.startswith("jobboard.web"):
        return
    allowed = {"url_for"} if module.name.startswith(MAY_NAME_PAGES) else set()
    known = [
        f"{module.place}:{node.lineno} {name}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("flask")
        for name in sorted(({alias.name for alias in node.names} & OF_A_REQUEST) - allowed)
    ]
    assert not known


@pytest.mark.parametrize(
    "module", [pytest.param(module, id=module.name) for module in modules("jobboard.domain")]
)
def test_the_rules_stand_on_the_standard_library_alone(module: Module) -> None:
    foreign = [
        f"{module.place}:{node.lineno} {name}"
        for node in ast.walk(module.tree)
        if (name := _imported(node))
        and not name.startswith("jobboard.domain")
        and name.partition(".")[0] not in sys.stdlib_module_names
    ]
    assert not foreign


@pytest.mark.parametrize(
    "module", [pytest.param(module, id=module.name) for module in modules("jobboard.domain")]
)
def test_the_rules_are_told_the_time(module: Module) -> None:
    asked = [
        f"{module.place}:{node.lineno}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("now", "today", "utcnow", "time", "monotonic")
    ]
    assert not asked, "The clock is handed in."


@pytest.mark.parametrize("module", every_module())
def test_nothing_is_too_long_to_read(module: Module) -> None:
    assert module.lines <= MOST_LINES["file"], f"{module.place} has {module.lines} lines."
    long = [
        f"{module.place}:{function.lineno} {function.name} has {length(function)} lines"
        for function in module.functions()
        if length(function) > MOST_LINES["view" if is_view(function) else "function"]
    ]
    assert not long


@pytest.mark.parametrize("what", sorted(AIM))
def test_most_things_are_short(what: str) -> None:
    median, ninetieth = AIM[what]
    measured = sizes()[what]
    assert measured.median <= median, measured
    assert measured.ninetieth <= ninetieth, measured


def test_no_module_imports_itself_through_others() -> None:
    knots = [sorted(knot) for knot in _knots() if len(knot) > 1]
    assert not knots


def _imported(node: ast.AST) -> str:
    if isinstance(node, ast.ImportFrom):
        return node.module or ""
    return node.names[0].name if isinstance(node, ast.Import) else ""


def _knots() -> Iterator[set[str]]:
    """Yield the groups of modules that reach each other through their imports."""
    graph = grimp.build_graph("jobboard", cache_dir=None)
    below = {module: graph.find_downstream_modules(module) | {module} for module in graph.modules}
    for module in sorted(graph.modules):
        yield {other for other in below[module] if module in below[other]}
