"""Applying: one page, a check, sent; kept when left, and never twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jobboard import clock
from jobboard.domain.application import ApplicationState
from jobboard.domain.listing import Actor, ListingState
from jobboard.extensions import db
from jobboard.models import Application
from jobboard.queries import applications as reading
from jobboard.services import applications as service
from jobboard.services.listings import By
from tests import factories

S = ApplicationState
QUESTIONS = [
    {"id": "q1", "kind": "short", "text": "Which tools do you know?", "optional": True},
    {"id": "q2", "kind": "yes-no", "text": "Can you work on Saturdays?", "optional": False},
]


@pytest.fixture
def seeker():
    return factories.seeker(name="Dana Okafor", email="dana@example.org")


@pytest.fixture
def resume(seeker):
    return factories.resume(
        seeker, title="Main", document={"basics": {"name": "Dana Okafor"}, "work": []}
    )


@pytest.fixture
def listing():
    return factories.listing(
        factories.company(name="Northwind Utilities"), title="Billing rep", questions=QUESTIONS
    )


@pytest.fixture
def dana(sign_in, seeker, resume):
    return sign_in(seeker)


def applications():
    db.session.expire_all()
    return list(db.session.scalars(db.select(Application).order_by(Application.id)))


def apply_url(listing):
    return f"/my/apply/{listing.id}"


def fill(client, listing, **answers):
    return client.submit(apply_url(listing), {"answer_q2": "yes", **answers})


def press(client, address):
    """Press the button of a page whose form leads to the page's own address."""
    return client.submit(address, form=address)


def test_three_screens_from_listing_to_sent(dana, listing, resume, letters):
    filled = fill(dana, listing, answer_q1="Zendesk", message="I like calm calls.")
    assert filled.location == f"{apply_url(listing)}/check"
    check = dana.page(filled.location)
    for words in ("Check your application", "Main", "Zendesk", "Yes", "I like calm calls."):
        assert words in check.text
    sent = press(dana, filled.location)
    assert sent.status_code == 303
    receipt = dana.page(sent.location)
    (application,) = applications()
    assert receipt.headings == ["Application sent"]
    assert application.reference in receipt.text
    assert application.state == S.SUBMITTED
    assert application.resume_copy == resume.document
    assert application.reference in letters(to="dana@example.org")[0].text


def test_yes_and_no_come_before_text_and_optional_ones_say_so(dana, listing):
    text = dana.page(apply_url(listing)).text
    assert text.index("Can you work on Saturdays?") < text.index("Which tools do you know?")
    assert "Which tools do you know? (optional)" in text
    assert "Can you work on Saturdays? (optional)" not in text


def test_every_answer_can_be_changed_and_leads_back_to_the_check(dana, listing):
    check = dana.page(fill(dana, listing).location)
    changes = [link for link in check.links() if "change=" in link and "#" in link]
    fields = {link.partition("#")[2] for link in changes}
    assert {"resume", "answer_q1", "answer_q2", "message", "interview_needs"} <= fields
    for link in changes:
        address, _, field = link.partition("#")
        assert field in dana.page(address).idents
    again = dana.submit(changes[0].partition("#")[0], {"message": "Changed."})
    assert again.location == f"{apply_url(listing)}/check"
    assert "Changed." in dana.page(again.location).text


def test_what_is_owed_is_asked_for_and_what_was_typed_is_kept(dana, listing):
    refused = dana.submit(apply_url(listing), {"message": "Half a thought"})
    assert refused.status_code == 422
    text = refused.get_data(as_text=True)
    assert "<title>Error: " in text
    assert "Choose Yes or No: Can you work on Saturdays?" in text
    assert 'href="#answer_q2"' in text
    assert "Half a thought" in text
    assert "Half a thought" in dana.page(apply_url(listing)).text


def test_needs_for_an_interview_are_apart_and_kept_back(dana, listing):
    text = dana.page(apply_url(listing)).text
    assert text.index("For an interview</h2>") > text.index("Anything to add?")
    assert "Northwind Utilities sees this only if they invite you to an interview." in text
    check = dana.page(fill(dana, listing, interview_needs="Captions").location)
    assert "They see what you need for an interview only if they invite you" in check.text


