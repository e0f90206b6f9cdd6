"""Requirements and questions: added and removed one by one, without script, within limits."""

from __future__ import annotations

import pytest

from jobboard.domain.listing import MOST_MUST_HAVES, MOST_QUESTIONS, ListingState
from jobboard.domain.vocabulary import terms
from jobboard.extensions import db
from tests import factories


def at(listing, page):
    return f"/employer/listings/{listing.id}/{page}"


def row(kind, slug="", text="", level="", need="must"):
    return {"kind": kind, "slug": slug, "text": text, "level": level, "need": need}


@pytest.fixture
def draft(company):
    return factories.listing(company, ListingState.DRAFT)


def reread(listing):
    db.session.refresh(listing)
    return listing


@pytest.mark.parametrize(
    ("kind", "answers", "stored"),
    [
        ("skill", {"slug": "empathy", "need": "must"}, row("skill", "empathy")),
        ("tool", {"slug": "zendesk", "need": "nice"}, row("tool", "zendesk", need="nice")),
        ("tool", {"text": "Our own CRM", "need": "must"}, row("tool", text="Our own CRM")),
        (
            "language",
            {"slug": "es", "level": "b2", "need": "nice"},
            row("language", "es", level="b2", need="nice"),
        ),
        ("qualification", {"slug": "none"}, row("qualification", "none", need="")),
        (
            "qualification",
            {"slug": "degree", "need": "nice"},
            row("qualification", "degree", need="nice"),
        ),
        ("other", {"text": "A car", "need": "nice"}, row("other", text="A car", need="nice")),
    ],
)
def test_each_kind_has_a_form_of_its_own(employer, draft, kind, answers, stored):
    page = at(draft, "requirements") + f"?kind={kind}"
    answer = employer.submit(page, answers)
    assert answer.status_code == 303
    assert f"kind={kind}" in answer.location, "Ready for the next of its kind."
    assert reread(draft).requirements == [stored]


def test_skills_stand_under_the_headings_seekers_see(employer, draft):
    page = employer.page(at(draft, "requirements") + "?kind=skill")
    headings = [group.get("label") for group in page.root.iter("optgroup")]
    assert headings == [family.label for family in terms("skill-family")]


@pytest.mark.parametrize(
    ("kind", "answers", "words"),
    [
        ("skill", {"slug": ""}, "Choose a skill"),
        ("tool", {"slug": "", "text": ""}, "Choose a tool from the list"),
        ("tool", {"slug": "zendesk", "text": "Another"}, "Choose a tool from the list"),
        ("language", {"slug": "es", "level": ""}, "Choose a level"),
        ("qualification", {}, "Choose a qualification"),
        ("other", {"text": "  "}, "Write what people need"),
        ("other", {"text": "x" * 500}, "Use at most 120 characters."),
    ],
)
def test_what_cannot_be_added_says_what_to_do(employer, draft, kind, answers, words):
    add = at(draft, "requirements") + f"/add/{kind}"
    answer = employer.submit(at(draft, "requirements") + f"?kind={kind}", answers, form=add)
    assert answer.status_code == 422
    assert words in answer.text
    assert reread(draft).requirements == []


def test_a_row_can_be_removed(employer, draft):
    draft.requirements = [row("skill", "empathy"), row("skill", "patience")]
    db.session.flush()
    before = draft.version
    page = employer.page(at(draft, "requirements"))
    first = next(form for form in page.forms if form.data().get("position") == ["0"])
    assert employer.post(first.action, data=first.data()).status_code == 303
    assert [kept["slug"] for kept in reread(draft).requirements] == ["patience"]
    assert draft.version == before + 1


def test_a_late_remove_does_not_take_another_row(employer, draft):
    draft.requirements = [row("skill", "empathy"), row("skill", "patience")]
    page = employer.page(at(draft, "requirements"))
    first = next(form for form in page.forms if form.data().get("position") == ["0"])
    employer.post(first.action, data=first.data())
    assert employer.post(first.action, data=first.data()).status_code == 409
    assert [kept["slug"] for kept in reread(draft).requirements] == ["patience"]


def test_nothing_is_listed_twice(employer, draft):
    draft.requirements = [row("skill", "empathy")]
    answer = employer.submit(at(draft, "requirements"), {"slug": "empathy", "need": "nice"})
    assert answer.status_code == 422
    assert "on the list already" in answer.text


