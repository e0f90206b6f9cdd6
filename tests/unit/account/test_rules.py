"""Small rules of accounts: addresses, passwords, devices, waiting."""

from __future__ import annotations

import pytest

from jobboard.domain.devices import UNKNOWN_DEVICE, device_words
from jobboard.domain.errors import RuleError
from jobboard.domain.passwords import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    check_length,
    is_hashable,
    normal_password,
)
from jobboard.domain.permissions import AccountKind
from jobboard.domain.sign_in import DOORS, door_by_slug, door_for, normal_address
from jobboard.domain.waiting import wait_words

CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
EDGE = CHROME + " Edg/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize(
    "typed",
    ["dana@example.com", " Dana@Example.COM ", "DANA@EXAMPLE.COM\n", "\u00a0dana@example.com"],
)
def test_an_address_is_one_address_however_it_is_typed(typed: str) -> None:
    assert normal_address(typed) == "dana@example.com"


@pytest.mark.parametrize(
    "password",
    [
        "a" * SHORTEST_PASSWORD,
        "a" * LONGEST_PASSWORD,
        "  spaces at both ends  ",
        "словослово12",
        "👩‍💻" * 12,
        "\x00\x01\x02 any character",
    ],
)
def test_only_length_counts(password: str) -> None:
    check_length(password)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "Enter a password."),
        ("a" * (SHORTEST_PASSWORD - 1), "Use at least 12 characters."),
        ("a" * (LONGEST_PASSWORD + 1), "Use at most 128 characters."),
    ],
)
def test_a_password_of_another_length_is_refused_with_what_to_do(password: str, words: str) -> None:
    with pytest.raises(RuleError) as refused:
        check_length(password, "fresh")
    assert (refused.value.message, refused.value.field) == (words, "fresh")


def test_absurd_lengths_are_never_hashed() -> None:
    assert not is_hashable("")
    assert not is_hashable("a" * (LONGEST_PASSWORD + 1))


def test_keyboards_that_compose_letters_type_the_same_password() -> None:
    assert normal_password("Zoe\u0308") == normal_password("Zoë")


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (CHROME, "Chrome on Windows"),
        (EDGE, "Edge on Windows"),
        (SAFARI, "Safari on iPhone"),
        (FIREFOX, "Firefox on Linux"),
        ("curl/8.5.0", UNKNOWN_DEVICE),
        ("", UNKNOWN_DEVICE),
        ("<script>alert(1)</script>", UNKNOWN_DEVICE),
    ],
)
def test_a_device_is_named_in_plain_words(header: str, words: str) -> None:
    assert device_words(header) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 minute"), (60, "1 minute"), (61, "2 minutes"), (5400, "90 minutes"), (5401, "2 hours")],
)
def test_a_wait_is_never_told_too_short(seconds: int, words: str) -> None:
    assert wait_words(seconds) == words


def test_every_kind_of_person_has_one_door() -> None:
    assert {door.kind for door in DOORS} == set(AccountKind)
    assert all(door_by_slug(door.slug) is door_for(door.kind) for door in DOORS)
