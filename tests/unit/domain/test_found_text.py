"""Found text is mended and set out; nothing in it is lost, and nothing in it can mark up."""

from __future__ import annotations

import re

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jobboard.domain.found_text import as_markdown, calm_case, plain, shortened


@pytest.mark.parametrize(
    ("found", "mended"),
    [
        ("A great place.We answer calls.", "A great place. We answer calls."),
        ("Write to #EMAIL_0fa3f7c5# today", "Write to (contact removed) today"),
        ("Call #PHONE_0fa3f7c5#.", "Call (contact removed)."),
        ("See #URL_0fa3f7c5# for more", "See (link removed) for more"),
        ("first\u00e2\u20ac\u201chand help", "first–hand help"),
        ("core line-of\u00ad business", "core line-of business"),
        ("one\u2028two", "one\ntwo"),
        ("null\x00 and \u202eturned\u202c", "null and turned"),
        ("Use Node.js, the U.S. way, at 3.5 stars", "Use Node.js, the U.S. way, at 3.5 stars"),
        ("<p>Two &amp; more</p><p>lines</p>", "Two & more\n\nlines"),
        ("<style>p {}</style>Seen<script>alert(1)</script>", "Seen"),
        ("&lt;p&gt;AT&amp;T&nbsp;calls&lt;/p&gt;", "AT&T calls"),
        ("fewer than <5 and >3", "fewer than <5 and >3"),
    ],
)
def test_words_are_mended(found: str, mended: str) -> None:
    assert plain(found) == mended


def test_a_list_that_lost_its_line_ends_is_a_list_again() -> None:
    found = "You will:Answer 40 calls a dayBook visits in PowerPointKeep records"
    assert as_markdown(found) == (
        "You will:\n\n- Answer 40 calls a day\n- Book visits in PowerPoint\n- Keep records"
    )


@pytest.mark.parametrize("sign", ["•", "¿", "¦", "·", "●", "\uf0b7", "*", "Â·"])
def test_bullets_of_every_kind_become_list_items(sign: str) -> None:
    found = f"Duties: {sign} Answer mail {sign} Call back"
    assert as_markdown(found) == "Duties:\n\n- Answer mail\n- Call back"


def test_html_lists_become_list_items() -> None:
    found = "<div>We need</div><ul><li>Patience</li><li>Tact</li></ul><p>Apply.</p>"
    assert as_markdown(found) == "We need\n\n- Patience\n- Tact\n\nApply."


def test_names_with_a_capital_inside_stay_whole() -> None:
    assert as_markdown("Knows PowerPoint and LinkedIn") == "Knows PowerPoint and LinkedIn"


def test_long_prose_gets_paragraphs() -> None:
    sentence = "We answer everybody who writes to us within one day and say what happens next. "
    blocks = as_markdown(sentence * 20).split("\n\n")
    assert len(blocks) > 2
    assert "".join(blocks).replace(" ", "") == (sentence * 20).replace(" ", "")


@pytest.mark.parametrize(
    "hostile",
    [
        "[click](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "# Heading",
        "> quoted",
        "1. first",
        "- item",
        "```\ncode\n```",
        "**loud**",
        "<https://example.org>",
        "line\n===",
    ],
)
def test_signs_of_found_text_mean_nothing(hostile: str) -> None:
    html = MarkdownIt("commonmark", {"html": False}).render(as_markdown(hostile))
    assert not set(re.findall(r"<(\w+)", html)) - {"p", "ul", "li"}


WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Co"]))


@given(WORDS)
def test_any_text_can_be_set_out(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": False}).render(as_markdown(text))
    assert nh3.clean(html, tags={"p", "ul", "li"}, attributes={}) == nh3.clean(html)


LETTERS = st.text(alphabet="abC dE.fG:h•i*-\n1", max_size=200)


@given(LETTERS)
def test_no_letter_is_lost(text: str) -> None:
    kept = re.sub(r"[^A-Za-z0-9]", "", as_markdown(text))
    assert kept == re.sub(r"[^A-Za-z0-9]", "", text)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Customer care", "Customer care"),
        ("Customer care representative", "Customer care…"),
        ("Customer care, and more besides", "Customer care…"),
        ("Supercalifragilistic", "Supercalifragi…"),
    ],
)
def test_long_titles_are_cut_after_a_word(text: str, short: str) -> None:
    assert shortened(text, 15) == short


@pytest.mark.parametrize(
    ("shouted", "calm"),
    [
        ("ENROLLMENT SPECIALIST SUPERVISOR", "Enrollment Specialist Supervisor"),
        ("HRA/DEPT OF SOCIAL SERVICES", "HRA/Dept of Social Services"),
        ("ADMIN FOR CHILDREN'S SVCS", "Admin for Children's Svcs"),
        ("MANHATTAN COMMUNITY BOARD #8", "Manhattan Community Board #8"),
        ("CSR", "CSR"),
        ("311 Call Center Manager", "311 Call Center Manager"),
    ],
)
def test_shouting_is_calmed(shouted: str, calm: str) -> None:
    assert calm_case(shouted) == calm
