"""Which addresses are a company's own, and what a web address and a phone number may be."""

from __future__ import annotations

import pytest

from jobboard.domain.company import (
    is_work_mail,
    phone,
    web_domain,
    website,
)
from jobboard.domain.errors import RuleError
from jobboard.domain.free_mail import DOMAINS, FAMILIES, is_free_mail


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


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com",
        "outlook.com",
        "outlook.de",
        "hotmail.co.uk",
        "live.nl",
        "msn.com",
        "yahoo.com.br",
        "ymail.com",
        "gmx.ch",
        "yandex.by",
        "proton.me",
        "protonmail.ch",
        "icloud.com",
        "aol.co.uk",
        "mail.ru",
        "mail.ee",
        "zoho.eu",
        "tutanota.de",
        "yopmail.fr",
        "guerrillamail.biz",
        "eu.mailinator.com",
        "web.de",
        "x.me.com",
        "ya.ru",
    ],
)
def test_an_address_that_anybody_gets_proves_nothing(domain):
    assert is_free_mail(domain)
    assert not is_work_mail(f"dana@{domain}", f"https://www.{domain}")


@pytest.mark.parametrize(
    "domain", ["acme.example", "mail.acme.com", "outlookers.com", "live-nation.co.uk", "me", ""]
)
def test_ordinary_domains_are_not_taken_for_free_mail(domain):
    assert not is_free_mail(domain)


def test_the_list_is_data_of_one_shape():
    assert all(name == name.lower() and "." not in name for name in FAMILIES)
    assert all(name == name.lower() and "." in name for name in DOMAINS)


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
