"""What an employer sees of applicants, and how they are answered."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from jobboard import clock
from jobboard.domain.application import END_STATES, STATE_WORDS, ApplicationState, next_states
from jobboard.domain.listing import Actor
from jobboard.domain.permissions import Role
from jobboard.extensions import db
from jobboard.queries import applications as reading
from jobboard.queries.application_counts import counts_by_listing, counts_of
from jobboard.services import applications as service
from jobboard.services.listings import By
from tests import factories
from tests.support.pages import text_of

S = ApplicationState
REQUIREMENTS = [
    {"kind": "tool", "slug": "zendesk", "text": "", "level": "", "need": "must"},
    {"kind": "language", "slug": "es", "text": "", "level": "b2", "need": "must"},
]


@pytest.fixture
def company():
    return factories.company(name="Northwind Utilities")


@pytest.fixture
def listing(company):
    return factories.listing(company, title="Billing rep", requirements=REQUIREMENTS)


@pytest.fixture
def recruiter(sign_in, company):
    return sign_in(factories.member(company, Role.RECRUITER))


@pytest.fixture
def viewer(sign_in, company, new_client):
    return sign_in(factories.member(company, Role.VIEWER), on=new_client())


def applicant(listing, name="Dana Okafor", state=S.SUBMITTED, **facts):
    return factories.application(listing, factories.seeker(name=name), state, **facts)


def list_url(listing, state=None):
    return f"/employer/listings/{listing.id}/applicants" + (f"?state={state}" if state else "")


def page_url(application, tail=""):
    return f"/employer/listings/{application.listing_id}/applicants/{application.reference}{tail}"


def state_of(application):
    db.session.refresh(application)
    return application.state


def press(client, address, action, **data):
    return client.submit(address, data, form=action)


def test_nobody_yet_says_so(recruiter, listing):
    assert "No one has applied yet" in recruiter.page(list_url(listing)).text


def test_tabs_count_every_state_but_drafts(recruiter, listing):
    for state in S:
        applicant(listing, state=state)
    applicant(listing)
    page = recruiter.page(list_url(listing))
    tabs = {text_of(element) for element in page.root.iter("a")}
    for state in (s for s in S if s is not S.DRAFT):
        count = 2 if state is S.SUBMITTED else 1
        assert f"{STATE_WORDS[state]} {count}" in tabs
    assert not any(STATE_WORDS[S.DRAFT] in tab for tab in tabs)


def test_the_longest_waiting_comes_first_and_pages_do_not_overlap(recruiter, listing):
    size = reading.EMPLOYER_PAGE_SIZE
    now = clock.now()
    for number in range(size + 2):
        sent = now - timedelta(hours=number // 2)  # Pairs sent at the same moment.
        applicant(listing, f"Person {number:02}", submitted_at=sent)
    seen = []
    for page in (1, 2):
        text = recruiter.page(f"{list_url(listing)}?page={page}").text
        seen += re.findall(r"Person (\d\d)<span", text)
    assert len(seen) == len(set(seen)) == size + 2
    waiting = [int(number) // 2 for number in seen]
    assert waiting == sorted(waiting, reverse=True)


@pytest.mark.parametrize("state", ["draft", "no-such", "SUBMITTED", "%00"])
def test_a_list_that_is_not_there_is_the_first_that_is(recruiter, listing, state):
    applicant(listing, state=S.DRAFT, name="Secret Draft")
    applicant(listing, state=S.SHORTLISTED, name="Lee Park")
    text = recruiter.page(list_url(listing, state)).text
    assert "Lee Park" in text
    assert "Secret Draft" not in text


def test_looking_changes_nothing_and_opening_is_a_press(recruiter, listing):
    application = applicant(listing)
    page = recruiter.page(page_url(application))
    assert state_of(application) == S.SUBMITTED
    assert "Mark as reviewed" in page.text
    opened = press(recruiter, list_url(listing), page_url(application, "/open"))
    assert opened.location == page_url(application) + "?state=submitted"
    assert state_of(application) == S.REVIEWED
    assert application.opened_at is not None
    assert "Mark as reviewed" not in recruiter.page(opened.location).text


def test_opening_twice_is_no_error(recruiter, listing):
    application = applicant(listing)
    for _ in range(2):
        answer = recruiter.post(
            page_url(application, "/open"), data={"csrf_token": recruiter.token()}
        )
        assert answer.status_code == 303


def test_next_and_previous_stay_in_the_list_one_came_from(recruiter, listing):
    now = clock.now()
    first, second, third = (
        applicant(listing, name, submitted_at=now - timedelta(days=days))
        for name, days in (("Ann Able", 3), ("Ben Best", 2), ("Cy Clear", 1))
    )
    applicant(listing, "Di Done", S.REVIEWED, submitted_at=now - timedelta(days=2))
    opened = press(recruiter, list_url(listing), page_url(second, "/open"))
    text = recruiter.page(opened.location).text
    assert "Previous: Ann Able" in text
    assert "Next: Cy Clear" in text
    assert "Di Done" not in text
    on = press(recruiter, opened.location, page_url(third, "/open"))
    assert "Next:" not in recruiter.page(on.location).text
    assert (state_of(first), state_of(third)) == (S.SUBMITTED, S.REVIEWED)


def test_the_page_shows_match_answers_and_history(recruiter, listing):
    application = applicant(
        listing,
        resume_copy={
            "basics": {"name": "Dana Q. Okafor"},
            "languages": [{"language": "Spanish", "x-jobboard": {"slug": "es", "level": "a1"}}],
        },
        questions_copy=[{"id": "q1", "kind": "yes-no", "text": "Evenings?", "optional": False}],
        answers={"q1": "yes"},
        message="Calm calls are my thing.",
    )
    text = recruiter.page(page_url(application)).text
    for words in (
        "Dana Q. Okafor", "of 2 must-haves", "Zendesk", "Not on the resume.", "Evenings?",
        "Calm calls are my thing.", application.reference,
    ):  # fmt: skip
        assert words in text
    assert "your resume" not in text


@pytest.mark.parametrize("state", [s for s in S if s not in (S.DRAFT, S.WITHDRAWN)])
def test_what_is_needed_for_an_interview_is_told_only_when_there_is_one(recruiter, listing, state):
    application = applicant(listing, state=state, interview_needs="Captions, please.")
    shown = "Captions" in recruiter.page(page_url(application)).text
    assert shown == (state in (S.INTERVIEWING, S.OFFERED, S.HIRED))


def test_a_withdrawn_application_shows_nothing_but_that(recruiter, listing):
    application = applicant(listing, message="My private words", answers={"q1": "yes"})
    service.withdraw(application, By(Actor.SEEKER, application.seeker_id), clock.now())
    for page in (list_url(listing, "withdrawn"), page_url(application)):
        text = recruiter.page(page).text
        assert "Withdr" in text or "withdrew" in text
        assert "Dana" not in text
        assert "My private words" not in text


def test_a_draft_is_nobodys_but_the_seekers(recruiter, listing):
    draft = applicant(listing, state=S.DRAFT)
    assert recruiter.get(page_url(draft)).status_code == 404


@pytest.mark.parametrize("tail", ["/open", "/move"])
def test_another_companys_applicants_are_not_there(recruiter, listing, tail):
    other = applicant(factories.listing())
    assert recruiter.get(list_url(other.listing)).status_code == 404
    assert recruiter.get(page_url(other)).status_code == 404
    data = {"csrf_token": recruiter.token(), "target": "shortlisted"}
    assert recruiter.post(page_url(other, tail), data=data).status_code == 404
    # Nor under the address of a listing of one's own.
    crossed = f"{list_url(listing)}/{other.reference}"
    assert recruiter.get(crossed).status_code == 404
    assert recruiter.post(crossed + tail, data=data).status_code == 404
    assert state_of(other) == S.SUBMITTED


def test_a_viewer_reads_and_moves_nothing(viewer, listing):
    application = applicant(listing)
    assert "Dana Okafor" in viewer.page(list_url(listing)).text
    text = viewer.page(page_url(application)).text
    assert "Mark as reviewed" not in text
    assert "See the email first" not in text
    for tail in ("/open", "/move"):
        data = {"csrf_token": viewer.token(), "target": "unsuccessful", "confirmed": "yes"}
        assert viewer.post(page_url(application, tail), data=data).status_code == 403
    assert state_of(application) == S.SUBMITTED


def test_a_move_shows_the_letter_then_sends_that_letter(recruiter, listing, letters):
    application = applicant(listing, state=S.REVIEWED)
    note = "We loved how you\ncalmed the caller."
    action = page_url(application, "/move?state=reviewed")
    preview = recruiter.submit(
        page_url(application), {"target": "shortlisted", "note": note}, form=action
    )
    text = preview.get_data(as_text=True)
    assert preview.status_code == 200
    assert "Move Dana Okafor to “Shortlisted”?" in text
    assert state_of(application) == S.REVIEWED
    assert letters() == []
    done = confirm(recruiter, application, text)
    assert done.status_code == 303
    assert "Dana Okafor is now under “Shortlisted”" in recruiter.page(done.location).text
    (letter,) = letters(kind="application_shortlisted")
    shown = re.sub(r"\s+", " ", text)
    assert "&gt; We loved how you &gt; calmed the caller." in shown
    assert "> We loved how you\n> calmed the caller." in letter.text


def confirm(client, application, text, **changed):
    """Send the form of the page that shows the letter."""
    hidden = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', text))
    data = {**hidden, "confirmed": "yes", **changed}
    return client.post(page_url(application, "/move?state=reviewed"), data=data)


def test_going_back_from_the_letter_keeps_what_was_typed(recruiter, listing):
    application = applicant(listing, state=S.REVIEWED)
    data = {
        "csrf_token": recruiter.token(), "version": "1", "target": "unsuccessful",
        "note": "A first try", "back": "yes",
    }  # fmt: skip
    text = recruiter.post(page_url(application, "/move"), data=data).get_data(as_text=True)
    assert "A first try</textarea>" in text
    assert re.search(r'value="unsuccessful" checked', text)


@pytest.mark.parametrize("source", [s for s in S if next_states(s, Actor.MEMBER)])
def test_the_form_offers_what_the_table_allows_and_no_more(recruiter, listing, source):
    application = applicant(listing, state=source)
    (form,) = [f for f in recruiter.page(page_url(application)).forms if "/move" in f.action]
    offered = {option for item in form.fields if item.name == "target" for option in item.options}
    assert offered == set(next_states(source, Actor.MEMBER)) - {S.REVIEWED}
    for target in offered:
        data = {
            "csrf_token": recruiter.token(), "version": "1", "target": target, "note": "Words",
        }  # fmt: skip
        answer = recruiter.post(page_url(application, "/move"), data=data)
        assert answer.status_code == 200
        assert "Words" in answer.get_data(as_text=True)


def test_nobody_is_moved_nowhere(recruiter, listing):
    application = applicant(listing, state=S.REVIEWED)
    action = page_url(application, "/move?state=reviewed")
    for data in ({"note": "kept words"}, {"note": "kept words", "confirmed": "yes"}):
        sent = {"csrf_token": recruiter.token(), "version": "1", **data}
        answer = recruiter.post(action, data=sent)
        assert answer.status_code == 422
        text = answer.get_data(as_text=True)
        assert "Choose where the application goes next." in text
        assert "kept words" in text


@pytest.mark.parametrize("state", sorted(END_STATES))
def test_what_has_ended_has_no_form_and_no_way_out(recruiter, listing, state):
    application = applicant(listing, state=state)
    assert "See the email first" not in recruiter.page(page_url(application)).text
    data = {
        "csrf_token": recruiter.token(), "version": "1", "target": "hired", "confirmed": "yes",
    }  # fmt: skip
    assert recruiter.post(page_url(application, "/move"), data=data).status_code in (409, 422)
    assert state_of(application) == state


@pytest.mark.parametrize("step", [{}, {"confirmed": "yes"}])
def test_a_decision_on_what_changed_meanwhile_is_refused(recruiter, listing, letters, step):
    application = applicant(listing, state=S.REVIEWED)
    data = {
        "csrf_token": recruiter.token(), "version": "1", "target": "unsuccessful", **step,
    }  # fmt: skip
    colleague = By(Actor.MEMBER, factories.member(listing.company).id)
    service.move_application(application, S.SHORTLISTED, colleague, clock.now())
    answer = recruiter.post(page_url(application, "/move"), data=data)
    assert answer.status_code == 409
    assert state_of(application) == S.SHORTLISTED
    assert letters(kind="application_unsuccessful") == []


def test_the_counts_of_listings_leave_out_drafts_and_other_listings(company, listing):
    other = factories.listing(company)
    for state in S:
        applicant(listing, state=state)
    applicant(listing)
    applicant(factories.listing())
    counts = counts_by_listing([listing.id, other.id])
    assert (counts[listing.id].new, counts[listing.id].total) == (2, len(S))
    assert counts[listing.id] == counts_of(listing.id)
    assert (counts[other.id].new, counts[other.id].total) == (0, 0)


def test_the_list_says_whether_somebody_was_written_to(recruiter, company, listing):
    application = applicant(listing, state=S.REVIEWED)
    assert "Not written to yet" in recruiter.page(list_url(listing, "reviewed")).text
    by = By(Actor.MEMBER, factories.member(company).id)
    service.move_application(application, S.SHORTLISTED, by, clock.now())
    assert "Written to" in recruiter.page(list_url(listing, "shortlisted")).text
