"""How names of companies are compared when somebody hides from one."""

from __future__ import annotations

import pytest

from jobboard.domain.company import name_key, name_keys


@pytest.mark.parametrize(
    "name",
    [
        "Northgate",
        "NORTHGATE, Inc.",
        "The Northgate Company",
        "the northgate",
        "Northgate & Co.",
        "Northgate and Company",
        "Northgate SE",
    ],
)
def test_articles_and_legal_forms_make_no_other_company(name: str) -> None:
    assert name_key(name) == "northgate"


@pytest.mark.parametrize("name", ["The", "Inc.", "The Company", "And"])
def test_a_name_of_nothing_else_keeps_a_word(name: str) -> None:
    assert name_key(name)


def test_every_beginning_of_a_name_may_mean_the_company() -> None:
    assert name_keys("The Northgate Telecom, Inc.") == ["northgate", "northgate telecom"]
    assert name_keys("!") == []
