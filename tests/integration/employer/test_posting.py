"""Posting a job: title first, steps in any order, each saved on its own, then sent."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from jobboard import clock
from jobboard.domain.listing import ListingMove, ListingState
from jobboard.extensions import db
from jobboard.models import Finding, Listing, ListingEvent
from jobboard.services import moderation as service
from tests import factories
from tests.factories.postings import complete_draft, step_answers

STEPS = ("job", "pay", "place", "apply")


def at(listing, page=""):
    return f"/employer/listings/{listing.id}" + (f"/{page}" if page else "")


def reread(listing):
    db.session.refresh(listing)
    return listing


def press(client, page):
    """Press the one button of a page that asks for nothing."""
    return client.submit(page, form=page)


def only_listing():
    return db.session.scalars(select(Listing)).one()


def events(listing, kind):
    return db.session.scalars(
        select(ListingEvent)
        .where(ListingEvent.listing_id == listing.id, ListingEvent.kind == kind)
        .order_by(ListingEvent.id)
    ).all()


def test_a_job_goes_from_its_title_to_the_moderators(employer, company):
    start = employer.page("/employer/listings/new")
    assert "15 minutes" in start.text
    employer.submit(
        "/employer/listings/new/title",
        {"title": "Billing support representative", "role_family": "customer-service"},
    )
    listing = only_listing()
    for step in STEPS:
        answer = employer.submit(at(listing, step), step_answers()[step])
        assert answer.status_code == 303, answer.text
    employer.submit(at(listing, "requirements"), {"slug": "de-escalation", "need": "must"})
    employer.submit(at(listing, "requirements"), button="continue")
    page = employer.page(at(listing, "check"))
    assert "Send for checking" in page.text
    sent = employer.get(press(employer, at(listing, "check")).location)
    assert "Sent for checking" in sent.text
    listing = reread(listing)
    assert listing.state == ListingState.IN_REVIEW
    assert listing.pay_min == Decimal("18.50")
    assert listing.remote_regions == ["US-OK", "US-TX"]
    assert listing.training_paid is True
    assert listing.closes_at.astimezone(UTC).minute == 59


def test_the_first_draft_takes_over_what_the_company_said(employer, company):
    employer.submit(
        "/employer/listings/new/title",
        {"title": "Chat agent", "role_family": "contact-centre"},
    )
    listing = only_listing()
    assert (listing.industry, listing.employer_kind) == (company.industry, company.employer_kind)
    assert listing.company_id == company.id
    assert [event.kind for event in events(listing, "created")] == ["created"]


def test_a_title_is_asked_for_before_anything_is_made(employer):
    answer = employer.submit("/employer/listings/new/title", {"title": ""})
    assert answer.status_code == 422
    assert "Enter the job title" in answer.text
    assert db.session.scalar(select(Listing)) is None


@pytest.mark.parametrize("step", STEPS)
def test_continue_demands_what_is_missing_and_keeps_what_was_typed(employer, company, step):
    listing = factories.listing(company, ListingState.DRAFT, pay_min=None, pay_max=None, level="")
    typed = {"job": "brand", "pay": "pay_extras", "place": "town", "apply": "internal_reference"}
    answer = employer.submit(at(listing, step), {typed[step]: "Kept words"})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert "Kept words" in answer.text
    assert step not in reread(listing).steps_done


@pytest.mark.parametrize(
    ("town", "said"),
    [
        ("Austn", "Did you mean Austin, Texas?"),
        ("Smallville", "We cannot find “Smallville, Texas”"),
    ],
)
def test_a_workplace_nobody_can_locate_is_saved_with_advice(employer, company, town, said):
    listing = factories.listing(company, ListingState.DRAFT)
    where = {"arrangement": "on-site", "town": town, "region": "US-TX", "postcode": ""}
    answer = employer.submit(at(listing, "place"), where, button="later")
    assert reread(listing).town == town
    page = employer.get(answer.location)
    assert said in page.text
    assert "A ZIP code lets people nearby find it too." in page.text


@pytest.mark.parametrize("found", [{"town": "Austin"}, {"town": "Smallville", "postcode": "78701"}])
def test_a_workplace_on_the_map_needs_no_advice(employer, company, found):
    listing = factories.listing(company, ListingState.DRAFT)
    where = {"arrangement": "on-site", "region": "US-TX", "postcode": ""} | found
    answer = employer.submit(at(listing, "place"), where, button="later")
    assert "on our map" not in employer.get(answer.location).text


def test_finish_later_saves_what_there_is(employer, company):
    listing = factories.listing(company, ListingState.DRAFT, pay_min=None, pay_max=None)
    answer = employer.submit(at(listing, "pay"), {"pay_min": "19"}, button="later")
    assert answer.status_code == 303
    assert answer.location.endswith(at(listing))
    assert reread(listing).pay_min == Decimal(19)
    assert "pay" not in listing.steps_done
    assert "In progress" in employer.page(at(listing)).text


def test_finish_later_does_not_drop_what_cannot_be_saved(employer, company):
    listing = factories.listing(company, ListingState.DRAFT)
    answer = employer.submit(at(listing, "pay"), {"pay_min": "about twenty"}, button="later")
    assert answer.status_code == 422
    assert "about twenty" in answer.text
    assert "Enter an amount in figures, like 18.50" in answer.text


def test_the_highest_pay_is_never_below_the_lowest(employer, company):
    listing = factories.listing(company, ListingState.DRAFT)
    answer = employer.submit(at(listing, "pay"), {"pay_min": "25", "pay_max": "20"}, button="later")
    assert answer.status_code == 422
    assert "not below the lowest" in answer.text


def test_a_wide_range_is_asked_about_once(employer, company):
    listing = factories.listing(company, ListingState.DRAFT)
    wide = step_answers()["pay"] | {"pay_min": "10", "pay_max": "16.01"}
    asked = employer.submit(at(listing, "pay"), wide)
    assert asked.status_code == 422
    assert "Is this range right?" in asked.text
    token = asked.text.split('name="csrf_token" value="')[1].split('"')[0]
    confirmed = employer.post(
        at(listing, "pay"),
        data=wide
        | {"csrf_token": token, "pay_wide_ok": "y", "version": str(reread(listing).version)},
    )
    assert confirmed.status_code == 303
    assert "checked" in employer.page(at(listing, "pay")).text.split("pay_wide_ok")[1][:200]


def test_a_range_of_sixty_percent_is_not_asked_about(employer, company):
    listing = factories.listing(company, ListingState.DRAFT)
    answers = step_answers()["pay"] | {"pay_min": "10", "pay_max": "16"}
    assert employer.submit(at(listing, "pay"), answers).status_code == 303


def test_tips_must_be_answered_and_explained(employer, company):
    listing = factories.listing(company, ListingState.DRAFT)
    answers = step_answers()["pay"]
    unanswered = employer.submit(at(listing, "pay"), answers | {"has_extras": None})
    assert "Choose whether there are tips" in unanswered.text
    unexplained = employer.submit(at(listing, "pay"), answers | {"has_extras": "yes"})
    assert unexplained.status_code == 422
    kept = employer.submit(
        at(listing, "pay"), answers | {"has_extras": "yes", "pay_extras": "Tips"}
    )
    assert kept.status_code == 303
    assert reread(listing).pay_extras == "Tips"
    employer.submit(at(listing, "pay"), answers | {"has_extras": "no"})
    assert reread(listing).pay_extras == ""


def test_every_save_raises_the_version_and_names_the_fields(employer, company):
    listing = factories.listing(company, ListingState.DRAFT)
    before = listing.version
    employer.submit(at(listing, "apply"), step_answers()["apply"])
    assert reread(listing).version == before + 1
    (event,) = events(listing, "edited")
    assert set(event.changes) >= {"closes_at", "contact_name"}
    assert event.changes["contact_name"] == ["", "Dana in hiring"]
    assert event.version == listing.version
    employer.submit(at(listing, "apply"))
    assert reread(listing).version == before + 1, "Nothing new, so nothing to note."


def test_a_late_save_keeps_the_typed_text_and_does_not_overwrite(employer, company):
    listing = factories.listing(company, ListingState.DRAFT)
    page = employer.page(at(listing, "job"))
    stale = next(form.data() for form in page.forms if "title" in form.names)
    employer.submit(at(listing, "job"), step_answers()["job"] | {"title": "Saved by a colleague"})
    late = employer.post(
        at(listing, "job"), data=stale | step_answers()["job"] | {"title": "Mine, typed late"}
    )
    assert late.status_code == 409
    assert "Mine, typed late" in late.text
    assert "Ana Owner changed this step while you were writing" in late.text
    assert reread(listing).title == "Saved by a colleague"
    again = stale | step_answers()["job"] | {"title": "Mine, knowingly"}
    again["version"] = str(listing.version)
    assert employer.post(at(listing, "job"), data=again).status_code == 303
    assert reread(listing).title == "Mine, knowingly"


@pytest.mark.parametrize("nameless", [True, False])
def test_a_late_save_names_colleagues_only_and_tells_no_address(employer, company, owner, nameless):
    listing = complete_draft(company)
    stale = next(f.data() for f in employer.page(at(listing, "job")).forms if "title" in f.names)
    owner.name = "" if nameless else owner.name
    employer.submit(at(listing, "pay"), {"pay_max": "20.00"})
    judge = factories.moderator(name="Judge Judy")
    press(employer, at(listing, "check"))
    service.decide(
        reread(listing),
        ListingMove.REQUEST_CHANGES,
        judge.id,
        clock.now(),
        seen_version=listing.version,
        seen_company=company.version,
        reason="title-unclear",
    )
    late = employer.post(at(listing, "job"), data=stale)
    assert late.status_code == 409
    assert f"{'Somebody' if nameless else 'Ana Owner'} changed another step" in late.text
    assert "Judge Judy" not in late.text
    assert owner.email not in late.text.partition("<main")[2]


@pytest.mark.parametrize(
    "state", [state for state in ListingState if state not in ("draft", "changes_requested")]
)
def test_only_drafts_and_what_was_sent_back_can_be_edited(employer, company, state):
    listing = complete_draft(company, state)
    page = employer.get(at(listing, "job"))
    assert page.status_code == 302
    home = employer.page(at(listing))
    data = next(form.data() for form in home.forms if form.method == "post")
    answer = employer.post(
        at(listing, "job"),
        data=data | step_answers()["job"] | {"version": str(listing.version)},
    )
    assert answer.status_code == 409
    assert reread(listing).state == state


def test_the_task_list_says_where_each_step_is(employer, company):
    listing = complete_draft(company, steps_done=["job", "pay"], requirements=[])
    text = employer.page(at(listing)).text
    assert text.count("Completed") == 2
    assert text.count("In progress") == 2
    assert text.count("Not yet started") == 1
    assert text.count("Cannot start yet") == 1


def test_check_cannot_start_before_all_steps_are_done(employer, company):
    listing = complete_draft(company, steps_done=["job"])
    answer = employer.get(at(listing, "check"))
    assert answer.status_code == 303
    assert answer.location.endswith(at(listing))


def test_every_answer_can_be_changed_and_leads_back_to_the_check_page(employer, company):
    listing = complete_draft(company)
    page = employer.page(at(listing, "check"))
    changes = [link for link in page.links() if "back=check" in link]
    assert len(changes) > 20
    for link in changes:
        target = employer.page(link.partition("#")[0])
        if "#" in link:
            assert link.partition("#")[2] in target.idents, link
    answer = employer.submit(at(listing, "job") + "?back=check", {"title": "A better title"})
    assert answer.location.endswith(at(listing, "check"))
    assert reread(listing).title == "A better title"


def test_the_preview_is_what_seekers_read(employer, company):
    listing = complete_draft(company)
    text = employer.page(at(listing, "preview")).text
    assert "$18.50 to $21.00 an hour" in text
    assert "De-escalation" in text
    assert re.search(r"Contact</dt>\s*<dd[^>]*>\s*Dana in hiring", text)


def test_findings_advise_and_never_refuse(employer, company):
    listing = complete_draft(company, title="ROCKSTAR AGENT $20/hr")
    page = employer.page(at(listing, "check"))
    assert "Leave it out of the title." in page.text
    press(employer, at(listing, "check"))
    assert reread(listing).state == ListingState.IN_REVIEW
    kept = db.session.scalars(select(Finding).where(Finding.listing_id == listing.id)).all()
    assert {finding.rule for finding in kept} >= {"title-pay", "title-capitals", "hype-word"}
    assert {finding.version for finding in kept} == {listing.version}


def test_what_was_found_before_is_kept_with_its_version(employer, company):
    listing = complete_draft(company, title="ROCKSTAR AGENT")
    press(employer, at(listing, "check"))
    first = reread(listing).version
    press(employer, at(listing, "withdraw"))
    employer.submit(at(listing, "job"), {"title": "Youthful agent"})
    press(employer, at(listing, "check"))
    rows = db.session.execute(select(Finding.version, Finding.rule).order_by(Finding.id)).all()
    assert [rule for version, rule in rows if version == first] == ["title-capitals", "hype-word"]
    assert [rule for version, rule in rows if version == reread(listing).version] == ["age-word"]


def test_a_trusted_company_publishes_at_once(employer, company):
    company.trusted = True
    listing = complete_draft(company)
    assert ">Publish</button>" in employer.page(at(listing, "check")).text
    answer = employer.get(press(employer, at(listing, "check")).location)
    assert "Published" in answer.text
    assert reread(listing).state == ListingState.LIVE
    assert [event.actor for event in events(listing, "approve")] == ["system"]


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"description": "There is a small registration fee. " * 5}, ListingState.IN_REVIEW),
        ({"schedule_note": "Text us at 512 555 0100"}, ListingState.IN_REVIEW),
        ({"title": "Rockstar agent"}, ListingState.LIVE),
    ],
)
def test_trust_ends_where_seekers_could_lose_money(employer, company, change, state):
    company.trusted = True
    listing = complete_draft(company, **change)
    serious = state == ListingState.IN_REVIEW
    asked = employer.page(at(listing, "check")).text
    assert (">Publish</button>" in asked) is not serious
    sent = employer.get(press(employer, at(listing, "check")).location).text
    for text in (asked, sent):
        assert ("seems to ask for money or to give other contacts" in text) is serious
    assert reread(listing).state == state
    assert db.session.scalars(select(Finding).where(Finding.listing_id == listing.id)).all()


def test_a_new_company_sends_three_until_one_is_published(employer, company):
    assert (
        "Until your first job is published, 3 can be sent"
        in employer.page("/employer/listings/new").text
    )
    sent = [complete_draft(company) for _ in range(3)]
    fourth = complete_draft(company)
    page = employer.page(at(fourth, "check"))
    late = next(form.data() for form in page.forms if "version" in form.data())
    for listing in sent:
        assert press(employer, at(listing, "check")).status_code == 303
    answer = employer.post(at(fourth, "check"), data=late)
    assert answer.status_code == 422
    assert "3 can be sent at a time" in answer.text
    assert "Send for checking</button>" not in employer.page(at(fourth, "check")).text
    assert reread(fourth).state == ListingState.DRAFT
    sent[0].first_published_at = clock.now()
    assert press(employer, at(fourth, "check")).status_code == 303
    assert "Until your first job" not in employer.page("/employer/listings/new").text


def test_trust_without_a_check_publishes_nothing(employer, company):
    company.trusted, company.verification = True, "waiting"
    listing = complete_draft(company)
    press(employer, at(listing, "check"))
    assert reread(listing).state == ListingState.IN_REVIEW


@pytest.mark.parametrize(
    ("verification", "words"),
    [
        ("unchecked", "Ask us to check your company first."),
        ("proof_asked", "We asked for more proof about your company."),
        ("refused", "We could not approve your company"),
    ],
)
def test_a_company_that_is_not_being_checked_sends_nothing(employer, company, verification, words):
    company.verification = verification
    listing = complete_draft(company)
    page = employer.page(at(listing, "check"))
    assert words in page.text
    assert "Send for checking" not in page.text
    data = next(form.data() for form in page.forms if form.method == "post")
    answer = employer.post(at(listing, "check"), data=data | {"version": str(listing.version)})
    assert answer.status_code == 422
    assert reread(listing).state == ListingState.DRAFT


def test_what_was_checked_is_what_is_sent(employer, company):
    listing = complete_draft(company)
    page = employer.page(at(listing, "check"))
    seen = next(form.data() for form in page.forms if "version" in form.data())
    employer.submit(at(listing, "job"), {"title": "Changed meanwhile"})
    assert employer.post(at(listing, "check"), data=seen).status_code == 409
    assert reread(listing).state == ListingState.DRAFT


def test_pressed_twice_it_is_sent_once(employer, company):
    listing = complete_draft(company)
    seen = next(
        form.data()
        for form in employer.page(at(listing, "check")).forms
        if "version" in form.data()
    )
    first = employer.post(at(listing, "check"), data=seen)
    second = employer.post(at(listing, "check"), data=seen)
    assert first.location == second.location
    assert "Sent for checking" in employer.page(second.location).text
    assert len(events(listing, "submit")) == 1


def test_a_closing_date_that_has_passed_is_told_before_sending(employer, company):
    listing = complete_draft(company, closes_at=clock.now() - timedelta(days=1))
    answer = press(employer, at(listing, "check"))
    assert answer.status_code == 422
    assert "Choose a closing date in the future." in answer.text


def test_dates_are_bounded(employer, company):
    listing = factories.listing(company, ListingState.DRAFT)
    answers = step_answers()["apply"]
    today = clock.now().date()
    for closes in (today - timedelta(days=2), today + timedelta(days=70)):
        answer = employer.submit(at(listing, "apply"), answers | {"closes_on": str(closes)})
        assert answer.status_code == 422
        assert "Choose a closing date" in answer.text
    past = answers | {"publish": "later", "opens_on": str(today - timedelta(days=2))}
    answer = employer.submit(at(listing, "apply"), past)
    assert "Choose today or a later date" in answer.text


def test_publication_on_a_date_is_kept_as_that_day_in_its_zone(employer, company):
    listing = factories.listing(company, ListingState.DRAFT, time_zone="America/Chicago")
    day = clock.now().date() + timedelta(days=5)
    answers = step_answers()["apply"] | {"publish": "later", "opens_on": str(day)}
    assert employer.submit(at(listing, "apply"), answers).status_code == 303
    opens = reread(listing).opens_at
    assert opens.tzinfo is not None
    assert opens.hour in (5, 6), "Midnight in Chicago, as UTC."
    assert f'value="{day}"' in employer.page(at(listing, "apply")).text


def test_a_closing_time_may_be_entered_before_the_zone_it_is_meant_in(employer, company):
    listing = factories.listing(company, ListingState.DRAFT, time_zone="", closes_at=None)
    answers = step_answers()
    assert "asked in “Where and how”" in employer.page(at(listing, "apply")).text
    assert employer.submit(at(listing, "apply"), answers["apply"]).status_code == 303
    assert employer.submit(at(listing, "place"), answers["place"]).status_code == 303
    there = reread(listing).closes_at.astimezone(ZoneInfo("America/Chicago"))
    assert (there.hour, there.minute) == (23, 59)
    assert there.date().isoformat() == answers["apply"]["closes_on"]
    assert "Central time" in employer.page(at(listing, "apply")).text


def test_a_start_of_work_in_the_past_is_refused(employer, company):
    listing = factories.listing(company, ListingState.DRAFT)
    past = step_answers()["apply"] | {"starts_on": "2020-01-02"}
    answer = employer.submit(at(listing, "apply"), past)
    assert answer.status_code == 422
    assert "not in the past" in answer.text
    assert reread(listing).starts_on is None


def test_a_new_time_zone_keeps_the_hour_on_the_clock(employer, company):
    closes = datetime(2026, 12, 2, 5, 59, tzinfo=UTC)
    listing = factories.listing(
        company, ListingState.DRAFT, time_zone="America/Chicago", closes_at=closes
    )
    answers = step_answers()["place"] | {"time_zone": "America/New_York"}
    employer.submit(at(listing, "place"), answers)
    assert reread(listing).closes_at == datetime(2026, 12, 2, 4, 59, tzinfo=UTC)


def test_answers_that_no_longer_apply_are_dropped(employer, company):
    listing = factories.listing(company, ListingState.DRAFT)
    employer.submit(at(listing, "place"), step_answers()["place"])
    on_site = step_answers()["place"] | {
        "arrangement": "on-site",
        "town": "Austin",
        "region": "US-TX",
        "country": "US",
    }
    employer.submit(at(listing, "place"), on_site)
    listing = reread(listing)
    assert (listing.remote_countries, listing.remote_regions) == ([], [])
    assert listing.town == "Austin"


def test_withdrawn_and_sent_again(employer, company):
    listing = complete_draft(company)
    press(employer, at(listing, "check"))
    assert "Take this job back" in employer.page(at(listing, "withdraw")).text
    press(employer, at(listing, "withdraw"))
    assert reread(listing).state == ListingState.DRAFT
    press(employer, at(listing, "check"))
    assert reread(listing).state == ListingState.IN_REVIEW


def test_only_what_waits_can_be_taken_back(employer, company):
    listing = complete_draft(company, ListingState.LIVE)
    assert employer.get(at(listing, "withdraw")).status_code == 303


def test_a_draft_is_deleted_after_a_question(employer, company):
    listing = complete_draft(company)
    number = listing.id
    assert "Delete this draft?" in employer.page(at(listing, "delete")).text
    answer = employer.get(press(employer, at(listing, "delete")).location)
    assert "is deleted" in answer.text
    db.session.expire_all()
    assert db.session.get(Listing, number) is None


def test_what_a_moderator_may_have_read_is_not_deleted(employer, company):
    listing = complete_draft(company)
    press(employer, at(listing, "check"))
    press(employer, at(listing, "withdraw"))
    text = employer.page(at(listing)).text
    assert "Delete this draft" not in text
    assert "It was sent for checking before, so it is kept with its history." in text
    assert employer.get(at(listing, "delete")).status_code == 303
    data = {"csrf_token": employer.token(), "version": str(reread(listing).version)}
    answer = employer.post(at(listing, "delete"), data=data)
    assert answer.status_code == 409
    assert "kept with its history" in answer.text
    assert [event.kind for event in events(listing, "submit")] == ["submit"]


def test_what_was_ever_public_is_not_deleted(employer, company):
    listing = complete_draft(company, first_published_at=clock.now())
    assert employer.get(at(listing, "delete")).status_code == 303
    assert "Delete this draft" not in employer.page(at(listing)).text


def test_changes_asked_are_shown_with_reason_and_note(employer, company):
    listing = complete_draft(company, ListingState.CHANGES_REQUESTED)
    db.session.add(
        ListingEvent(
            listing_id=listing.id,
            at=clock.now(),
            kind="request_changes",
            actor="moderator",
            version=listing.version,
            reason="asks-applicant-to-buy",
            note="The headset in line 3.",
        )
    )
    text = employer.page(at(listing)).text
    assert "Asks applicants to buy something" in text
    assert "Remove that line, or say that you supply it" in text
    assert "The headset in line 3." in text
    employer.submit(at(listing, "job"), {"title": "Mended title"})
    press(employer, at(listing, "check"))
    assert reread(listing).state == ListingState.IN_REVIEW


def test_choices_are_explained_from_the_employers_side(employer, company):
    listing = factories.listing(company, ListingState.DRAFT)
    texts = "".join(employer.page(at(listing, step)).text for step in ("job", "pay", "place"))
    for words in ("You use your own", "An agency employs you", "You invoice for the work"):
        assert words not in texts
    for words in ("People use their own", "You employ people and place them", "On your payroll"):
        assert words in texts
