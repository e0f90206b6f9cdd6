"""What screening stops at, what it lets be, and that it says why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jobboard.domain.screening import screen, title_findings


def rules(**facts):
    return {finding.rule for finding in screen(facts)}


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("CUSTOMER SERVICE AGENT", "title-capitals"),
        ("Chat agent URGENT", "title-capitals"),
        ("Chat agent 🎉", "title-emoji"),
        ("Chat agent!!!", "title-emoji"),
        ("Chat agent $18/hr", "title-pay"),
        ("Chat agent, 20 an hour", "title-pay"),
        ("Remote chat agent", "title-place"),
        ("Chat agent (work from home)", "title-place"),
        ("Chat agent, TX", "title-place"),
        ("Chat agent in Oregon", "title-place"),
        ("Chat agent Austin", "title-place"),
    ],
)
def test_titles_that_say_too_much(title, rule):
    assert rule in {finding.rule for finding in title_findings(title, "Austin")}


@pytest.mark.parametrize(
    "title",
    [
        "Customer service representative, billing",
        "CSR",
        "HIPAA help desk analyst",
        "Tier 2 support specialist",
        "Bilingual phone agent (Spanish)",
        "Team lead, 24/7 support",
    ],
)
def test_plain_titles_are_let_be(title):
    assert title_findings(title, "Austin") == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We look for a rockstar.", "hype-word"),
        ("Support ninjas wanted", "hype-word"),
        ("a young and dynamic team", "age-word"),
        ("recent graduates only", "age-word"),
        ("aged 20-30", "age-word"),
        ("A registration fee of $30 applies.", "asks-for-money"),
        ("You buy your own headset from us.", "asks-for-money"),
        ("Purchase the starter kit first", "asks-for-money"),
        ("pay with gift cards", "asks-for-money"),
        ("Message us on WhatsApp", "outside-contact"),
        ("Text us at 512 555 0100", "outside-contact"),
        ("Write to jobs@acme.example", "outside-contact"),
        ("Apply at https://acme.example/apply", "outside-contact"),
    ],
)
def test_texts_that_a_reader_stops_at(text, rule):
    assert rule in rules(description=text)


@pytest.mark.parametrize(
    "text",
    [
        "You help customers who cannot pay a bill, and waive late fees.",
        "You process refunds for customers who buy tickets.",
        "We supply your headset and laptop at no cost.",
        "You answer calls, texts and e-mails from 9 to 5.",
        "Seniority decides who chooses shifts first.",
        "Average handle time is 6 minutes; 40 contacts a day.",
        "We hire regardless of age, national origin, disability, pregnancy or marital status.",
    ],
)
def test_ordinary_sentences_are_let_be(text):
    assert rules(description=text) == set()


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("Are you under 30?", "age-word"),
        ("Are you young?", "age-word"),
        ("16-18 year olds only?", "age-word"),
        ("What is your date of birth?", "age-word"),
        ("Do you have any health problems?", "health-word"),
        ("Do you have a good medical history?", "health-word"),
        ("Are you married?", "family-word"),
        ("Do you have children?", "family-word"),
        ("Where were you born?", "origin-word"),
        ("Are you a US citizen?", "origin-word"),
        ("Is English your mother tongue?", "origin-word"),
    ],
)
def test_questions_nobody_should_be_asked(question, rule):
    asked = [{"id": "q1", "kind": "yes-no", "text": question, "optional": False}]
    (found,) = screen({"questions": asked})
    assert (found.rule, found.field) == (rule, "questions")
    assert found.why


@pytest.mark.parametrize(
    "question",
    [
        "Can you work weekends?",
        "Have you handled over 50 calls a day?",
        "Have you worked with health insurance?",
        "Are you allowed to work in the United States?",
        "Can you lift 30 pounds?",
        "Have you served families with children?",
    ],
)
def test_questions_about_the_work_are_let_be(question):
    asked = [{"id": "q1", "kind": "yes-no", "text": question, "optional": False}]
    assert screen({"questions": asked}) == []


def test_rows_are_read_too():
    requirement = {"kind": "other", "slug": "", "text": "Under age 30", "level": "", "need": "must"}
    question = {"id": "q1", "kind": "short", "text": "Your WhatsApp number?", "optional": False}
    assert rules(requirements=[requirement]) == {"age-word"}
    assert rules(questions=[question]) == {"outside-contact"}


@pytest.mark.parametrize(
    ("low", "period", "unlikely"),
    [
        ("18.50", "hour", False),
        ("38500", "year", False),
        ("38500", "hour", True),
        ("18", "year", True),
    ],
)
def test_pay_that_does_not_fit_its_period(low, period, unlikely):
    found = rules(pay_min=Decimal(low), pay_max=Decimal(low), pay_period=period)
    assert ("pay-out-of-range" in found) is unlikely


def test_every_finding_says_field_words_and_why():
    found = screen({"title": "ROCKSTAR $20/hr", "description": "Pay a deposit"})
    assert {finding.field for finding in found} == {"title", "description"}
    assert all(finding.matched and finding.why.endswith(".") for finding in found)


def test_nothing_stated_gives_no_findings():
    assert screen({}) == []
