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

# Longer than this and a thing is looked at again.
MOST_LINES = {"file": 400, "function": 60, "view": 45}
# The middle one and the ninth of ten; for files only the ninth, since one file is one subject.
AIM = {"file": (400, 220), "function": (8, 28), "view": (14, 30), "template": (40, 100)}

# The one place of the web that commits, and the two that have no request. What the search
# engine commits is its own files.
MAY_COMMIT = ("jobboard.web.transactions", "jobboard.worker", "jobboard.cli", "jobboard.search")
# What only exists while a request is answered.
OF_A_REQUEST = frozenset({"request", "session", "g", "current_user", "url_for", "flash"})
ASKS_THE_TIME = frozenset({"now", "today", "utcnow", "time", "monotonic"})


def test_own_code_is_imported_at_the_top_of_a_module() -> None:
    inside = [
        _place(module, node)
        for module in modules()
        for function in module.functions()
        for node in ast.walk(function)
        if _imported(node).startswith("jobboard")
    ]
    assert not inside


def test_only_the_edge_commits() -> None:
    commits = [
        _place(module, call)
        for module in modules()
        if not module.name.startswith(MAY_COMMIT)
        for call in _calls(module)
        if call.attr == "commit"
    ]
    assert not commits, "Services flush; web/transactions, the worker and the commands commit."


def test_nothing_below_the_web_knows_of_a_request() -> None:
    known = [
        f"{_place(module, node)} {alias.name}"
        for module in modules()
        if not module.name.startswith("jobboard.web")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("flask")
        for alias in node.names
        if alias.name in OF_A_REQUEST
    ]
    assert not known


def test_the_rules_stand_on_the_standard_library_alone() -> None:
    foreign = [
        f"{_place(module, node)} {name}"
        for module in modules("jobboard.domain")
        for node in ast.walk(module.tree)
        if (name := _imported(node))
        and not name.startswith("jobboard.domain")
        and name.partition(".")[0] not in sys.stdlib_module_names
    ]
    assert not foreign


def test_the_rules_are_told_the_time() -> None:
    asked = [
        _place(module, call)
        for module in modules("jobboard.domain")
        for call in _calls(module)
        if call.attr in ASKS_THE_TIME
    ]
    assert not asked, "The clock is handed in."


def test_nothing_is_too_long_to_read() -> None:
    files = [
        f"{module.place} has {module.lines} lines"
        for module in modules()
        if module.lines > MOST_LINES["file"]
    ]
    functions = [
        f"{_place(module, function)} {function.name} has {length(function)} lines"
        for module in modules()
        for function in module.functions()
        if length(function) > MOST_LINES["view" if is_view(function) else "function"]
    ]
    assert not files + functions


@pytest.mark.parametrize("what", sorted(AIM))
def test_most_things_are_short(what: str) -> None:
    median, ninetieth = AIM[what]
    measured = sizes()[what]
    assert measured.median <= median, measured
    assert measured.ninetieth <= ninetieth, measured


def test_no_module_imports_itself_through_others() -> None:
    knots = [sorted(knot) for knot in _knots() if len(knot) > 1]
    assert not knots


def _place(module: Module, node: ast.expr | ast.stmt) -> str:
    return f"{module.place}:{node.lineno}"


def _calls(module: Module) -> Iterator[ast.Attribute]:
    """Yield what is called by a dotted name: the ``x.commit`` of ``x.commit()``."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func


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
