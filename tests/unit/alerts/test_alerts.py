"""What an alert keeps, when it writes next, and what its letter's subject says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from flask import Flask

from jobboard.domain import vocabulary
from jobboard.domain.alerts import (
    ANYTHING,
    LONGEST_CRITERIA,
    NOWHERE,
    TOO_LONG,
    Frequency,
    check_criteria,
    criteria_words,
    kept_criteria,
    kept_text,
    next_due,
)
from jobboard.domain.criteria import FACETS, SearchCriteria
from jobboard.domain.errors import RuleError
from jobboard.letters.alerts import alert_jobs
from jobboard.models import Alert, Listing
from jobboard.settings import Settings

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def criteria(**args: Any) -> SearchCriteria:
    return SearchCriteria.from_args(args)


def test_what_is_kept_gives_the_same_search_without_order_and_age() -> None:
    asked = criteria(
        words="billing & refunds",
        place="Austin, TX",
        arrangement=["remote", "hybrid"],
        pay_min="18.50",
        sort="newest",
        posted_within="7",
    )
    kept = kept_criteria(kept_text(asked))
    assert (kept.sort, kept.posted_within) == ("match", None)
    assert kept_text(kept) == kept_text(asked)
    assert (kept.words, kept.pay_min) == (asked.words, asked.pay_min)


@pytest.mark.parametrize(
    "args",
    [
        {"place": "Austin, TX", "channel": ["phone"]},
        {"arrangement": ["remote"], "words": "billing"},
        {"arrangement": ["remote", "hybrid"], "pay_min": "18"},
        {"words": "remote chat support"},
        {"place": "78701", "checked_only": "yes"},
    ],
)
def test_place_or_remote_and_one_thing_more_will_do(args: dict[str, Any]) -> None:
    check_criteria(criteria(**args))


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({}, NOWHERE),
        ({"words": "billing", "place": "..."}, NOWHERE),
        ({"words": "billing", "place": "??"}, NOWHERE),
        ({"words": "billing", "channel": ["phone"]}, NOWHERE),
        ({"arrangement": ["hybrid", "on-site"], "words": "billing"}, NOWHERE),
        ({"place": "Austin, TX"}, ANYTHING),
        ({"words": "remote"}, ANYTHING),
        ({"place": "Austin, TX", "arrangement": ["remote"], "posted_within": "7"}, ANYTHING),
    ],
)
def test_less_than_that_is_refused(args: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError) as refused:
        check_criteria(criteria(**args))
    assert refused.value.message == message


def test_more_than_fits_is_refused() -> None:
    everything = {
        facet.name: [term.slug for term in vocabulary.terms(facet.group)] for facet in FACETS
    }
    asked = criteria(words="naïve " * 33, place="é" * 80, **everything)
    assert len(kept_text(asked)) > LONGEST_CRITERIA
    with pytest.raises(RuleError) as refused:
        check_criteria(asked)
    assert refused.value.message == TOO_LONG


def test_words_say_what_the_search_understands() -> None:
    said = criteria_words(criteria(words="remote billing", sort="pay"))
    assert said.startswith("Remote jobs")
    assert "billing" in said


def test_the_next_look_follows_the_frequency() -> None:
    assert next_due(Frequency.AT_ONCE, NOW) is None
    assert next_due(Frequency.DAILY, NOW) == NOW + timedelta(days=1)
    assert next_due(Frequency.WEEKLY, NOW) == NOW + timedelta(days=7)


@pytest.fixture
def board(tmp_path_factory: pytest.TempPathFactory) -> Any:
    app = Flask("letters")
    app.extensions["settings"] = Settings.from_env(
        {
            "ENVIRONMENT": "test",
            "SECRET_KEY": "a secret for tests only, long enough",
            "DATA_DIR": str(tmp_path_factory.mktemp("data")),
            "BASE_URL": "http://localhost",
        }
    )
    with app.app_context():
        yield app


@pytest.mark.parametrize(
    ("title", "more", "subject"),
    [
        (
            "Customer service representative",
            4,
            "Northwind is hiring: customer service representative, and 4 others",
        ),
        ("Billing agent", 1, "Northwind is hiring: billing agent, and 1 other"),
        ("Chat agent", 0, "Northwind is hiring: chat agent"),
        # Names, abbreviations and titles in capitals stay as the employer wrote them.
        ("Spanish speaking agent", 0, "Northwind is hiring: Spanish speaking agent"),
        ("Zendesk administrator", 0, "Northwind is hiring: Zendesk administrator"),
        ("CSR, evenings", 0, "Northwind is hiring: CSR, evenings"),
        ("Customer Care Agent", 0, "Northwind is hiring: Customer Care Agent"),
    ],
)
def test_the_subject_names_the_first_job_and_how_many_others(
    board: Flask, title: str, more: int, subject: str
) -> None:
    job = cast(
        Listing,
        SimpleNamespace(
            id=7,
            title=title,
            company=SimpleNamespace(name="Northwind"),
            arrangement="remote",
            remote_regions=[],
            remote_countries=["US"],
            pay_min=None,
            hours="full-time",
            contract="permanent",
            contract_months=None,
            hours_week_min=None,
            hours_week_max=None,
        ),
    )
    alert = Alert(
        id=3, email="a@example.org", criteria="words=x&arrangement=remote", frequency="daily"
    )
    letter = alert_jobs(alert, [job], more, ends="E", lists="L")
    assert letter.subject == subject
    assert letter.headers == {
        "List-Unsubscribe": "<http://localhost/alerts/end?token=E>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
