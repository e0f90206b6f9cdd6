"""Levels of a skill, and measured results."""

from __future__ import annotations

import pytest

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError
from jobboard.domain.resume import LEVEL_WORDS, Section, add, empty, entries, skill_level
from jobboard.domain.resume.evidence import (
    make_result,
    make_skill,
    result_choices,
    result_words,
    slug_or_text,
)

NOTHING = {"slug": "", "text": "", "proof": "", "work_id": "", "trained": False, "reference": ""}


@pytest.mark.parametrize(
    ("skill", "words"),
    [
        ({}, "Listed"),
        ({"proof": ""}, "Listed"),
        ({"proof": "Calmed a caller."}, "With an example"),
        ({"trained": True}, "With training or a reference"),
        ({"reference": "Ana Lima"}, "With training or a reference"),
        ({"proof": "Calmed a caller.", "trained": True}, "With training or a reference"),
        ({"proof": "Calmed a caller.", "trained": False}, "With an example"),
        ({"trained": "yes"}, "Listed"),
    ],
)
def test_a_skill_has_one_of_three_worded_levels(skill, words):
    assert LEVEL_WORDS[skill_level(skill)] == words


def test_a_skill_is_chosen_or_written():
    assert make_skill(empty(), NOTHING | {"slug": "empathy"})["slug"] == "empathy"
    assert make_skill(empty(), NOTHING | {"text": "Sign language"})["text"] == "Sign language"
    for facts, field in (({}, "slug"), ({"slug": "empathy", "text": "Other"}, "text")):
        with pytest.raises(RuleError) as refused:
            make_skill(empty(), NOTHING | facts)
        assert refused.value.field == field


def test_words_that_mean_a_skill_of_the_list_become_it():
    skill = make_skill(empty(), NOTHING | {"text": "Conflict  resolution"})
    assert (skill["slug"], skill["text"]) == ("de-escalation", None)
    assert slug_or_text("tool", "ZENDESK") == {"slug": "zendesk"}
    assert slug_or_text("tool", "Acme Desk") == {"text": "Acme Desk"}


@pytest.mark.parametrize(
    "again", [{"slug": "empathy"}, {"text": "Empathy"}, {"text": "empathetic"}]
)
def test_a_skill_stands_once(again):
    document = add(empty(), Section.SKILLS, make_skill(empty(), NOTHING | {"slug": "empathy"}))
    with pytest.raises(RuleError, match="on your resume already"):
        make_skill(document, NOTHING | again)
    ident = entries(document, Section.SKILLS)[0]["id"]
    assert make_skill(document, NOTHING | {"slug": "empathy", "proof": "New."}, ident)


@pytest.mark.parametrize(
    ("metric", "typed", "value"),
    [
        ("csat", "94", "94"),
        ("csat", "94.0 %", "94"),
        ("csat", " 93.25% ", "93.2"),
        ("csat", "0", "0"),
        ("csat", "100", "100"),
        ("nps", "-12", "-12"),
        ("contacts-per-day", "50", "50"),
        ("first-response-time", "1,440", "1440"),
    ],
)
def test_results_are_taken_in_range(metric, typed, value):
    assert make_result(metric, typed, "2024", None)["value"] == value


@pytest.mark.parametrize("metric", [term.slug for term in vocabulary.terms("service-result")])
def test_results_out_of_range_are_refused_with_the_range(metric):
    extra = vocabulary.term("service-result", metric).extra
    for typed in (extra["min"] - 1, extra["max"] + 1, "many", "", "NaN", "Infinity", "1e999"):
        with pytest.raises(RuleError) as refused:
            make_result(metric, str(typed), "", None)
        assert refused.value.field == "result_value"
        assert f"{extra['max']:,}" in refused.value.message


def test_handling_time_is_not_offered_alone():
    offered = [slug for slug, _ in result_choices()]
    assert "aht" not in offered
    assert "csat" in offered


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (
            {"metric": "csat", "value": "94", "period": "2024", "sample": 1320},
            "Customer satisfaction (CSAT): 94%, 2024, sample of 1,320",
        ),
        ({"metric": "nps", "value": "-4"}, "Net promoter score (NPS): -4 points"),
        (
            {"metric": "qa-score", "value": "97", "verified": True},
            "Quality score: 97%, verified",
        ),
        ({"text": "Halved the wait."}, "Halved the wait."),
        (
            {"metric": "csat", "value": "94", "text": "Best of 12 shops."},
            "Customer satisfaction (CSAT): 94%. Best of 12 shops.",
        ),
        ({"metric": "unknown", "value": "5"}, ""),
        ({}, ""),
    ],
)
def test_results_read_as_a_line(result, words):
    assert result_words(result) == words


def test_a_result_names_its_unit_once():
    offered = dict(result_choices())
    assert offered["contacts-per-day"] == "Contacts per day"
    assert offered["retention"] == "Retention, %"
