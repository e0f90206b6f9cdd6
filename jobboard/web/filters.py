"""How facts read on pages: dates, money, terms and people's text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import nh3
from babel.dates import format_date, format_datetime, format_timedelta
from flask import Flask, current_app, has_request_context, request
from jinja2 import Environment
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from jobboard import clock, settings
from jobboard.domain import vocabulary
from jobboard.domain.application import STATE_WORDS
from jobboard.domain.resume import readable
from jobboard.domain.text import joined as joined
from jobboard.web.fragments import drawn
from jobboard.web.paging import page_url
from jobboard.web.viewer import viewer

LOCALE = "en_US"
RECENT_DAYS = 30
# Texts of some kilobytes that stay the same while many people read them.
TEXTS_KEPT = 512
# One for each part of the site that a visitor reaches.
NAVS_KEPT = 64
A_MINUTE = timedelta(minutes=1)
# People's text may be structured, but brings no pictures, no raw HTML and no headings that
# would break into the page's own outline.
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image")
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "pre", "hr", "h3"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}


def init_app(app: Flask) -> None:
    """Give templates these filters, and who is asking, what time it is and the settings."""
    app.jinja_env.filters.update(
        breaks=breaks,
        day=day,
        moment=moment,
        ago=ago,
        since=since,
        markdown=markdown,
        term=vocabulary_label,
        terms=vocabulary_labels,
        joined=joined,
        resume_facts=readable,
    )
    app.jinja_env.globals["page_url"] = page_url
    app.jinja_env.globals["url_for"] = _quick_url_for(app)
    app.jinja_env.globals["visitor_nav"] = visitor_nav
    app.jinja_env.globals["application_words"] = STATE_WORDS
    app.context_processor(
        lambda: {"viewer": viewer(), "settings": settings.current(), "now": clock.now()}
    )


def _quick_url_for(app: Flask) -> Callable[..., str]:
    """Return ``url_for`` for templates that remembers the addresses that take no arguments.

    Every page's frame has several, and the router takes longer than all its words together.
    """
    known: dict[tuple[str, str], str] = {}

    def quick(endpoint: str, **values: Any) -> str:
        if values or endpoint.startswith(".") or not has_request_context():
            return app.url_for(endpoint, **values)
        key = (request.script_root, endpoint)
        if key not in known:
            known[key] = app.url_for(endpoint)
        return known[key]

    return quick


def visitor_nav(current: str) -> Markup:
    """Return the links at the top as a visitor sees them: the same on every page of a kind."""
    return _visitor_nav(current_app.jinja_env, request.script_root, current)


@lru_cache(maxsize=NAVS_KEPT)
def _visitor_nav(_environment: Environment, _script_root: str, current: str) -> Markup:
    return Markup(drawn("components/site_nav.html", "site_nav", None, current))  # noqa: S704 - ours


def breaks(text: str) -> Markup:
    """Return plain text for HTML, with its line ends kept."""
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def day(value: datetime | date | None, zone: str = "UTC") -> str:
    """Return a date like "2 December 2026", in the zone given."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(_zone(zone)).date()
    return format_date(value, "d MMMM y", locale=LOCALE)


def moment(value: datetime | None, zone: str = "UTC") -> str:
    """Return a moment like "2 December 2026, 11:59 PM CST", in the zone given."""
    if value is None:
        return ""
    # Babel sets a narrow no-break space before AM and PM, which some fonts lack.
    text = format_datetime(value, "d MMMM y, h:mm a zzz", tzinfo=_zone(zone), locale=LOCALE)
    return text.replace("\u202f", " ")


def ago(value: datetime | None, zone: str = "UTC") -> str:
    """Return a past moment like "3 days ago (18 Nov)"; far ones as a plain date."""
    if value is None:
        return ""
    local, today = value.astimezone(_zone(zone)).date(), clock.now().astimezone(_zone(zone)).date()
    past = (today - local).days
    if past > RECENT_DAYS or past < 0:
        return day(value, zone)
    words = {0: "today", 1: "yesterday"}.get(past)
    if words is None:
        words = format_timedelta(
            local - today, granularity="day", threshold=99, add_direction=True, locale=LOCALE
        )
    return f"{words} ({format_date(local, 'd MMM', locale=LOCALE)})"


def since(value: datetime | None) -> str:
    """Return how long something has waited, a minute at least: "4 hours", "1 day"."""
    if value is None:
        return ""
    waited = max(clock.now() - value, A_MINUTE)
    return format_timedelta(waited, granularity="minute", threshold=1.5, locale=LOCALE)


def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name or "UTC")


@lru_cache(maxsize=TEXTS_KEPT)
def markdown(source: str) -> Markup:
    """Return people's Markdown as HTML that can do nothing but be read."""
    tokens = _MARKDOWN.parse(source or "")
    for token in tokens:
        if token.tag in _HEADINGS:
            token.tag = "h3"
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Markup(  # noqa: S704 - the allow-list above is what makes it safe
        nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https"},
            link_rel="nofollow noopener noreferrer",
        )
    )


def vocabulary_label(slug: str, group: str) -> str:
    """Return a term's words; nothing for a fact that is not stated."""
    return vocabulary.label(group, slug) if slug else ""


def vocabulary_labels(slugs: Iterable[str], group: str) -> list[str]:
    """Return the words of several terms."""
    return [vocabulary.label(group, slug) for slug in slugs]
