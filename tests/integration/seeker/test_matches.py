"""A seeker's matches: the order and its reasons, changing a wish, and "Not for me"."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from jobboard.domain.application import ApplicationState
from jobboard.domain.resume import KEY
from jobboard.models import HiddenListing, Resume
from jobboard.search.contract import PAGE_SIZE
from tests import factories

MATCHES = "/my/matches"


def asks(kind, slug, need="must"):
    return {"kind": kind, "slug": slug, "text": "", "level": "", "need": need}


def document(**wanted):
    return {
        "basics": {"name": "Dana Okafor"},
        KEY: {
            "skills": [{"id": "e1", "slug": "de-escalation"}],
            "channels": ["phone"],
            "wanted": wanted,
        },
    }


@pytest.fixture
def resume(dana):
    return factories.resume(
        dana,
        document(arrangements=["remote"], pay_min="18", pay_currency="USD", pay_period="hour"),
    )


def order_of(page, *titles):
    text = " ".join(page.text.split())
    places = [text.index(f">{title}</a></h2>") for title in titles]
    return [title for _, title in sorted(zip(places, titles, strict=True))]


def hidden_rows(db_session, account):
    rows = select(HiddenListing).where(HiddenListing.account_id == account.id)
    return list(db_session.scalars(rows.execution_options(populate_existing=True)))


def test_without_a_resume_the_page_says_what_to_do(client):
    page = client.page(MATCHES)
    assert "You need a resume first" in page.text
    assert "/my/resumes/new" in set(page.links())


def test_the_best_fit_comes_first_and_each_part_is_a_sentence(client, resume, matchable):
    matchable(title="Front desk", arrangement="on-site", town="Austin", region="US-TX")
    matchable(
        title="Calm caller",
        requirements=[asks("skill", "de-escalation"), asks("skill", "patience")],
    )
    page = client.page(MATCHES)
    assert order_of(page, "Front desk", "Calm caller") == ["Calm caller", "Front desk"]
    text = " ".join(page.text.split())
    assert "1 of 2 must-haves." in text
    assert "Asks for de-escalation, which you list. Asks for patience, which you do not" in text
    assert "Remote, as you asked." in text
    assert "On site. You asked for remote." in text
    assert "You asked for $18.00 an hour or more." in text
    assert "Fits: </strong> remote, $20.00" in text.replace(":</strong>", ": </strong>")
    assert "Based on:" in text
    assert "Remote; $18.00 an hour or more" in text
    assert "age, gender, name, photo, gaps" in text
    states = re.findall(r"(Yes|Not listed)</span></span>\s*<div>\s*<strong>([^<]+)", text)
    assert states == [("Yes", "De-escalation"), ("Not listed", "Patience")]
    assert "/my/resumes/add?kind=skill&slug=patience" in set(page.links())


def test_the_points_shown_add_up_to_the_sum_shown(client, resume, matchable):
    matchable(requirements=[asks("skill", "de-escalation"), asks("tool", "zendesk")])
    matchable(arrangement="on-site", hours="part-time")
    text = client.page(MATCHES).text
    tables = re.findall(r'<ul class="match-table">(.*?)</ul>', text, re.DOTALL)
    tables = [table for table in tables if "All together" in table]
    assert len(tables) == 2
    for table in tables:
        cells = re.findall(r'<span class="num">([^<]*) points?</span>', table)
        cells = [cell.replace("\N{MINUS SIGN}", "-").replace("No", "0") for cell in cells]
        *points, total = map(int, cells)
        assert points
        assert sum(points) == total


def test_a_changed_wish_is_saved_reranks_and_says_what_came_of_it(
    client, resume, matchable, db_session
):
    matchable(title="From home", arrangement="remote")
    matchable(title="At the desk", arrangement="on-site")
    assert order_of(client.page(MATCHES), "From home", "At the desk")[0] == "From home"
    sent = client.submit(MATCHES, {"arrangements": ["on-site"]})
    assert sent.status_code == 303
    page = client.page(MATCHES)
    assert order_of(page, "From home", "At the desk")[0] == "At the desk"
    text = " ".join(page.text.split())
    assert "You now ask for on site. Nothing on your resume speaks against 1 of 2 jobs" in text
    assert "before it was 1" in text
    assert "“At the desk” moved up." in text
    db_session.expire_all()
    wanted = db_session.get(Resume, resume.id).document[KEY]["wanted"]
    assert (wanted["arrangements"], wanted["pay_min"]) == (["on-site"], "18")


def test_a_wish_that_will_not_do_is_kept_and_explained(client, resume, matchable):
    answer = client.submit(MATCHES, {"pay_min": "lots"})
    assert answer.status_code == 422
    assert 'value="lots"' in answer.text
    assert "Enter the lowest pay you would take" in answer.text


def test_a_resume_changed_elsewhere_meanwhile_is_not_overwritten(
    client, resume, matchable, db_session
):
    answer = client.submit(MATCHES, {"version": "99", "arrangements": ["on-site"]})
    assert answer.status_code == 409
    db_session.expire_all()
    assert db_session.get(Resume, resume.id).document[KEY]["wanted"]["arrangements"] == ["remote"]


def test_not_for_me_hides_a_job_and_can_be_undone_at_once(
    client, resume, matchable, dana, db_session
):
    listing = matchable(title="Too far")
    matchable(title="Just right")
    hide = f"{MATCHES}/{listing.id}/hide"
    sent = client.post(hide, data={"csrf_token": client.token()})
    assert sent.headers["Location"] == f"{MATCHES}?hidden={listing.id}"
    page = client.page(sent.headers["Location"])
    assert "“Too far” is hidden" in page.text
    assert ">Too far</a>" not in page.text
    assert ">Just right</a>" in page.text
    again = client.post(hide, data={"csrf_token": client.token()})
    assert again.status_code == 303
    assert len(hidden_rows(db_session, dana)) == 1
    client.post(f"{MATCHES}/{listing.id}/show", data={"csrf_token": client.token()})
    assert hidden_rows(db_session, dana) == []
    assert ">Too far</a>" in client.page(MATCHES).text


def test_a_reason_is_optional_and_stands_in_the_hidden_list(
    client, resume, matchable, dana, db_session
):
    listing = matchable(title="Too far")
    token = {"csrf_token": client.token()}
    client.post(f"{MATCHES}/{listing.id}/hide", data=token)
    client.post(f"{MATCHES}/{listing.id}/why", data=token | {"reason": "place"})
    assert "Why: The place." in client.page(f"{MATCHES}/hidden").text
    client.post(f"{MATCHES}/{listing.id}/why", data=token | {"reason": "spite"})
    assert hidden_rows(db_session, dana)[0].reason == ""


def test_nobody_sees_or_undoes_what_another_hid(client, resume, matchable):
    theirs = factories.hidden_listing(factories.seeker())
    token = {"csrf_token": client.token()}
    for doing in ("show", "why"):
        answer = client.post(f"{MATCHES}/{theirs.listing_id}/{doing}", data=token)
        assert answer.status_code == 404
    assert "You have hidden no jobs" in client.page(f"{MATCHES}/hidden").text
    assert (
        "is hidden from your matches"
        not in client.page(f"{MATCHES}?hidden={theirs.listing_id}").text
    )


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999", "²"])
def test_what_the_address_says_is_never_an_error(client, resume, matchable, number):
    assert client.get(f"{MATCHES}?hidden={number}&page={number}").status_code == 200


def test_looking_changes_nothing(client, resume, matchable, dana, db_session):
    matchable()
    version = resume.version
    client.page(MATCHES)
    client.page(f"{MATCHES}/hidden")
    db_session.expire_all()
    assert db_session.get(Resume, resume.id).version == version
    assert hidden_rows(db_session, dana) == []


def test_a_listing_nobody_may_see_cannot_be_hidden_and_so_found_out(client, resume):
    draft = factories.listing(state="draft")
    answer = client.post(f"{MATCHES}/{draft.id}/hide", data={"csrf_token": client.token()})
    assert answer.status_code == 404


def test_a_search_still_finds_a_hidden_job_and_says_that_it_is(client, resume, matchable, dana):
    factories.hidden_listing(dana, matchable(title="Hidden gem"))
    matchable(title="Plain sight")
    text = " ".join(client.page("/jobs").text.split())
    assert "2 jobs" in text
    assert text.count("You hid this job from your matches.") == 1
    assert "Plain sight" in text


def test_lists_say_which_jobs_the_reader_applied_for_and_tell_nobody_else(
    client, resume, matchable, dana, app
):
    factories.application(matchable(title="Sent already"), dana)
    factories.application(matchable(title="Taken back"), dana, ApplicationState.WITHDRAWN)
    factories.application(matchable(title="Begun"), dana, ApplicationState.DRAFT)
    factories.application(matchable(title="By somebody else"))
    assert client.page("/jobs").text.count("You applied for this job.") == 1
    assert client.page(MATCHES).text.count(">Applied</span>") == 1
    assert "You applied" not in app.test_client().get("/jobs").get_data(as_text=True)


def test_a_listing_s_page_compares_wishes_too(client, resume, matchable):
    listing = matchable(arrangement="on-site", requirements=[asks("skill", "de-escalation")])
    text = " ".join(client.get(f"/jobs/{listing.id}", follow_redirects=True).text.split())
    assert "1 of 1 must-have." in text
    assert "On site. You asked for remote." in text
    assert "Does not fit" in text


def test_a_job_opened_from_a_page_of_matches_leads_back_to_it(client, resume, matchable, app):
    made = [matchable(title=f"Job {number}") for number in range(PAGE_SIZE + 1)]
    [opened] = [link for link in client.page(f"{MATCHES}?page=2").links() if "/job-" in link]
    [listing] = [one for one in made if f"/jobs/{one.id}/" in opened]
    here = f"{MATCHES}?page=2#job-{listing.id}"
    assert here in client.page(opened).links()
    token = {"csrf_token": client.token()}
    hidden = client.post(f"{MATCHES}/{listing.id}/hide?page=2", data=token)
    assert hidden.location == f"{MATCHES}?hidden={listing.id}&page=2"
    assert client.post(f"{MATCHES}/{listing.id}/show?page=2", data=token).location == here
    nobody = app.test_client().get(opened).get_data(as_text=True)
    assert "Back to results" in nobody
    assert "Back to your matches" not in nobody
