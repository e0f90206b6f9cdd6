"""How a resume fits a listing: each part, where it comes from, and what never enters."""

from __future__ import annotations

import pytest

from jobboard.domain.matching import Reader, match
from jobboard.domain.resume import KEY
from tests.factories.resumes import rich_resume_document


def asks(kind, slug="", *, text="", level="", need="must"):
    return {"kind": kind, "slug": slug, "text": text, "level": level, "need": need}


def only(requirement, document=None):
    parts = match([requirement], rich_resume_document() if document is None else document).parts
    assert len(parts) == 1
    return parts[0]


@pytest.mark.parametrize(
    ("requirement", "state", "source"),
    [
        (asks("skill", "de-escalation"), "yes", "On your resume: Northgate Telecom, 2 years."),
        (
            asks("skill", "conflict-resolution"),
            "yes",
            "On your resume: Northgate Telecom, 2 years.",
        ),
        (asks("skill", "teamwork"), "yes", "On your resume: service skills."),
        (asks("skill", "patience"), "not_listed", "Not on your resume."),
        (asks("skill", text="Conflict management"), "yes", "On your resume: Northgate Telecom"),
        (asks("skill", text="insurance PRE authorization"), "yes", "On your resume: Lakeview"),
        (asks("skill", text="Makes good coffee"), "unclear", "We could not tell."),
        (asks("tool", "zendesk"), "yes", "On your resume: tools."),
        (asks("tool", text="Zendesk"), "yes", "On your resume: tools."),
        (asks("tool", text="athenaHealth"), "yes", "On your resume: tools."),
        (asks("tool", "five9"), "not_listed", "Not on your resume."),
        (asks("tool", text="Other software"), "not_listed", "Not on your resume."),
        (asks("language", "es"), "yes", "On your resume: Spanish, B1."),
        (asks("language", "es", level="a2"), "yes", "On your resume: Spanish, B1."),
        (asks("language", "es", level="b1"), "yes", "On your resume: Spanish, B1."),
        (asks("language", "es", level="b2"), "not_listed", "Spanish, B1. This asks for more."),
        (asks("language", "en", level="c2"), "yes", "On your resume: English, native."),
        (asks("language", "fr", level="a1"), "not_listed", "Not on your resume."),
        (asks("language", text="Klingon"), "unclear", "We could not tell."),
        (asks("qualification", "high-school-or-equivalent"), "yes", "Austin Community College"),
        (asks("qualification", "some-college"), "yes", "Some college, Austin"),
        (asks("qualification", "degree"), "not_listed", "Not on your resume."),
        (asks("qualification", text="A driving license"), "unclear", "We could not tell."),
        (asks("other", text="Able to lift 30 pounds"), "unclear", "The employer may ask."),
        (asks("other", text="Empathy"), "unclear", "We could not tell."),
    ],
)
def test_each_part_says_yes_not_listed_or_unclear_and_why(requirement, state, source):
    part = only(requirement)
    assert part.state == state
    assert source in part.source


@pytest.mark.parametrize(
    ("requirement", "words"),
    [
        (asks("skill", "patience"), "Not on the resume."),
        (asks("tool", "zendesk"), "On the resume: tools."),
        (asks("language", "es", level="b2"), "On the resume: Spanish, B1. This asks for more."),
        (asks("language", text="Klingon"), "You may ask."),
    ],
)
def test_employers_read_it_in_words_of_their_own(requirement, words):
    assert only(requirement).source_for(Reader.EMPLOYER) == words


def test_what_the_seeker_wrote_is_shown_to_employers_as_it_is():
    school = {"institution": "Put your resume here School", KEY: {"qualification": "degree"}}
    part = only(asks("qualification", "degree"), {"education": [school]})
    assert "Put your resume here School" in part.source_for(Reader.EMPLOYER)
    document = {"languages": [{"language": "German"}]}
    part = only(asks("language", "de", level="b1"), document)
    assert part.source_for(Reader.EMPLOYER) == (
        "German is on the resume without a level. You may ask."
    )


