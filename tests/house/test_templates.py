"""Standing rules for templates: what they hold, and that each is used and each name exists."""

from __future__ import annotations

import ast
import fnmatch
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.support.source import STATIC, TEMPLATES, modules, templates

MOST_LINES = 250
# Data for machines is no program: the policy that forbids inline scripts lets it be.
INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")", re.IGNORECASE
)
INLINE_STYLE = re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(r"<[a-z][^>]*\son[a-z]+\s*=|javascript:", re.IGNORECASE)
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL | re.IGNORECASE)
POSTS = re.compile(r"method=[\"']?post", re.IGNORECASE)
CARRIES_TOKEN = re.compile(r"csrf|hidden_tag|caller\(|hidden\(")
NAME = re.compile(r"\w[\w./*-]+\.(html|txt|xml)")


def _name(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.fixture(scope="module")
def environment() -> Environment:
    """The parser's settings; nothing is rendered, so filters and globals are not needed."""
    return Environment(autoescape=True, extensions=["jinja2.ext.do"])


def test_nothing_is_declared_safe(environment: Environment) -> None:
    declared = [
        f"{_name(path)}:{node.lineno}"
        for path in templates()
        for node in environment.parse(path.read_text()).find_all(
            (nodes.Filter, nodes.ScopedEvalContextModifier)
        )
        # A literal of the template's own, such as an attribute, is nobody's text.
        if not isinstance(node, nodes.Filter)
        or (node.name == "safe" and not isinstance(node.node, nodes.Const))
    ]
    assert not declared


def test_scripts_and_styles_are_in_files() -> None:
    inline = [
        f"{_name(path)}: {text[found.start() : found.end() + 40]!r}"
        for path in templates()
        # Mail programs read no style files.
        if not _name(path).startswith("letters/")
        for text in (path.read_text(),)
        for rule in (INLINE_SCRIPT, INLINE_STYLE, HANDLER)
        if (found := rule.search(text))
    ]
    assert not inline


def test_every_form_that_posts_carries_the_token() -> None:
    without = [
        f"{_name(path)}: {form[:120]}"
        for path in templates()
        for form in FORM.findall(path.read_text())
        if POSTS.search(form) and not CARRIES_TOKEN.search(form)
    ]
    assert not without


def test_a_template_is_short() -> None:
    lengths = {_name(path): len(path.read_text().splitlines()) for path in templates()}
    assert not [name for name, lines in lengths.items() if lines > MOST_LINES]


def test_what_is_imported_is_used(environment: Environment) -> None:
    idle = {
        _name(path): sorted(unused)
        for path in templates()
        if (unused := _unused_imports(environment.parse(path.read_text())))
    }
    assert not idle


def test_every_template_named_exists(environment: Environment) -> None:
    there = {_name(path) for path in templates()}
    missing = {
        name
        for name in _named_in_templates(environment) | _named_in_code()
        if not fnmatch.filter(there, name)
    }
    assert not missing


def test_every_template_is_used(environment: Environment) -> None:
    named = _named_in_templates(environment) | _named_in_code()
    unused = [
        name
        for path in templates()
        if not any(fnmatch.fnmatch(name := _name(path), pattern) for pattern in named)
    ]
    assert not unused


def test_a_component_s_style_and_script_have_its_name() -> None:
    components = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
    for kind in ("css", "js"):
        files = {path.stem for path in (STATIC / kind / "components").glob(f"*.{kind}")}
        strange = files - components
        assert not strange, f"static/{kind}/components has {sorted(strange)}, no component has."


def _unused_imports(tree: nodes.Template) -> set[str]:
    taken = {
        name if isinstance(name, str) else name[1]
        for statement in tree.find_all(nodes.FromImport)
        for name in statement.names
    }
    taken |= {statement.target for statement in tree.find_all(nodes.Import)}
    return taken - {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}


def _named_in_templates(environment: Environment) -> set[str]:
    found: set[str] = set()
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for path in templates():
        for statement in environment.parse(path.read_text()).find_all(kinds):
            found.update(_patterns(statement.template))
    return found


def _patterns(expression: nodes.Node) -> Iterator[str]:
    """Yield the names an expression can stand for, with * for a part it computes."""
    if isinstance(expression, nodes.Const) and isinstance(expression.value, str):
        yield expression.value
    elif isinstance(expression, nodes.Concat):
        yield "".join(next(_patterns(part), "*") for part in expression.nodes)
    elif isinstance(expression, nodes.Add):
        yield next(_patterns(expression.left), "*") + next(_patterns(expression.right), "*")
    elif isinstance(expression, nodes.CondExpr):
        yield from _patterns(expression.expr1)
        if expression.expr2 is not None:
            yield from _patterns(expression.expr2)
    elif isinstance(expression, nodes.List | nodes.Tuple):
        for item in expression.items:
            yield from _patterns(item)


def _named_in_code() -> set[str]:
    found: set[str] = set()
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
            elif isinstance(node, ast.JoinedStr):
                text = "".join(
                    part.value if isinstance(part, ast.Constant) else "*" for part in node.values
                )
            else:
                continue
            # A tail alone (".html") is a piece of a longer name, not a name.
            if NAME.fullmatch(text) and not text.startswith(("*.", ".")) and "/" in text:
                found.add(text)
    return found
