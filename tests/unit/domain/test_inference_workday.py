"""Duties and channels that a verb and its object tell, in sentences of real postings."""

import pytest

from jobboard.domain.inference import infer


def _from(description, **more):
    return infer({"title": "", "description": description, **more})


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("Take orders over the phone, respond to inquiries.", "process-orders"),
        ("Assist with placement of orders, refunds, or exchanges.", "process-orders"),
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
        "You will not take orders.",
        "Take payments over the phone.",
        "Operate cash registers to complete customer transactions.",
        "Issue purchase orders to vendors.",
        "Who has placed orders with us before.",
        "Respond promptly in order to grow.",
        "Oversee field service calls.",
        "Educate clients on market trends.",
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


def test_the_words_of_the_work_outweigh_a_wrong_field():
    hospital = (
        "Responsible for knowing addresses, telephone numbers, hospital services and classes "
        "offered. Able to discuss with callers the hospital services, directions, etc."
    )
    found = _from(
        hospital, industry="Telecommunications", qualifications="Able to work with patients."
    )
    assert found.industry == "healthcare"
    shop = "Operate cash registers. Display merchandise. Maintain a clean shopping area."
    assert _from(shop, industry="Financial Services").industry == "retail"


def test_a_field_with_a_word_in_its_favor_stands():
    mixed = "Sell broadband to hospitals, clinics and physicians."
    assert _from(mixed, industry="Telecommunications").industry == "telecommunications"
    desk = "Support the hospital's IT."
    assert _from(desk, industry="Computer Software").industry == "technology"
    assert _from("Flights, airlines and airports.", hiringOrganization=None).industry == "travel"


@pytest.mark.parametrize(
    ("text", "arrangement"),
    [
        ("Take calls at home for our ad company.", "remote"),
        ("Typing, from the comfort of their own homes.", "remote"),
        ("You can do it all from home.", "remote"),
        ("You may work from home after training.", "hybrid"),
        ("After ninety days of training you can work from home.", "hybrid"),
        ("This is not a work from home position.", "on-site"),
        ("Handle calls from home owners.", None),
    ],
)
def test_work_at_home_in_other_words(text, arrangement):
    assert _from(text).arrangement == arrangement


@pytest.mark.parametrize(
    ("text", "contract"),
    [
        ("This is a contractor role.", "freelance"),
        ("Answer calls about card orders.", "fixed-term"),
        ("Deliver parcels with your own bike.", None),
        ("You manage our contractors.", None),
    ],
)
def test_a_contract_has_a_term_unless_on_ones_own_account(text, contract):
    vague = {"employmentType": "CONTRACTOR", "employmentTypeRaw": "Contract"}
    assert _from(text, **vague).contract == contract


def test_nights_and_weekends_are_late_evenings():
    text = "Ability to work a flexible schedule, including some nights and weekends."
    assert _from(text).shift_bands == ("late", "weekend")
    assert _from("No nights, no weekends, regular hours.").shift_bands is None


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("Our flexible schedule can work around your needs.", "self-scheduled"),
        ("Pick your own schedules.", "self-scheduled"),
        ("Must work a flexible schedule.", None),
    ],
)
def test_who_chooses_the_hours(text, pattern):
    assert _from(text).shift_pattern == pattern


def test_on_call_in_the_title_and_a_first_step_in_the_text():
    assert infer({"title": "Print Production Associate - On Call"}).shift_pattern == "on-call"
    assert _from("No experience is needed.").level == "associate"
    assert _from("Entry level customer service.").level == "associate"


def test_a_service_associate_serves_where_the_text_speaks_of_customers():
    text = "Welcome and greet customers. Assist customers with buying decisions."
    assert infer({"title": "Service Associate", "description": text}).role_family == (
        "customer-service"
    )
    assert infer({"title": "Service Associate"}).role_family is None
    assert infer({"title": "Food Service Associate", "description": text}).role_family is None


def test_hours_of_training_and_meetings_are_not_those_of_the_work():
    text = "8 weeks of training, Monday through Friday, 5:30am until 2:00pm."
    assert (_from(text).shift_bands, _from(text).shift_pattern) == (None, None)
    assert _from("Two employee meetings a year from 5:30pm to 7:00pm.").shift_bands is None


def test_a_company_that_says_what_it_is():
    we = "We are a canary wharf based e-commerce company and are recruiting."
    assert _from(we).industry == "e-commerce"
    assert _from("We are a fast growing company.").industry is None


def test_customers_are_trained():
    said = "You will train and support actors over the phone."
    assert "technical-assistance" in _from(said).duties
    assert "technical-assistance" in _from("Onboarding and educating our customers.").duties
    assert _from("We will train you.").duties is None


def test_returns_and_recalls_are_handled():
    told = _from("Handle product recalls. Process any refunds.").duties
    assert told == ("returns-and-refunds",)
