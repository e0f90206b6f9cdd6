"""Somebody at a browser without script, over real HTTP, on any of a site's machines."""

from __future__ import annotations

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from http import HTTPStatus
from typing import NamedTuple

from tests.support.client import FormData, choose_form
from tests.support.pages import Page

TIMEOUT_SECONDS = 20


class Seen(NamedTuple):
    """What came back, after any redirect."""

    status: int
    text: str
    url: str


class Person:
    """Keeps cookies, which one name leads to whichever machine answers under it."""

    def __init__(self) -> None:
        self._cookies = http.cookiejar.CookieJar()
        self._browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self._cookies)
        )

    def get(self, url: str) -> Seen:
        """Open a page."""
        return self._ask(urllib.request.Request(url))

    def submit(self, url: str, data: FormData, **chosen: str) -> Seen:
        """Fill in the form of the page at ``url`` and send it; ``chosen`` as for StrictClient."""
        seen = self.get(url)
        assert seen.status == HTTPStatus.OK, f"{seen.url} answers {seen.status}: {seen.text[:2000]}"
        page = Page(seen.text, url)
        form = choose_form(page, data, chosen.get("form"), chosen.get("button"))
        sent = urllib.parse.urlencode({**form.data(), **data}, doseq=True).encode()
        action = urllib.parse.urljoin(url, form.action)
        return self._ask(urllib.request.Request(action, sent, headers={"Referer": url}))

    def _ask(self, request: urllib.request.Request) -> Seen:
        try:
            with self._browser.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return Seen(answer.status, answer.read().decode(), answer.url)
        except urllib.error.HTTPError as refused:
            with refused:
                return Seen(refused.code, refused.read().decode(), refused.url)