def test_leaving_and_coming_back_finds_everything(dana, listing):
    left = dana.submit(apply_url(listing), {"message": "To be continued"}, button="later")
    assert left.location == "/my/applications"
    overview = dana.page("/my/applications")
    assert "Answers not finished" in overview.text
    assert apply_url(listing) in list(overview.links())
    assert "To be continued" in dana.page(apply_url(listing)).text
    assert [row.state for row in applications()] == [S.DRAFT]


def test_a_finished_draft_comes_back_at_the_check(dana, listing):
    fill(dana, listing)
    assert dana.get(apply_url(listing)).location == f"{apply_url(listing)}/check"
    assert "Ready to check" in dana.page("/my/applications").text


def test_pressing_twice_sends_once_and_says_so(dana, listing, letters):
    check = fill(dana, listing).location
    (form,) = [f for f in dana.page(check).forms if f.action == check]
    first = dana.post(check, data=form.data())
    second = dana.post(check, data=form.data())
    assert first.location.endswith("/sent")
    told = dana.page(second.location)
    assert "You sent this application before. It was sent once" in told.text
    assert len(applications()) == 1
    assert len(letters(kind="application_sent")) == 1


@pytest.mark.parametrize("tail", ["", "/check"])
def test_going_back_after_sending_says_that_it_was_sent(dana, listing, tail):
    check = fill(dana, listing).location
    press(dana, check)
    again = dana.get(apply_url(listing) + tail)
    assert "It was sent once" in dana.page(again.location).text
    late = dana.post(apply_url(listing), data={"csrf_token": dana.token(), "message": "Once more"})
    assert "It was sent once" in dana.page(late.location).text
    assert applications()[0].message == ""


def test_answers_changed_in_another_window_are_shown_again(dana, listing):
    check = fill(dana, listing).location
    (form,) = [f for f in dana.page(check).forms if f.action == check]
    dana.submit(f"{apply_url(listing)}?change=message", {"message": "Newer words"})
    answer = dana.post(check, data=form.data())
    assert answer.location == check
    shown = dana.page(check).text
    assert "Check them again" in shown
    assert "Newer words" in shown
    assert applications()[0].state == S.DRAFT


def test_without_a_resume_one_is_led_to_make_one_and_back(sign_in, listing):
    seeker = factories.seeker()
    client = sign_in(seeker)
    page = client.page(apply_url(listing))
    assert "You need a resume first" in page.text
    assert applications() == []
    led = press(client, apply_url(listing))
    assert led.location == "/my/resumes/new"
    assert reading.waiting_for_resume(seeker.id).listing_id == listing.id
    assert apply_url(listing) in list(client.page("/my/applications").links())
    resume = factories.resume(seeker)
    assert apply_url(listing) in list(client.page(f"/my/resumes/{resume.id}").links())
    assert client.page(apply_url(listing)).headings == ["Your application"]


def test_looking_at_the_form_makes_no_draft(dana, listing):
    dana.page(apply_url(listing))
    assert applications() == []


def test_only_an_own_resume_can_be_sent(dana, listing):
    strange = factories.resume()
    answer = dana.post(
        apply_url(listing),
        data={"csrf_token": dana.token(), "resume": str(strange.id), "answer_q2": "yes"},
    )
    assert answer.status_code == 422
    assert all(row.resume_id != strange.id for row in applications())


