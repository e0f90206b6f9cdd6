"""A company's people: inviting, joining, roles, removing, leaving. Rights end at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from jobboard import clock
from jobboard.domain.company import INVITATIONS_A_DAY
from jobboard.domain.errors import RuleError
from jobboard.domain.permissions import AccountKind, Role
from jobboard.extensions import db
from jobboard.models import Invitation, Member
from jobboard.services.account_changes import ask_reset
from jobboard.services.account_letters import MOST_LETTERS
from jobboard.services.accounts import create_confirmed_account
from jobboard.services.invitations import cancel_invitation, invite
from tests import factories

PEOPLE = "/employer/company/members"


def person(email="lee@northwind.example", kind=AccountKind.MEMBER):
    return create_confirmed_account(kind, email, "", "Lee Park", clock.now())


def invitation():
    return db.session.scalars(select(Invitation).order_by(Invitation.id.desc())).first()


def membership(account):
    return db.session.scalars(
        select(Member)
        .where(Member.account_id == account.id)
        .execution_options(populate_existing=True)
    ).one_or_none()


@pytest.fixture
def invited(employer, letters):
    """Invite somebody and return the path that the letter leads to."""

    def invite(email="lee@northwind.example", role="recruiter"):
        answer = employer.submit(PEOPLE, {"email": email, "role": role})
        assert answer.status_code == 303, answer.text
        letter = letters(to=email, kind="invitation")[-1]
        return re.search(r"/employer/invitation\?token=\S+", letter.text).group()

    return invite


def test_an_invitation_makes_a_colleague(invited, sign_in, new_client, company, employer):
    path = invited()
    lee = person()
    browser = sign_in(lee, on=new_client())
    page = browser.page(path)
    assert "Join Northwind Utilities" in page.text
    assert "Posts jobs and handles applicants." in page.text
    button = next(form for form in page.forms if "/accept" in form.action)
    assert browser.post(button.action, data=button.data()).status_code == 303
    joined = membership(lee)
    assert (joined.company_id, joined.role) == (company.id, Role.RECRUITER)
    assert browser.get("/employer/").status_code == 200
    assert "Lee Park" in employer.page(PEOPLE).text


def test_a_visitor_is_asked_to_sign_in_or_up_with_that_address(invited, client, new_client):
    path = invited()
    page = new_client().page(path)
    assert "Sign in with lee@northwind.example" in page.text
    links = [link for link in page.links() if "next=" in link]
    assert len(links) == 2
    assert all("employer/invitation" in link for link in links)


def test_an_invitation_is_for_its_address_only(invited, sign_in, new_client):
    path = invited()
    other = person("mallory@northwind.example")
    browser = sign_in(other, on=new_client())
    page = browser.page(path)
    assert "This invitation is for lee@northwind.example." in page.text
    assert not [form for form in page.forms if "/accept" in form.action]
    token = next(form.data() for form in browser.page("/employer/company/new").forms)
    answer = browser.post(f"/employer/invitations/{invitation().id}/accept", data=token)
    assert answer.status_code == 404
    assert membership(other) is None


def test_a_seekers_account_cannot_join(invited, sign_in, new_client):
    path = invited("sam@example.org")
    seeker = factories.seeker(email="sam@example.org")
    page = sign_in(seeker, on=new_client()).page(path)
    assert "Your account is not an employer account." in page.text


def test_one_person_acts_for_one_company(invited, sign_in, new_client):
    path = invited("busy@example.org")
    busy = factories.member(factories.company(name="Other Co"), email="busy@example.org")
    browser = sign_in(busy, on=new_client())
    page = browser.page(path)
    assert "You act for Other Co" in page.text
    token = next(form.data() for form in page.forms)
    answer = browser.post(f"/employer/invitations/{invitation().id}/accept", data=token)
    assert answer.status_code == 422
    assert membership(busy).company_id != invitation().company_id


def test_who_signs_up_with_an_invited_address_need_not_sign_a_company_up(
    invited, sign_in, new_client, company
):
    invited()
    lee = person()
    browser = sign_in(lee, on=new_client())
    page = browser.page("/employer/company/new")
    button = next(form for form in page.forms if "/accept" in form.action)
    browser.post(button.action, data=button.data())
    assert membership(lee).company_id == company.id


def test_a_link_works_once_and_for_two_weeks(invited, sign_in, new_client):
    path = invited()
    lee = person()
    browser = sign_in(lee, on=new_client())
    button = next(form for form in browser.page(path).forms if "/accept" in form.action)
    browser.post(button.action, data=button.data())
    assert browser.get(path).status_code == 410
    assert browser.post(button.action, data=button.data()).status_code == 404
    later = invited("ida@northwind.example")
    invitation().expires_at = clock.now() - timedelta(minutes=1)
    assert new_client().get(later).status_code == 410


def test_an_invitation_can_be_taken_back(invited, employer, new_client):
    path = invited()
    page = employer.page(PEOPLE)
    button = next(form for form in page.forms if "/cancel" in form.action)
    employer.post(button.action, data=button.data())
    assert new_client().get(path).status_code == 410
    assert (
        "lee@northwind.example"
        not in employer.page(PEOPLE).text.partition("<main")[2].partition("taken back")[2]
    )


def test_inviting_again_ends_the_earlier_link(invited, new_client):
    first = invited(role="viewer")
    second = invited(role="recruiter")
    assert new_client().get(first).status_code == 410
    assert new_client().get(second).status_code == 200


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"email": "", "role": "viewer"}, "Enter an email address, like name@example.com"),
        ({"email": "nobody", "role": "viewer"}, "Enter an email address, like name@example.com"),
        ({"email": "a@b.example", "role": "king"}, "Choose one of the options shown."),
    ],
)
def test_a_bad_invitation_says_what_to_do(employer, answers, words):
    answer = employer.submit(PEOPLE, answers)
    assert answer.status_code == 422
    assert words in answer.text


def test_colleagues_are_not_invited_twice(employer, company):
    lee = factories.member(company, Role.VIEWER)
    answer = employer.submit(PEOPLE, {"email": lee.email.upper(), "role": "viewer"})
    assert answer.status_code == 422
    assert "This person is with your company already." in answer.text


def test_there_is_an_end_to_open_invitations(employer, company, invited):
    invited()
    pattern = invitation()
    for number in range(19):
        db.session.add(
            Invitation(
                company_id=company.id,
                email=f"p{number}@example.org",
                role="viewer",
                token_hash=f"hash{number}",
                created_at=pattern.created_at,
                expires_at=pattern.expires_at,
            )
        )
    answer = employer.submit(PEOPLE, {"email": "one.more@example.org", "role": "viewer"})
    assert answer.status_code == 422
    assert "Many invitations wait" in answer.text


def test_inviting_and_taking_back_has_an_end_too(company, owner):
    for number in range(INVITATIONS_A_DAY):
        made = invite(company, f"p{number}@example.org", Role.VIEWER, owner, clock.now())
        cancel_invitation(made, owner.id, clock.now())
    with pytest.raises(RuleError, match="Invite more tomorrow"):
        invite(company, "one.more@example.org", Role.VIEWER, owner, clock.now())
    assert invite(company, "p@example.org", Role.VIEWER, owner, clock.now() + timedelta(days=1))


def test_an_address_gets_few_invitations_a_day_and_still_its_other_letters(company, owner, letters):
    target = factories.seeker(email="target@example.org")
    for _ in range(3):
        for inviting in (company, factories.company(), factories.company()):
            invite(inviting, target.email, Role.VIEWER, owner, clock.now())
    assert len(letters(to=target)) == MOST_LETTERS
    ask_reset(target.email, clock.now())
    assert letters(to=target, kind="reset_password")


def test_the_inviters_name_does_not_write_the_subject(owner, invited, letters):
    owner.name = "You have won, call 555"
    invited()
    letter = letters(kind="invitation")[-1]
    assert letter.subject == "You are invited to Northwind Utilities"
    assert owner.name in letter.text


@pytest.mark.parametrize("verification", ["unchecked", "proof_asked", "refused"])
def test_a_company_that_is_not_being_checked_invites_nobody(
    employer, company, letters, verification
):
    company.verification = verification
    answer = employer.submit(PEOPLE, {"email": "lee@northwind.example", "role": "viewer"})
    assert answer.status_code == 422
    assert "once we are checking your company" in answer.text
    assert letters(kind="invitation") == []


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.VIEWER])
def test_only_owners_invite(company, sign_in, new_client, role):
    browser = sign_in(factories.member(company, role), on=new_client())
    page = browser.page(PEOPLE)
    assert "Send the invitation" not in page.text
    token = next(form.data() for form in page.forms)
    answer = browser.post(PEOPLE, data=token | {"email": "x@example.org", "role": "owner"})
    assert answer.status_code == 403
    assert invitation() is None


def test_a_new_role_counts_at_once(employer, company, sign_in, new_client, letters):
    lee = factories.member(company, Role.RECRUITER)
    browser = sign_in(lee, on=new_client())
    assert browser.get("/employer/listings/new").status_code == 200
    employer.submit(f"{PEOPLE}/{membership(lee).id}", {"role": "viewer"})
    assert browser.get("/employer/listings/new").status_code == 403
    assert letters(to=lee, kind="role_changed")


def test_who_is_removed_is_out_at_once_and_the_listings_stay(
    employer, company, sign_in, new_client, letters
):
    lee = factories.member(company, Role.RECRUITER)
    listing = factories.listing(company, created_by_id=lee.id)
    browser = sign_in(lee, on=new_client())
    path = f"{PEOPLE}/{membership(lee).id}"
    button = next(f for f in employer.page(path).forms if f.action.endswith("/remove"))
    employer.post(button.action, data=button.data())
    assert browser.get(f"/employer/listings/{listing.id}").status_code == 302
    assert membership(lee) is None
    assert letters(to=lee, kind="membership_ended")
    assert listing.title in employer.page("/employer/").text


@pytest.mark.parametrize("how", ["removed", "left", "made a recruiter"])
def test_invitations_end_with_the_rights_of_who_sent_them(
    company, owner, sign_in, new_client, letters, how
):
    mallory = factories.member(company, Role.OWNER)
    theirs, ours = sign_in(mallory, on=new_client()), sign_in(owner, on=new_client())
    theirs.submit(PEOPLE, {"email": "accomplice@example.org", "role": "owner"})
    ours.submit(PEOPLE, {"email": "colleague@example.org", "role": "viewer"})
    if how == "left":
        theirs.submit("/employer/company/leave", form="/employer/company/leave")
    elif how == "removed":
        path = f"{PEOPLE}/{membership(mallory).id}"
        button = next(f for f in ours.page(path).forms if f.action.endswith("/remove"))
        ours.post(button.action, data=button.data())
    else:
        ours.submit(f"{PEOPLE}/{membership(mallory).id}", {"role": "recruiter"})
    links = {
        address: re.search(r"/employer/invitation\S+", letters(to=address)[-1].text).group()
        for address in ("accomplice@example.org", "colleague@example.org")
    }
    assert new_client().get(links["accomplice@example.org"]).status_code == 410
    assert new_client().get(links["colleague@example.org"]).status_code == 200


def test_the_last_owner_stays(employer, owner, company):
    answer = employer.submit("/employer/company/leave", form="/employer/company/leave")
    assert answer.status_code == 422
    assert "A company needs an owner." in answer.text
    own = f"{PEOPLE}/{membership(owner).id}"
    assert employer.submit(own, {"role": "viewer"}).status_code == 422
    button = next(f for f in employer.page(own).forms if f.action.endswith("/remove"))
    assert employer.post(button.action, data=button.data()).status_code == 422
    assert membership(owner).role == Role.OWNER


def test_an_owner_may_leave_another_behind(employer, owner, company):
    factories.member(company, Role.OWNER)
    answer = employer.submit("/employer/company/leave", form="/employer/company/leave")
    assert answer.status_code == 303
    assert membership(owner) is None
    assert employer.get("/employer/").status_code == 302


def test_another_companys_people_are_not_found(employer):
    stranger = factories.member(factories.company())
    assert employer.get(f"{PEOPLE}/{membership(stranger).id}").status_code == 404
