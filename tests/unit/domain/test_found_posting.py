"""A found posting becomes facts: copied, inferred with the evidence, or named as of no use."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jobboard.domain.errors import RuleError
from jobboard.domain.found_posting import (
    GIVEN_PLACE,
    employer,
    employer_id,
    read_posting,
    source_id,
)
from jobboard.domain.posting import LONGEST_TITLE
from jobboard.domain.text import LONGEST_TEXT

ADDRESS = {"addressCountry": "US", "addressRegion": "TX", "addressLocality": "Austin"}


def posting(**fields: Any) -> dict[str, Any]:
    return {
        "id": "board:1",
        "title": "Customer Service Representative",
        "description": "You answer customers by phone and email.You resolve complaints.",
        "jobLocation": [{"@type": "Place", "address": ADDRESS}],
        **fields,
    }


def test_fields_are_copied_and_text_is_set_out() -> None:
    found = read_posting(posting(totalJobOpenings=3, identifier="R-7", qualifications="Patience."))
    assert found.facts["title"] == "Customer Service Representative"
    assert (found.facts["town"], found.facts["openings"]) == ("Austin", 3)
    assert found.facts["internal_reference"] == "R-7"
    assert "email. You resolve" in found.facts["description"]
    assert "### What you bring\n\nPatience." in found.facts["description"]
    assert set(found.took) == {"title", "town", "internal_reference", "openings"}


def test_every_inferred_fact_says_how_it_was_found() -> None:
    found = read_posting(posting())
    assert found.facts["role_family"] == "customer-service"
    assert (found.facts["country"], found.facts["region"]) == ("US", "US-TX")
    assert set(found.facts["channels"]) == {"phone", "email"}
    assert found.inferred["country"] == "field: jobLocation"
    assert found.inferred["channels"].startswith("text: ")
    assert not set(found.inferred) - set(found.facts)


def test_what_nothing_shows_is_missing_not_made_up() -> None:
    found = read_posting(posting(jobLocation=None))
    assert {"country", "region", "pay_min", "contract"} <= set(found.missing)
    assert "pay_min" not in found.facts


def test_fields_that_brought_nothing_are_named_with_what_they_say() -> None:
    found = read_posting(posting(department="Ops", hasLogo=False, jobLocation=[]))
    assert found.unused == {"department": '"Ops"', "hasLogo": "false"}
    shown = read_posting(posting(department="x" * 500)).unused["department"]
    assert len(shown) <= 60


def test_pay_with_period_and_currency_is_pay() -> None:
    salary = {"currency": "USD", "value": {"minValue": 18.5, "maxValue": 21, "unitText": "HOUR"}}
    found = read_posting(posting(baseSalary=salary))
    assert (found.facts["pay_min"], found.facts["pay_max"]) == (Decimal("18.50"), Decimal("21.00"))
    assert (found.facts["pay_currency"], found.facts["pay_period"]) == ("USD", "hour")
    assert "baseSalary" not in found.unused


def test_pay_that_cannot_be_compared_stays_text() -> None:
    found = read_posting(posting(salaryRaw="10-15"))
    assert "pay_min" not in found.facts
    assert "### Pay, as posted\n\n10-15" in found.facts["description"]


def test_remote_work_may_be_done_in_the_country_of_the_posting() -> None:
    found = read_posting(posting(jobLocationType="TELECOMMUTE"))
    assert found.facts["arrangement"] == "remote"
    assert found.facts["remote_countries"] == ["US"]
    assert "remote_countries" in found.inferred


def test_a_place_can_be_given_for_postings_that_name_none() -> None:
    street = [{"address": {"streetAddress": "59 Maiden Lane"}}]
    found = read_posting(posting(jobLocation=street), "New York, NY, US")
    assert (found.facts["street"], found.facts["town"]) == ("59 Maiden Lane", "New York")
    assert (found.facts["region"], found.facts["country"]) == ("US-NY", "US")
    assert found.inferred["country"] == found.inferred["town"] == GIVEN_PLACE
    assert "town" not in found.took
    assert read_posting(posting(), "New York, NY, US").facts["town"] == "Austin"


def test_long_and_loud_titles_are_mended_and_it_is_said() -> None:
    found = read_posting(posting(title="CUSTOMER SERVICE MANAGER " * 10))
    assert len(found.facts["title"]) <= LONGEST_TITLE
    assert found.facts["title"].startswith("Customer Service Manager")
    assert len(found.changed) == 2


def test_text_that_is_too_long_is_cut_and_it_is_said() -> None:
    found = read_posting(posting(description="We answer everybody who asks. " * 600))
    assert len(found.facts["description"]) <= LONGEST_TEXT
    assert found.changed == (f"text longer than {LONGEST_TEXT:,} characters",)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"title": ""}, "no title"),
        ({"title": 7}, "no title"),
        ({"title": "\x00 "}, "no title"),
        ({"description": None}, "no description"),
        ({"description": {"a": 1}}, "no description"),
    ],
)
def test_without_title_or_text_it_is_refused(fields: dict[str, Any], why: str) -> None:
    with pytest.raises(RuleError, match=why):
        read_posting(posting(**fields))


@pytest.mark.parametrize(
    "odd",
    [
        {"jobLocation": "somewhere"},
        {"jobLocation": [7]},
        {"jobLocation": [{"address": "Austin, TX"}]},
        {"baseSalary": "much"},
        {"baseSalary": {"value": {"minValue": "a", "unitText": 3}}},
        {"baseSalary": {"currency": "USD", "value": {"minValue": 10**30, "unitText": "YEAR"}}},
        {"totalJobOpenings": -3},
        {"totalJobOpenings": True},
        {"identifier": {"@type": "PropertyValue", "value": 9}},
        {"hiringOrganization": [1]},
        {"employmentType": {"a": 1}},
        {"description": ["One.", "Two."]},
    ],
)
def test_odd_fields_are_no_reason_to_fail(odd: dict[str, Any]) -> None:
    facts = read_posting(posting(**odd)).facts
    assert facts["title"]
    assert facts.get("openings") is None
    assert facts.get("pay_min") is None


def test_a_posting_is_known_again_by_its_id_or_by_its_words() -> None:
    assert source_id(posting()) == "board:1"
    assert source_id({"identifier": {"value": 12}}) == "12"
    assert source_id({"url": "https://example.org/1"}) == "https://example.org/1"
    nameless = {"title": "A", "description": "B"}
    assert source_id(nameless) == source_id(dict(reversed(nameless.items())))
    assert source_id(nameless) != source_id({"title": "A", "description": "C"})
    assert len(source_id({"id": "x" * 5_000})) < 160


def test_an_employer_is_known_by_name_by_its_words_or_not_at_all() -> None:
    named = {"hiringOrganization": {"name": "Acme", "description": "We are."}}
    quiet = {"id": "1", "hiringOrganization": {"name": None, "description": "We are."}}
    assert employer(named)[0] == "Acme"
    assert employer({"hiringOrganization": "Acme"})[0] == "Acme"
    assert employer_id(named) == "Acme"
    assert employer_id(quiet) == employer_id({**quiet, "id": "2"})
    assert employer_id({"id": "1"}) != employer_id({"id": "2"})
