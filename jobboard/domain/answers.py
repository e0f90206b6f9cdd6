"""Answers to an employer's questions: which belong, which are owed, and how they read.

A question is a row of ``Listing.questions``: id, kind ("yes-no" or "short"), text, optional.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jobboard.domain.errors import RuleError

YES_NO = "yes-no"
LONGEST_ANSWER = 500
YES_NO_WORDS = {"yes": "Yes", "no": "No"}

Question = Mapping[str, Any]
Answers = Mapping[str, str]


def in_order(questions: Iterable[Question]) -> list[Question]:
    """Return the questions as they are asked: yes or no before any text (LOOK A3)."""
    return sorted(questions, key=lambda question: question["kind"] != YES_NO)


def field_name(question: Question) -> str:
    """Return the name of the form field that holds a question's answer."""
    return f"answer_{question['id']}"


def kept(questions: Iterable[Question], answers: Mapping[str, Any]) -> dict[str, str]:
    """Return what was answered of these questions; strange ids and values are left out."""
    found: dict[str, str] = {}
    for question in questions:
        text = str(answers.get(question["id"]) or "")
        if text and (question["kind"] != YES_NO or text in YES_NO_WORDS):
            found[question["id"]] = text[:LONGEST_ANSWER]
    return found


def missing(questions: Iterable[Question], answers: Answers) -> list[RuleError]:
    """Return one error for each answer that is owed and not there, in the order asked."""
    return [
        RuleError(_what_to_do(question), field_name(question))
        for question in in_order(questions)
        if not question.get("optional") and not answers.get(question["id"])
    ]


def _what_to_do(question: Question) -> str:
    if question["kind"] == YES_NO:
        return f"Choose Yes or No: {question['text']}"
    return f"Answer the question: {question['text']}"


def in_words(questions: Iterable[Question], answers: Answers) -> list[tuple[str, str]]:
    """Return pairs of question and answer as they read on pages and in letters."""
    return [
        (question["text"], _words(question, answers.get(question["id"], "")))
        for question in in_order(questions)
    ]


def _words(question: Question, answer: str) -> str:
    if not answer:
        return "Not answered"
    return YES_NO_WORDS.get(answer, answer) if question["kind"] == YES_NO else answer
