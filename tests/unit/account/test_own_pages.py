"""`?next=` leads to pages of ours and nowhere else."""

from __future__ import annotations

import pytest

from jobboard.domain.own_pages import LONGEST_PATH, own_path


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "/jobs",
        "/jobs?q=chat&place=Austin",
        "/jobs?next=https://example.com",  # Only a word in a query.
        "/jobs/12/support-agent",
        "/my/resumes#work",
        "/jobs?q=caf%C3%A9",
        "/übersicht",
    ],
)
def test_our_own_paths_are_taken_as_they_are(text: str) -> None:
    assert own_path(text) == text


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "jobs",
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/jobs\\..\\evil",
        "javascript:alert(1)",
        "data:text/html,hi",
        " /jobs",
        "/jobs evil",
        "/\t/evil.example",
        "/\n/evil.example",
        "/jobs\r\nSet-Cookie: a=b",
        "/jobs\x00",
        "/\u202ejobs",
        "/\u00a0/evil.example",
        "/.//evil.example",
        "/" + "a" * LONGEST_PATH,
        "?q=1",
        "#main",
        "@evil.example",
    ],
)
def test_anything_else_is_dropped(text: str | None) -> None:
    assert own_path(text) is None
