"""What leads to a person is found in its usual writings, and nothing else is taken out."""

from __future__ import annotations

import time

import pytest

from jobboard.domain import vocabulary
from jobboard.domain.resume.contact import LEFT_OUT, without_contact

LEADS = (
    "dana@example.org",
    "dana.okafor+jobs@mail.example.co.uk",
    "dana@localhost",
    "ｄａｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ",
    "dana @ example.org",
    "dana at gmail dot com",
    "Dana AT Gmail DOT Com",
    "dana dot okafor at gmail dot com",
    "dana [at] example [dot] org",
    "dana(at)example.org",
    "dana at gmail.com",
    "dana at gmail",
    "dana arroba gmail punto com",
    "https://example.org/dana",
    "HTTP://EXAMPLE.ORG",
    "www.example.org/dana",
    "mailto:dana",
    "linkedin.com/in/dana",
    "/in/dana-okafor",
    "danaokafor.com",
    "DANAOKAFOR.COM",
    "Danaokafor.Com",
    "danaokafor.com-",
    "...danaokafor.com.",
    "danaokafor.com.Then",
    "dana-okafor.de",
    "t.me/dana",
    "bit.ly/3xDana",
    "@dana_ok",
    "(@dana)",
    "dana#4821",
    "LinkedIn: dana-okafor",
    "skype: live:dana",
    "Instagram dana_ok",
    "my IG is dana.ok92",
    "+1 512 555 0142",
    "(512) 555-0142",
    "512.555.0142",
    "512 - 555 - 0142",
    "512–555–0142",
    "512\u00a0555\u00a00142",
    "5125550142",
    "tel:+15125550142",
    "00 44 20 7946 0018",
    "5125550142512555014251255501425",
    "five one two, five five five, oh one four two",
)
HARMLESS = (
    "Answered 120 calls a day, 24/7/365, with 94.5% CSAT.",
    "Cut 1,234,567 minutes of waiting; saved $45,000.",
    "2019-2021",
    "2018 - 2020",
    "2021-03-31",
    "3/31/2021",
    "03/2019-05/2021",
    "e.g. chat, i.e. live chat at 10.30 a.m. in the U.S.",
    "I looked after calls.Then I led a team of ten.",
    "Ph.D, B.Sc and M.A",
    "Met them at the desk. Dot the i.",
    "Booking.com, Salesforce.com and Amazon.com",
    "I worked at Amazon.com",
    "Facebook, Instagram and WhatsApp messages",
    "one two three",
    "AT&T, Toys 'R' Us, 7-Eleven, Dr. Martens, St. John's",
    "C#, C++ and 1.5x the goal",
    "and/or",
    "US-TX",
    "e10",
    "",
)


@pytest.mark.parametrize("words", LEADS)
def test_what_leads_to_a_person_is_left_out(words: str) -> None:
    left = without_contact(f"Write to me: {words} any day")
    assert LEFT_OUT in left
    bare = left.replace(LEFT_OUT, "").casefold()
    assert not any(part in bare for part in ("okafor", "gmail", "example", "555", "_ok", "xdana"))
    # The name alone, or what is left of a longer writing, leads nowhere.
    assert bare.count("dana") == 0 or "@" not in bare


@pytest.mark.parametrize("words", HARMLESS)
def test_nothing_else_is_taken_out(words: str) -> None:
    assert without_contact(words) == words


@pytest.mark.parametrize("words", LEADS)
def test_cleaning_twice_changes_no_more(words: str) -> None:
    once = without_contact(words)
    assert without_contact(once) == once


@pytest.mark.parametrize("group", vocabulary.groups())
def test_our_own_words_stay(group: str) -> None:
    for term in vocabulary.terms(group):
        for words in (term.slug, term.label, *term.was):
            assert without_contact(words) == words


def _seconds(words: str) -> float:
    start = time.process_time()
    without_contact(words)
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece",
    [
        "a", "a.", "a@", "a-", "1", "1 ", "1.", "@", ".", " ", "(", "a at ", "a dot ", "a [at] ",
        "one ", "ig ", "ig: ", "www", "in/", "2021-", "a.b", "a_", "'", "+", "a dot a at ",
    ],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    """Eight times the text may take eight times as long, not sixty-four times."""
    short, long = piece * 1_000, piece * 8_000
    before = min(_seconds(short) for _ in range(2))
    after = _seconds(long)
    assert after < 24 * before + 0.02