def test_there_are_at_most_eight_must_haves(employer, draft):
    skills = [term.slug for term in terms("skill")]
    draft.requirements = [row("skill", slug) for slug in skills[:MOST_MUST_HAVES]]
    one_more = {"slug": skills[MOST_MUST_HAVES]}
    refused = employer.submit(at(draft, "requirements"), one_more | {"need": "must"})
    assert refused.status_code == 422
    assert f"There can be {MOST_MUST_HAVES} must-haves" in refused.text
    assert (
        employer.submit(at(draft, "requirements"), one_more | {"need": "nice"}).status_code == 303
    )


def test_an_empty_list_is_not_complete(employer, draft):
    answer = employer.submit(at(draft, "requirements"), button="continue")
    assert answer.status_code == 422
    assert "Add at least one thing" in answer.text
    later = employer.submit(at(draft, "requirements"), button="later")
    assert later.status_code == 303


@pytest.mark.parametrize("button", ["continue", "later"])
def test_leaving_the_page_adds_what_was_chosen(employer, draft, button):
    answer = employer.submit(at(draft, "requirements"), {"slug": "empathy"}, button=button)
    assert answer.status_code == 303
    assert reread(draft).requirements == [row("skill", "empathy")]
    assert ("requirements" in draft.steps_done) is (button == "continue")


@pytest.mark.parametrize("button", ["continue", "later"])
def test_leaving_the_page_does_not_drop_what_cannot_be_added(employer, draft, button):
    page = at(draft, "requirements") + "?kind=language"
    answer = employer.submit(page, {"slug": "es", "level": ""}, button=button)
    assert answer.status_code == 422
    assert "Choose a level" in answer.text
    assert reread(draft).requirements == []


def test_a_qualification_is_not_needed_and_a_must_have_at_once(employer, draft):
    draft.requirements = [row("qualification", "none", need="")]
    page = at(draft, "requirements") + "?kind=qualification"
    refused = employer.submit(page, {"slug": "degree", "need": "must"})
    assert refused.status_code == 422
    assert "but not both" in refused.text
    assert employer.submit(page, {"slug": "degree", "need": "nice"}).status_code == 303


def test_that_none_is_needed_is_a_fact_of_the_page_and_no_must_have(employer, draft):
    draft.requirements = [row("qualification", "none", need="")]
    text = employer.page(at(draft, "preview")).text
    assert "No qualification needed" in text.partition("At a glance")[2]
    assert "Must-haves" not in text
    assert "0 of 8 must-haves used" in employer.page(at(draft, "requirements")).text


def test_questions_stand_yes_no_first_and_say_what_is_optional(employer, draft):
    page = at(draft, "questions")
    employer.submit(page, {"kind": "short", "text": "Why this job?", "optional": "y"})
    employer.submit(page, {"kind": "yes-no", "text": "Can you work weekends?"})
    asked = reread(draft).questions
    assert [question["kind"] for question in asked] == ["yes-no", "short"]
    assert [question["optional"] for question in asked] == [False, True]
    assert len({question["id"] for question in asked}) == 2
    assert "Why this job? (optional)" in employer.page(page).text


def test_there_are_at_most_five_questions(employer, draft):
    page = at(draft, "questions")
    for number in range(MOST_QUESTIONS):
        employer.submit(page, {"kind": "yes-no", "text": f"Question {number}?"})
    shown = employer.page(page)
    assert "That is all five." in shown.text
    data = next(form.data() for form in shown.forms if "question" in form.data())
    extra = data | {"kind": "yes-no", "text": "A sixth?", "version": str(reread(draft).version)}
    answer = employer.post(f"{page}/add", data=extra)
    assert answer.status_code == 422
    assert len(reread(draft).questions) == MOST_QUESTIONS


def test_a_question_can_be_removed_and_is_not_asked_twice(employer, draft):
    page = at(draft, "questions")
    employer.submit(page, {"kind": "yes-no", "text": "Can you drive?"})
    twice = employer.submit(page, {"kind": "short", "text": "can you DRIVE"})
    assert twice.status_code == 422
    remove = next(f for f in employer.page(page).forms if "question" in f.data())
    assert employer.post(remove.action, data=remove.data()).status_code == 303
    assert reread(draft).questions == []


def test_questions_lead_on_to_the_check_page(employer, draft):
    answer = employer.submit(at(draft, "questions"), form=at(draft, "questions"))
    assert answer.location.endswith("/check")
    later = employer.submit(at(draft, "questions"), button="later")
    assert later.location.endswith(f"/listings/{draft.id}")
