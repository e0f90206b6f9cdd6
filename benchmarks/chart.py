"""A bar chart of figures as an SVG file: bars on a logarithmic scale, numbers beside them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape

from benchmarks.common import RESULTS

_COLORS = ("#1a5f7a", "#c08552", "#8a8a8a")
_ROW, _BAR, _LEFT, _SCALE, _TOP = 18, 13, 150, 90, 60
_LEAST = 0.1
_WIDTH = 720


def write(name: str, title: str, figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    """Draw the p95 of every class and engine into results/``name``.svg."""
    engines = list(next(iter(figures.values())))
    parts = [_text(10, 22, title, 15), *_legend(engines)]
    at = _TOP
    for group, found in figures.items():
        parts.append(_text(10, at + _BAR - 2, group))
        for engine, color in zip(engines, _COLORS, strict=False):
            parts += _bar(at, found[engine]["p95"], color)
            at += _ROW
        at += _ROW // 2
    body = "\n".join(parts)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{at}" role="img">\n'
        f'<title>{escape(title)}</title>\n<rect width="100%" height="100%" fill="#fff"/>\n'
        f"{body}\n</svg>\n"
    )
    (RESULTS / f"{name}.svg").write_text(svg, "utf-8")


def _legend(engines: list[str]) -> list[str]:
    parts = []
    for number, (engine, color) in enumerate(zip(engines, _COLORS, strict=False)):
        x = _LEFT + number * 170
        parts.append(f'<rect x="{x}" y="34" width="{_BAR}" height="{_BAR}" fill="{color}"/>')
        parts.append(_text(x + _BAR + 6, 45, engine))
    return parts


def _bar(at: int, value: float, color: str) -> list[str]:
    width = round(_SCALE * math.log10(max(value, _LEAST) / _LEAST)) + 1
    return [
        f'<rect x="{_LEFT}" y="{at}" width="{width}" height="{_BAR}" fill="{color}"/>',
        _text(_LEFT + width + 6, at + _BAR - 2, f"{value:,.2f}"),
    ]


def _text(x: int, y: int, text: str, size: int = 12) -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="sans-serif" font-size="{size}">{escape(text)}</text>'
    )
