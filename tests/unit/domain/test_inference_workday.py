"""Duties and channels that a verb and its object tell, in sentences of real postings."""

import pytest

from jobboard.domain.inference import infer


def _from(description, **more):
    return infer({"title": "", "description": description, **more})


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("Take mortgage payments over the phone, respond to inquiries.", "process-orders"),
        ("Assist with placement of orders, refunds, or exchanges.", "process-orders"),
        ("Operate cash registers to complete customer transactions.", "process-orders"),
        ("Responsible for collection of delinquent accounts.", "billing-questions"),
        (
            "Individuals respond to and manage customer requests, suggestions and complaints.",
            "resolve-complaints",
        ),
        (
            "Effectively addressing and resolving client and customer concerns and/or complaints.",
            "resolve-complaints",
        ),
        ("Answering and directing phone calls.", "answer-inquiries"),
        ("Taking calls from customers.", "answer-inquiries"),
        ("Make outbound phone calls to existing customers.", "reach-out-proactively"),
        ("Train users on our software.", "technical-assistance"),
        ("Schedule and organize appointments for the director.", "schedule-appointments"),
        ("Maintain all logs and reporting documentation.", "keep-records"),
    ],
)
def test_duties_of_verb_and_object(text, duty):
    assert duty in _from(text).duties


@pytest.mark.parametrize(
    "text",
    [
        "We fulfill online orders for two thousand shops.",
        "Two years of experience placing large orders.",
        "You will not take payments.",
        "Issue purchase orders to vendors.",
        "Who has placed orders with us before.",
        "Respond promptly in order to grow.",
    ],
)
def test_what_is_no_duty(text):
    assert _from(text).duties is None


def test_a_list_of_needs_tells_duties_only_where_it_starts_with_them():
    told = _from("", qualifications="Answer Visa and Retail customer telephone calls.")
    assert told.duties == ("answer-inquiries",)
    assert _from("", qualifications="Ability to take payments.").duties is None


def test_people_are_greeted_in_person_unless_they_call():
    assert _from("Welcome and greet customers, with a smile.").channels == ("in-person",)
    greeted = _from("Greet customers warmly and ascertain their reason for calling.")
    assert "in-person" not in (greeted.channels or ())


def test_the_channel_named_by_its_work_is_the_main_one_when_alone():
    assert _from("Operate cash registers.").main_channel == "in-person"
    assert _from("Operate cash registers. Answer customer emails.").main_channel is None
