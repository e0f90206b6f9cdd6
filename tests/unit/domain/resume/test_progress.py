"""Each section's state, with what is missing and why it would help."""

from __future__ import annotations

import pytest

from jobboard.domain.resume import KEY, progress_words, section_states
from tests.factories.resumes import rich_resume_document

KEYS = [
    "contact", "work", "skills", "tools", "languages", "training", "availability", "home-office",
    "wanted",
]  # fmt: skip


def state_of(document, key):
    return next(state for state in section_states(document) if state.key == key)


def test_a_full_resume_is_done_in_every_section():
    states = section_states(rich_resume_document())
    assert [state.key for state in states] == KEYS
    assert {state.state for state in states} == {"done"}
    assert not any(state.missing for state in states)
    assert progress_words(states) == "Every section is done."


def test_an_empty_one_says_of_every_section_what_to_add_and_why():
    states = section_states({})
    assert {state.state for state in states} == {"not_started"}
    assert all(state.missing.endswith(".") for state in states)
    assert progress_words(states) == "0 of 9 sections are done. Next, if you like: contact."
    assert "%" not in progress_words(states)


@pytest.mark.parametrize(
    ("key", "document", "missing"),
    [
        ("contact", {"basics": {"name": "Dana"}}, "email address or a phone"),
        (
            "contact",
            {"basics": {"name": "Dana", "phone": "1", "location": {}}},
            "town or state",
        ),
        ("work", {"work": [{"name": "A shop"}]}, "title and dates"),
        ("skills", {KEY: {"skills": [{"slug": "empathy"}]}}, "three skills with an example"),
        (
            "skills",
            {KEY: {"skills": [{"slug": "empathy", "proof": "Once."}]}},
            "1 skill has an example",
        ),
        ("tools", {KEY: {"channels": ["phone"]}}, "tools you know"),
        ("tools", {KEY: {"tools": [{"slug": "slack"}]}}, "channels"),
        ("languages", {"languages": [{"language": "Thai"}]}, "how well"),
        ("wanted", {KEY: {"wanted": {"pay_min": "20"}}}, "how and where"),
        ("wanted", {KEY: {"wanted": {"arrangements": ["hybrid"]}}}, "the place"),
    ],
)
def test_a_started_section_says_what_it_lacks(key, document, missing):
    state = state_of(document, key)
    assert state.state == "started"
    assert missing in state.missing


@pytest.mark.parametrize(
    ("key", "document"),
    [
        ("work", {"work": [{"position": "Clerk", "startDate": "2020"}]}),
        ("training", {"certificates": [{"name": "Course"}]}),
        ("home-office", {KEY: {"home_office": []}}),
        ("wanted", {KEY: {"wanted": {"arrangements": ["remote"]}}}),
        ("wanted", {KEY: {"wanted": {"arrangements": ["on-site"], "region": "US-TX"}}}),
        ("availability", {KEY: {"availability": {"mon": ["day"]}}}),
    ],
)
def test_a_section_is_done_when_nothing_that_helps_is_missing(key, document):
    assert state_of(document, key).state == "done"


def test_an_availability_without_a_tick_has_not_begun():
    assert state_of({KEY: {"availability": {"mon": []}}}, "availability").state == "not_started"


def test_counts_stand_in_words():
    assert state_of(rich_resume_document(), "work").status == "2 jobs"
    assert state_of({"work": [{"name": "A"}]}, "work").status == "1 job"