def test_an_answer_that_is_no_choice_is_not_taken(dana, listing):
    answer = dana.submit(apply_url(listing), {"answer_q2": "maybe"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "state",
    [ListingState.PAUSED, ListingState.CLOSED, ListingState.EXPIRED, ListingState.SUSPENDED],
)
def test_a_listing_that_is_not_open_says_gone(dana, state):
    listing = factories.listing(state=state, first_published_at=clock.now())
    answer = dana.get(apply_url(listing))
    assert answer.status_code == 410
    assert "does not take applications now" in answer.get_data(as_text=True)
    assert dana.get(f"{apply_url(listing)}/check").location == apply_url(listing)
    assert dana.post(apply_url(listing), data={"csrf_token": dana.token()}).status_code == 410


def test_a_draft_is_not_sent_after_closing_and_the_list_says_so(dana, listing):
    check = fill(dana, listing).location
    (form,) = [f for f in dana.page(check).forms if f.action == check]
    listing.closes_at = clock.now() - timedelta(minutes=1)
    assert dana.post(check, data=form.data()).status_code == 410
    assert "no longer takes applications" in dana.page("/my/applications").text
    assert applications()[0].state == S.DRAFT


def test_a_listing_that_never_was_public_is_not_there(dana):
    hidden = factories.listing(state=ListingState.DRAFT)
    assert dana.get(apply_url(hidden)).status_code == 404
    assert dana.get("/my/apply/999999").status_code == 404


def test_a_visitor_signs_in_and_comes_back(client, listing):
    answer = client.get(apply_url(listing))
    assert answer.location == f"/sign-in?next={apply_url(listing)}"


def test_nothing_about_health_age_or_origin_is_asked(dana, listing):
    form = next(f for f in dana.page(apply_url(listing)).forms if "message" in f.names)
    assert form.names == {
        "resume", "answer_q1", "answer_q2", "message", "interview_needs", "later",
    }  # fmt: skip


def test_after_withdrawing_one_applies_again(dana, listing):
    press(dana, fill(dana, listing).location)
    (first,) = applications()
    press(dana, f"/my/applications/{first.reference}/withdraw")
    assert "Apply again" in dana.page(f"/my/applications/{first.reference}").text
    again = press(dana, fill(dana, listing).location)
    assert again.location.endswith("/sent")
    assert [row.state for row in applications()] == [S.WITHDRAWN, S.SUBMITTED]


def test_one_applies_three_times_at_most(dana, listing, letters):
    factories.member(listing.company)
    for count in (1, 2, 3):
        press(dana, fill(dana, listing).location)
        address = f"/my/applications/{applications()[-1].reference}"
        again = "You can apply again until" in dana.page(f"{address}/withdraw").text
        press(dana, f"{address}/withdraw")
        assert again == ("Apply again" in dana.page(address).text) == (count < 3)
    words = "You have applied for this job three times and withdrawn each time"
    led = dana.get(apply_url(listing))
    assert led.location == "/my/applications"
    assert words in dana.page(led.location).text
    late = dana.post(apply_url(listing), data={"csrf_token": dana.token(), "answer_q2": "yes"})
    assert words in dana.page(late.location).text
    assert [row.state for row in applications()] == [S.WITHDRAWN] * 3
    assert len(letters(kind="application_arrived")) == 3


def test_where_nobody_reads_applications_one_is_not_asked_to_apply_again(dana, listing):
    press(dana, fill(dana, listing).location)
    (first,) = applications()
    listing.source = "another board"
    text = dana.page(f"/my/applications/{first.reference}/withdraw").text
    assert "You cannot apply again, because this job no longer takes applications" in text
    press(dana, f"/my/applications/{first.reference}/withdraw")
    assert "Apply again" not in dana.page(f"/my/applications/{first.reference}").text


def test_a_changed_resume_does_not_change_what_was_sent(dana, listing, resume):
    press(dana, fill(dana, listing).location)
    resume.document = {"basics": {"name": "Another name"}}
    db.session.flush()
    assert applications()[0].resume_copy["basics"]["name"] == "Dana Okafor"


def test_the_reply_record_is_told_only_when_known(dana, listing):
    for _ in range(3):
        answered_application(listing)
    assert "usually answers" not in dana.page(receipt_of(dana, listing)).text
    answered_application(listing)
    assert "It answered 4 of the 5 applications sent in the last 90 days." in receipt(dana)
    assert "Northwind Utilities usually answers within 6 days." in receipt(dana)


def test_what_was_never_answered_is_in_the_reply_record(dana, listing):
    for _ in range(4):
        answered_application(listing)
        factories.application(listing, state=S.WITHDRAWN)  # Nobody owes these an answer.
    receipt_of(dana, listing)
    for _ in range(3):
        factories.application(listing, state=S.REVIEWED)
    assert "It answered 4 of the 8 applications" in receipt(dana)
    factories.application(listing)
    assert "usually answers" not in receipt(dana)


def receipt(client):
    (mine,) = [row for row in applications() if row.answers]
    return client.page(f"/my/applications/{mine.reference}/sent").text


def receipt_of(client, listing):
    return press(client, fill(client, listing).location).location


def answered_application(listing):
    sent = clock.now() - timedelta(days=20)
    row = factories.application(listing, state=S.REVIEWED, submitted_at=sent)
    by = By(Actor.MEMBER, factories.member().id)
    service.move_application(row, S.UNSUCCESSFUL, by, sent + timedelta(days=5, hours=1))
