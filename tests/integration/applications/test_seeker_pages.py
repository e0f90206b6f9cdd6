"""What a seeker sees of what they sent, and how they step back from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jobboard import clock
from jobboard.domain.application import END_STATES, STATE_WORDS, ApplicationState
from jobboard.domain.listing import Actor, ListingState
from jobboard.extensions import db
from jobboard.queries import applications as reading
from jobboard.services import applications as service
from jobboard.services.listings import THE_BOARD, By
from tests import factories

S = ApplicationState
OPEN_TO_SEEKER = [S.SUBMITTED, S.REVIEWED, S.SHORTLISTED, S.INTERVIEWING, S.OFFERED]


@pytest.fixture
def seeker():
    return factories.seeker(name="Dana Okafor")


@pytest.fixture
def dana(sign_in, seeker):
    return sign_in(seeker)


def address(application, tail=""):
    return f"/my/applications/{application.reference}{tail}"


def move(application, target, note=""):
    by = By(Actor.MEMBER, factories.member().id)
    service.move_application(application, target, by, clock.now(), note=note)


def sent(seeker, **facts):
    listing = factories.listing(title="Billing rep", time_zone="America/Chicago")
    return factories.application(listing, seeker, **facts)


def test_nothing_yet_says_what_to_do(dana):
    page = dana.page("/my/applications")
    assert "You have not applied for a job yet" in page.text
    assert "/jobs" in list(page.links())


def test_both_sides_read_the_words_of_the_domain(app):
    with app.app_context():
        component = app.jinja_env.get_template("components/status.html").module
        shown = {state: component.status_text("application", state) for state in S}
    assert shown == STATE_WORDS


def test_open_ones_come_first_then_ended_ones_in_the_employers_words(dana, seeker):
    for state in S:
        factories.application(
            factories.listing(title=f"The {state} job"), seeker, state=state, reference=f"R-{state}"
        )
    text = dana.page("/my/applications").text
    heading = text.index(">Ended<")
    for state in S:
        place = text.index(f"The {state} job")
        assert (place > heading) == (state in END_STATES)
        if state is not S.DRAFT:
            assert STATE_WORDS[state] in text


def test_a_long_list_has_pages_and_a_page_that_is_not_there_is_the_first(dana, seeker):
    for _ in range(reading.SEEKER_PAGE_SIZE + 1):
        factories.application(seeker=seeker)
    assert dana.page("/my/applications").text.count("Reference T") == reading.SEEKER_PAGE_SIZE
    assert dana.page("/my/applications?page=2").text.count("Reference T") == 1
    assert "page 1 of 2" in dana.page("/my/applications?page=99999999999999999999").title


def test_one_shows_where_it_stands_with_dates_notes_and_what_comes_next(dana, seeker):
    application = sent(seeker, state=S.DRAFT, resume_id=factories.resume(seeker).id)
    service.submit(application, By(Actor.SEEKER, seeker.id), clock.now())
    move(application, S.REVIEWED)
    move(application, S.SHORTLISTED, note="Great example of calm.")
    text = dana.page(address(application)).text
    assert text.index("Sent") < text.index("Reviewed</strong>") < text.index("Shortlisted</strong>")
    assert "“Great example of calm.”" in text
    assert "Usually an interview." in text
    assert application.reference in text


def test_the_note_of_a_refusal_is_shown_and_no_next_step(dana, seeker):
    application = sent(seeker, state=S.REVIEWED)
    move(application, S.UNSUCCESSFUL, note="We chose somebody\nwith billing experience.")
    text = dana.page(address(application)).text
    assert "Not progressing" in text
    assert "somebody<br>with billing experience." in text
    assert 'class="next"' not in text
    assert "Withdraw" not in text
    assert "/jobs?role_family=customer-service&amp;arrangement=remote" in text


def test_a_note_is_words_and_nothing_else(dana, seeker):
    application = sent(seeker, state=S.REVIEWED)
    move(application, S.SHORTLISTED, note="<script>alert(1)</script>")
    text = dana.page(address(application)).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_an_ended_job_without_an_answer_says_when_it_will_be_closed(dana, seeker):
    application = sent(seeker)
    application.listing.closes_at = clock.now() - timedelta(days=2)
    for page in ("/my/applications", address(application)):
        text = dana.page(page).text
        assert "No answer yet. This job closed on" in text
        assert "we will close your application and tell you" in text


def test_what_the_board_closed_is_shown_as_ended(dana, seeker):
    application = sent(seeker)
    service.move_application(application, S.UNSUCCESSFUL, THE_BOARD, clock.now())
    assert "No answer yet" not in dana.page(address(application)).text


@pytest.mark.parametrize("state", OPEN_TO_SEEKER)
def test_withdrawing_says_the_consequence_first_and_takes_two_screens(dana, seeker, state):
    application = sent(seeker, state=state)
    asked = dana.page(address(application, "/withdraw"))
    assert "If you withdraw, the employer can no longer see your resume." in asked.text
    assert "You can apply again until" in asked.text
    assert asked.text.index("If you withdraw") < asked.text.index("Withdraw application</button>")
    done = dana.submit(asked.url, form=asked.url)
    shown = dana.page(done.location).text
    assert "Application withdrawn." in shown
    assert "Apply again" in shown


def test_withdrawing_from_a_closed_job_says_that_one_cannot_apply_again(dana, seeker):
    application = sent(seeker)
    application.listing.state = ListingState.CLOSED
    page = dana.page(address(application, "/withdraw"))
    assert "You cannot apply again" in page.text
    done = dana.submit(page.url, form=page.url)
    assert "Apply again" not in dana.page(done.location).text


@pytest.mark.parametrize("state", sorted(END_STATES))
def test_what_has_ended_cannot_be_withdrawn(dana, seeker, letters, state):
    application = sent(seeker, state=state)
    there = address(application, "/withdraw")
    for method in ("GET", "POST"):
        answer = dana.open(there, method=method, data={"csrf_token": dana.token()})
        assert "Nothing was changed" in dana.page(answer.location).text
    db.session.refresh(application)
    assert application.state == state
    assert letters() == []


@pytest.mark.parametrize("state", sorted(END_STATES - {S.WITHDRAWN}))
def test_who_was_answered_does_not_apply_for_the_same_listing_again(dana, seeker, state):
    factories.resume(seeker)
    application = sent(seeker, state=state)
    assert "Apply again" not in dana.page(address(application)).text
    tried = dana.get(f"/my/apply/{application.listing_id}")
    assert "The employer has answered it." in dana.page(tried.location).text
    late = dana.post(
        f"/my/apply/{application.listing_id}", data={"csrf_token": dana.token(), "message": "Hi"}
    )
    assert late.location == address(application)


def test_an_offer_can_be_declined_and_the_company_hears_of_it(dana, seeker, letters):
    application = sent(seeker, state=S.OFFERED)
    member = factories.member(application.listing.company)
    page = dana.page(address(application, "/decline"))
    done = dana.submit(page.url, form=page.url)
    assert "Offer declined" in dana.page(done.location).text
    assert [row.kind for row in letters(to=member)] == ["application_left"]


@pytest.mark.parametrize("state", [s for s in S if s not in (S.OFFERED, S.DRAFT)])
def test_only_an_offer_can_be_declined(dana, seeker, state):
    application = sent(seeker, state=state)
    there = address(application, "/decline")
    for method in ("GET", "POST"):
        answer = dana.open(there, method=method, data={"csrf_token": dana.token()})
        assert "Nothing was changed" in dana.page(answer.location).text


@pytest.mark.parametrize("tail", ["", "/sent", "/withdraw", "/decline"])
def test_another_seekers_application_is_not_there(dana, tail):
    other = factories.application(state=S.OFFERED)
    assert dana.get(address(other, tail)).status_code == 404


def test_a_draft_has_no_page_of_its_own(dana, seeker):
    draft = sent(seeker, state=S.DRAFT)
    for tail in ("", "/sent"):
        assert dana.get(address(draft, tail)).location == f"/my/apply/{draft.listing_id}"
