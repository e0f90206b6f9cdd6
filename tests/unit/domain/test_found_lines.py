"""A file of postings is read line by line, and a bad line never takes another with it."""

from __future__ import annotations

import io

import pytest

from jobboard.domain.errors import RuleError
from jobboard.domain.found_lines import LONGEST_LINE, lines_of, parse_line


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "It is not JSON"),
        (b"not json at all", "at character 1"),
        (b"[1, 2]", "not a JSON object"),
        (b"{}", "not a JSON object with fields"),
        (b"null", "not a JSON object"),
        (b'{"title": NaN}', "a number or a nesting"),
        (b"[" * 100_000, "a number or a nesting"),
        (b'{"title": ' + b"9" * 5_000 + b"}", "a number or a nesting"),
        (b'\xff\xfe{"title": "x"}', "not UTF-8"),
        (b'{"a": "' + b"x" * LONGEST_LINE + b'"}', "longer than 1,000,000 bytes"),
    ],
)
def test_a_bad_line_says_what_is_wrong(line: bytes, why: str) -> None:
    with pytest.raises(RuleError, match=why):
        parse_line(line)


def test_empty_lines_and_byte_order_marks_are_nothing() -> None:
    assert parse_line(b"  \n") is None
    assert parse_line(b'\xef\xbb\xbf{"title": "x"}\n') == {"title": "x"}


def test_signs_no_database_holds_are_replaced_everywhere() -> None:
    posting = parse_line(rb'{"a": ["x\u0000y"], "b\ud800": {"c": "\udfff"}}')
    assert posting == {"a": ["x\ufffdy"], "b?": {"c": "?"}}


def test_a_line_without_end_is_given_up_and_the_next_is_read() -> None:
    file = io.BytesIO(b"x" * (2 * LONGEST_LINE) + b'\n{"title": "y"}\n')
    long, short = lines_of(file)
    assert len(long) == LONGEST_LINE + 1
    assert parse_line(short) == {"title": "y"}
