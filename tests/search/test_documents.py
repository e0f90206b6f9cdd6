"""Rows as documents: what is kept, and that the version tells of every change."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from jobboard.domain.criteria import FACETS
from jobboard.search.analysis import FIELDS, analyse, field_of
from jobboard.search.documents import MOST_CENTS, UNSTATED, Fact, document_of
from tests.factories.search_documents import NOW, document, listing

NUMBER = 4
CHANGES: dict[str, Any] = {
    "version": 99,
    "title": "Other",
    "description": "Other",
    "brand": "Other",
    "state": "closed",
    "town": "Other",
    "region": "US-AK",
    "country": "CA",
    "postcode": "99999",
    "arrangement": "",
    "remote_countries": ["CA"],
    "remote_regions": ["US-AK"],
    "channels": ["video"],
    "shift_bands": ["overnight"],
    "industry": "",
    "level": "",
    "role_family": "",
    "hours": "",
    "contract": "",
    "employment_status": "",
    "duties": ["upsell"],
    "customers": ["guests"],
    "requirements": [{"kind": "other", "slug": "", "text": "Other"}],
    "pay_min": Decimal("1.23"),
    "pay_currency": "EUR",
    "published_at": NOW + timedelta(seconds=1),
    "opens_at": NOW + timedelta(seconds=1),
    "closes_at": NOW + timedelta(seconds=1),
    "company": SimpleNamespace(name="Other", verified=True),
}


@pytest.mark.parametrize("column", CHANGES)
def test_the_version_tells_of_every_change(column: str) -> None:
    row = listing(NUMBER, state="live")
    before = document_of(row).version

    assert document_of(listing(NUMBER, state="live")).version == before
    setattr(row, column, CHANGES[column])
    assert document_of(row).version != before


def test_what_search_does_not_show_does_not_change_the_version() -> None:
    assert document(NUMBER, contact_name="A").version == document(NUMBER, contact_name="B").version


def test_facets_hold_live_slugs_only_once_in_order_of_the_filters() -> None:
    found = document(NUMBER, channels=["phone", "carrier-pigeon", "phone", "email"], level=None)
    by_name = dict(zip((facet.name for facet in FACETS), found.facets, strict=True))

    assert by_name["channel"] == ("phone", "email")
    assert by_name["level"] == ()


def test_facets_know_what_is_asked_for_and_plain_facts() -> None:
    asked = [
        {"kind": "language", "slug": "es", "need": "must"},
        {"kind": "language", "slug": "klingon", "need": "nice"},
        {"kind": "qualification", "slug": "degree", "need": "nice"},
        {"kind": "other", "slug": "", "text": "es"},
    ]
    row = listing(NUMBER, requirements=asked, training_paid=False, pay_min=None, pay_max=None)
    names = [facet.name for facet in FACETS]
    by_name = dict(zip(names, document_of(row, is_answered=False).facets, strict=True))

    assert by_name["language"] == ("es",)
    assert by_name["qualification"] == ("degree",)
    assert by_name["training_paid"] == by_name["pay_stated"] == by_name["easy_apply"] == ()
    row.training_paid, row.pay_min, row.pay_period = True, Decimal(18), "hour"
    by_name = dict(zip(names, document_of(row).facets, strict=True))
    assert by_name["training_paid"] == by_name["pay_stated"] == by_name["easy_apply"] == ("yes",)


def test_facts_are_what_was_chosen_and_what_is_asked_for() -> None:
    asked = [
        {"kind": "skill", "slug": "empathy", "text": "", "need": "must"},
        {"kind": "skill", "slug": "", "text": "Juggling", "need": "nice"},
        {"kind": "other", "slug": "", "text": "", "need": "nice"},
        {},
    ]
    facts = document(NUMBER, arrangement="remote", requirements=asked).facts

    assert Fact("arrangement/remote", "Remote") in facts
    assert Fact("skill/empathy", "Empathy") in facts
    assert Fact("", "Juggling") in facts
    assert all(fact.label for fact in facts)


@pytest.mark.parametrize(
    ("pay", "cents"),
    [
        ({"pay_min": Decimal(18), "pay_period": "hour"}, 18 * 40 * 52 * 100),
        ({"pay_min": Decimal("38000.50"), "pay_period": "year"}, 3_800_050),
        ({"pay_min": None, "pay_max": Decimal(10), "pay_period": "week"}, 52_000),
        ({"pay_min": Decimal(10), "pay_max": Decimal(99), "pay_period": "week"}, 52_000),
        ({"pay_min": None, "pay_max": None}, UNSTATED),
        ({"pay_min": Decimal(18), "pay_period": ""}, UNSTATED),
        ({"pay_min": Decimal(10**10), "pay_period": "hour"}, MOST_CENTS),
    ],
)
def test_pay_is_kept_as_a_year_of_its_lower_end(pay: dict[str, Any], cents: int) -> None:
    assert document(NUMBER, **{"pay_max": None} | pay).pay_cents == cents


def test_a_text_is_read_field_by_field() -> None:
    text = analyse(
        document(NUMBER, title="Calls, calls!", description="A call center.\nCenter", brand="Call")
    )
    fields = [FIELDS[field_of(position)] for position in text.positions["call"]]

    assert fields == ["title", "title", "company", "body"]
    assert text.lengths[FIELDS.index("title")] == 2
    assert text.lengths[FIELDS.index("body")] == 4
    assert {"calls", "call", "center"} <= text.words
    assert "role-family/contact-centre" in text.positions
