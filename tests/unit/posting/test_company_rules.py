"""Which addresses are a company's own, and what a web address and a phone number may be."""

from __future__ import annotations

import pytest

from jobboard.domain.company import (
    FREE_MAIL_DOMAINS,
    is_work_mail,
    phone,
    web_domain,
    website,
)
from jobboard.domain.errors import RuleError


@pytest.mark.parametrize(
    ("email", "site", "own"),
    [
        ("dana@acme.example", "https://acme.example", True),
        ("dana@ACME.example", "https://www.acme.example/about", True),
        ("dana@acme.example", "https://careers.acme.example", False),
        ("dana@mail.acme.example", "https://acme.example", False),
        ("dana@notacme.example", "https://acme.example", False),
        ("dana@gmail.com", "https://gmail.com", False),
        ("dana@gmail.com", "https://www.gmail.com", False),
        ("", "", False),
        ("dana", "https://acme.example", False),
    ],
)
def test_only_the_very_domain_of_the_website_counts(email, site, own):
    assert is_work_mail(email, site) is own


def test_free_mail_domains_are_domains():
    assert {"gmail.com", "outlook.com", "yahoo.com", "proton.me"} <= FREE_MAIL_DOMAINS
    assert all(domain == domain.lower() and "." in domain for domain in FREE_MAIL_DOMAINS)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("acme.example", "https://acme.example"),
        ("http://acme.example", "http://acme.example"),
        ("HTTPS://www.acme.example/jobs?x=1", "https://www.acme.example/jobs?x=1"),
    ],
)
def test_web_addresses_are_stored_with_their_scheme(typed, stored):
    assert website(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "acme",
        "javascript:alert(1)",
        "javascript://acme.example/%0aalert(1)",
        "ftp://acme.example",
        "https://user:secret@acme.example",
        "https://acme.example:8080",
        "https://127.0.0.1",
        "https://[::1]",
        "https://[",
        "https://acme.example\\@evil.example",
        "https://acme .example",
        "https://-acme-.example",
    ],
)
def test_other_addresses_are_refused_with_an_example(typed):
    with pytest.raises(RuleError, match=r"Enter a web address, like https://www.example.com") as no:
        website(typed)
    assert no.value.field == "website"


def test_the_domain_is_told_without_www():
    assert web_domain("https://www.acme.example/x") == "acme.example"


@pytest.mark.parametrize("typed", ["+1 512 555 0100", "(512) 555-0100", "512.555.0100 ext. 12"])
def test_phone_numbers_are_taken_as_typed(typed):
    assert phone(typed) == typed


@pytest.mark.parametrize("typed", ["", "12345", "call us", "1" * 20, "+1 512 555 0100; rm"])
def test_what_cannot_be_dialed_is_refused(typed):
    with pytest.raises(RuleError, match="Enter a phone number"):
        phone(typed)
