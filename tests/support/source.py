"""Reads the product's own source: files, syntax trees, functions and templates."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "jobboard"
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
TEMPLATE_KINDS = frozenset({".html", ".txt", ".xml"})
NOT_OURS = frozenset({"__pycache__", "node_modules", "build", "data", "test-results"})


@dataclass(frozen=True)
class Module:
    """A Python file of the product. ``name`` is dotted, ``place`` is its path from the root."""

    path: Path

    @property
    def place(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    @property
    def tree(self) -> ast.Module:
        return _parse(self.path)

    @property
    def lines(self) -> int:
        return len(self.path.read_text().splitlines())

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method, those inside others too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def modules(under: str = "jobboard") -> list[Module]:
    """Every module of a package, by its dotted name; one file counts as well."""
    start = ROOT / under.replace(".", "/")
    found = sorted(start.rglob("*.py")) if start.is_dir() else [start.with_suffix(".py")]
    return [Module(path) for path in found if path.exists()]


def templates() -> list[Path]:
    """Every template of the site's own engine: of pages, letters and feeds."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.suffix in TEMPLATE_KINDS)


def our_files() -> list[Path]:
    """Every text file of the project, without what is installed, generated or kept as data."""
    found = []
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part not in (".ci",) for part in inside[:-1])
        if path.is_file() and not hidden and not NOT_OURS.intersection(inside):
            found.append(path)
    return found


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function takes, from its ``def`` on, its docstring left out."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None and len(function.body) > 1:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def is_view(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Say whether a function answers a route: it is decorated with one."""
    verbs = {"route", "get", "post"}
    return any(
        isinstance(mark, ast.Call)
        and isinstance(mark.func, ast.Attribute)
        and mark.func.attr in verbs
        for mark in function.decorator_list
    )


@dataclass(frozen=True)
class Sizes:
    """How long a kind of thing is: the middle one, the ninth of ten, the longest."""

    what: str
    median: float
    ninetieth: float
    longest: int
    count: int

    @classmethod
    def of(cls, what: str, lengths: list[int]) -> Sizes:
        """Summarise lengths in lines."""
        ordered = sorted(lengths) or [0]
        ninetieth = ordered[min(len(ordered) - 1, round(0.9 * (len(ordered) - 1)))]
        return cls(what, statistics.median(ordered), ninetieth, ordered[-1], len(lengths))

    def __str__(self) -> str:
        return (
            f"{self.what:10} {self.count:5}  median {self.median:5.1f}  "
            f"90th {self.ninetieth:5}  longest {self.longest}"
        )


def sizes() -> dict[str, Sizes]:
    """Measure the product: files, functions, views and templates."""
    functions = [function for module in modules() for function in module.functions()]
    pages = [path for path in templates() if path.suffix == ".html"]
    measured = {
        "file": [module.lines for module in modules() if module.lines],
        "function": [length(function) for function in functions],
        "view": [length(function) for function in functions if is_view(function)],
        "template": [len(path.read_text().splitlines()) for path in pages],
    }
    return {what: Sizes.of(what, lengths) for what, lengths in measured.items()}


if __name__ == "__main__":
    print(*sizes().values(), sep="\n")
