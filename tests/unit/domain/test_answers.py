"""Answers to an employer's questions."""

from __future__ import annotations

from jobboard.domain.answers import (
    LONGEST_ANSWER,
    field_name,
    in_order,
    in_words,
    kept,
    missing,
)

TOOLS = {"id": "q1", "kind": "short", "text": "Which tools?", "optional": True}
WHY = {"id": "q2", "kind": "short", "text": "Why?", "optional": False}
NIGHTS = {"id": "q3", "kind": "yes-no", "text": "Nights?", "optional": False}
TRAVEL = {"id": "q4", "kind": "yes-no", "text": "Travel?", "optional": True}
ALL = [TOOLS, WHY, NIGHTS, TRAVEL]


def test_yes_or_no_comes_before_text_each_in_the_employers_order():
    assert [question["id"] for question in in_order(ALL)] == ["q3", "q4", "q1", "q2"]


def test_only_answers_to_these_questions_are_kept():
    given = {"q1": "Zendesk", "q3": "yes", "q4": "perhaps", "q9": "x", "q2": ""}
    assert kept(ALL, given) == {"q1": "Zendesk", "q3": "yes"}


def test_an_answer_has_an_end():
    assert len(kept([WHY], {"q2": "x" * 9_000})["q2"]) == LONGEST_ANSWER


def test_what_is_owed_is_named_in_the_order_asked_at_its_field():
    errors = missing(ALL, {"q1": "Zendesk"})
    assert [error.field for error in errors] == [field_name(NIGHTS), field_name(WHY)]
    assert errors[0].message == "Choose Yes or No: Nights?"
    assert errors[1].message == "Answer the question: Why?"


def test_nothing_is_owed_once_all_that_is_not_optional_is_answered():
    assert missing(ALL, {"q2": "Because.", "q3": "no"}) == []


def test_answers_read_as_words():
    assert in_words(ALL, {"q3": "no", "q2": "yes"}) == [
        ("Nights?", "No"),
        ("Travel?", "Not answered"),
        ("Which tools?", "Not answered"),
        ("Why?", "yes"),
    ]
