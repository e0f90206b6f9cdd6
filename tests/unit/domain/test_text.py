"""What a person types is kept as typed, but for what cannot be shown."""

from __future__ import annotations

import pytest

from jobboard.domain.text import clean, has_control_characters


@pytest.mark.parametrize(
    "text",
    ["a\x00b", "a\x1bb", "a\u202eb", "a\u200bb", "a\ud800b", "\ufeffa", "a\x7fb", "a\x85b"],
)
def test_hidden_and_control_characters_are_seen(text) -> None:
    assert has_control_characters(text)


@pytest.mark.parametrize(
    "text", ["Zoë O’Brien", "line\nline\ttab", "日本語", "👩‍💻", "ﷺ", "naïve café", "نص"]
)
def test_what_people_write_in_any_language_passes(text) -> None:
    assert not has_control_characters(text)


def test_line_ends_and_accents_take_one_form() -> None:
    assert clean("  a\r\nb\rc  ") == "a\nb\nc"
    assert clean("Zoe\u0308") == "Zoë"