def test_a_language_without_a_level_is_unclear_where_a_level_is_asked():
    document = {"languages": [{"language": "Español"}, {"language": "German"}]}
    assert only(asks("language", "de"), document).state == "yes"
    part = only(asks("language", "de", level="b1"), document)
    assert part.state == "unclear"
    assert part.source.startswith("German is on your resume without a level.")


def test_a_school_of_unknown_kind_is_unclear_unless_another_is_enough():
    unknown = {"institution": "Somewhere"}
    degree = {"institution": "State", KEY: {"qualification": "degree"}}
    asked = asks("qualification", "degree")
    assert only(asked, {"education": [unknown]}).state == "unclear"
    assert only(asked, {"education": [unknown, degree]}).state == "yes"
    assert only(asked, {}).state == "not_listed"


def test_what_needs_nothing_is_no_part_and_is_not_counted():
    found = match([asks("qualification", "none"), asks("skill", "de-escalation")], {})
    assert [part.label for part in found.parts] == ["De-escalation"]
    assert match([asks("qualification", "none")], {}).sentence == "This job names no must-haves."


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("One year of work by phone", "one year of work by phone"),
        ("A driving license", "a driving license"),
        ("Zendesk certificate", "Zendesk certificate"),
    ],
)
def test_own_words_lose_the_capital_of_a_sentence_and_keep_that_of_a_name(words, phrase):
    assert only(asks("other", text=words)).phrase == phrase


def test_a_running_job_says_since_when():
    document = {
        "work": [{"name": "Northgate", "startDate": "2023-03", KEY: {"id": "e1"}}],
        KEY: {"skills": [{"id": "e2", "slug": "empathy", "work_id": "e1"}]},
    }
    source = only(asks("skill", "empathy"), document).source
    assert source == "On your resume: Northgate, since March 2023."


def test_skills_of_another_site_s_resume_count():
    document = {"skills": [{"name": "Active listening"}]}
    assert only(asks("skill", "active-listening"), document).state == "yes"


def test_must_haves_are_counted_and_the_parts_add_up():
    found = match(
        [
            asks("skill", "de-escalation"),
            asks("tool", "zendesk"),
            asks("language", "fr"),
            asks("other", text="Own car"),
            asks("skill", "empathy", need="nice"),
            asks("tool", "five9", need="nice"),
        ],
        rich_resume_document(),
    )
    assert (found.yes, found.unclear, found.total) == (2, 1, 4)
    assert found.yes == sum(part.state == "yes" for part in found.musts)
    assert len(found.musts) + len(found.nices) == len(found.parts)
    assert found.sentence == (
        "Asks for de-escalation and Zendesk, which you list. "
        "Asks for French, which you do not list. Asks for own car: we could not tell."
    )


def test_sentences_at_the_ends():
    assert match([], rich_resume_document()).sentence == "This job names no must-haves."
    assert match([], {}).total == 0
    everything = match([asks("skill", "empathy")], rich_resume_document())
    assert everything.sentence == "Everything it asks for is on your resume."
    nothing = match([asks("language", "es", level="b2")], {})
    assert nothing.sentence == "Asks for Spanish (B2 or better), which you do not list."


def test_who_somebody_is_never_enters():
    asked = [
        asks("skill", "de-escalation"),
        asks("language", "es"),
        asks("qualification", "degree"),
    ]
    document = rich_resume_document()
    other = document | {
        "basics": {"name": "Somebody Else", "image": "photo.jpg", "birthday": "1950-01-01"},
        "gender": "x",
    }
    assert match(asked, other) == match(asked, document)


def test_a_row_of_an_unknown_kind_is_unclear():
    assert only({"kind": "spell", "slug": "fireball"}, {}).state == "unclear"
    assert only({}, {}).state == "unclear"
