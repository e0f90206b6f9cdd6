"""Signing a company up, how it is checked, and what a change does to the check."""

from __future__ import annotations

import pytest
from sqlalchemy import event, insert, select

from jobboard import clock
from jobboard.domain.listing import ListingState
from jobboard.domain.permissions import AccountKind
from jobboard.extensions import db
from jobboard.models import Account, Company, CompanyEvent, Member, OutboxOrder
from jobboard.services.accounts import create_confirmed_account
from jobboard.services.companies import sign_up_company
from tests import factories

DETAILS = {
    "name": "Harbor Insurance",
    "website": "https://www.harbor.example",
    "phone": "+1 512 555 0100",
    "industry": "insurance",
    "employer_kind": "in-house",
    "country": "US",
    "region": "US-TX",
    "town": "Austin",
    "about": "We insure **boats**.",
}
START = "/employer/company/new"
PLACE = {"town": "Austin", "region": "US-TX"}


@pytest.fixture
def newcomer(sign_in):
    """Sign in a member without a company, at the address given."""

    def signed_in(email="dana@harbor.example", **facts):
        account = create_confirmed_account(AccountKind.MEMBER, email, "", "Dana", clock.now())
        for name, value in facts.items():
            setattr(account, name, value)
        return sign_in(account)

    return signed_in


def company_named(name="Harbor Insurance"):
    return db.session.scalars(select(Company).where(Company.name == name)).one()


def kinds(company):
    return list(
        db.session.scalars(
            select(CompanyEvent.kind)
            .where(CompanyEvent.company_id == company.id)
            .order_by(CompanyEvent.id)
        )
    )


@pytest.mark.parametrize("page", ["/employer/", "/employer/company", "/employer/listings/new"])
def test_who_has_no_company_is_led_to_signing_one_up(newcomer, page):
    answer = newcomer().get(page)
    assert answer.status_code == 302
    assert answer.location.endswith(START)


def test_a_work_address_at_the_websites_domain_is_check_enough(newcomer, letters):
    browser = newcomer()
    answer = browser.submit(START, DETAILS)
    assert answer.status_code == 303
    company = company_named()
    assert company.verified
    assert company.verified_at is not None
    assert company.verification_method == "work-mail-domain"
    assert "harbor.example" in company.verification_note
    assert company.slug == "harbor-insurance"
    assert kinds(company) == ["signed_up", "verified"]
    assert [letter.kind for letter in letters()] == ["company_confirmed_by_mail"]
    member = db.session.scalars(select(Member)).one()
    assert (member.company_id, member.role) == (company.id, "owner")


@pytest.mark.parametrize(
    ("email", "website"),
    [
        ("dana@gmail.com", "https://gmail.com"),
        ("dana@gmail.com", "https://harbor.example"),
        ("dana@mail.harbor.example", "https://harbor.example"),
        ("dana@harbor.example", "https://shop.harbor.example"),
    ],
)
def test_any_other_address_waits_for_a_moderator(newcomer, letters, email, website):
    browser = newcomer(email)
    browser.submit(START, DETAILS | {"website": website})
    company = company_named()
    assert company.verification == "waiting"
    assert company.verified_at is None
    text = browser.page("/employer/company").text
    assert "We are checking Harbor Insurance." in text
    assert "Usually one working day" in text
    assert "Missing: a confirmed email address at" in text
    assert [letter.kind for letter in letters()] == ["company_received"]


@pytest.mark.parametrize(
    ("website", "verification"),
    [
        ("http://WWW.harbor.example/jobs", "waiting"),
        ("https://shop.harbor.example", "verified"),
        ("https://harbor.example.org", "verified"),
    ],
)
def test_a_domain_is_checked_by_mail_for_one_company_only(newcomer, website, verification):
    factories.company(verified=False, website=website)
    newcomer().submit(START, DETAILS)
    assert company_named().verification == verification


def test_an_address_that_is_not_confirmed_checks_nothing(newcomer):
    browser = newcomer(email_confirmed_at=None)
    browser.submit(START, DETAILS)
    assert company_named().verification == "waiting"


def test_every_slug_is_its_own(newcomer):
    factories.company(slug="harbor-insurance")
    newcomer().submit(START, DETAILS)
    assert company_named().slug == "harbor-insurance-2"


def test_companies_of_one_name_can_sign_up_at_the_same_moment(db_session):
    """Somebody else's row appears between looking for a free slug and saving ours."""
    rivals = []

    def sign_up_first(state):
        seen = state.invoke_statement().freeze()
        if not rivals and "companies.slug =" in str(state.statement):
            rivals.append("harbor-insurance")
            row = insert(Company.__table__).values(
                slug=rivals[0], name="Rival", created_at=clock.now()
            )
            db.session.connection().execute(row)
        return seen()

    account = create_confirmed_account(
        AccountKind.MEMBER, "dana@harbor.example", "", "Dana", clock.now()
    )
    db.session.flush()
    event.listen(db.session(), "do_orm_execute", sign_up_first)
    try:
        company = sign_up_company(account, DETAILS, clock.now())
    finally:
        event.remove(db.session(), "do_orm_execute", sign_up_first)
    assert company_named("Rival").slug == "harbor-insurance"
    assert company.slug == "harbor-insurance-2"
    assert [member.account_id for member in db.session.scalars(select(Member))] == [account.id]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Enter the company&#39;s name"),
        ("website", "javascript:alert(1)", "Enter a web address"),
        ("website", "https://user:pass@harbor.example", "Enter a web address"),
        ("website", "https://localhost", "Enter a web address"),
        ("website", "https://127.0.0.1", "Enter a web address"),
        ("phone", "call me", "Enter a phone number"),
        ("phone", "12", "Enter a phone number"),
        ("industry", "", "Choose the industry"),
        ("industry", "piracy", "Choose one of the options shown."),
        ("town", "", "Enter the town"),
        ("about", "a" * 5000, "Use at most 4,000 characters."),
        ("name", "Har\u202ebor", "Remove the characters that cannot be shown"),
    ],
)
def test_what_cannot_be_taken_says_what_to_do_and_keeps_the_rest(newcomer, field, value, words):
    answer = newcomer().submit(START, DETAILS | {field: value})
    assert answer.status_code == 422
    assert words in answer.text
    kept = "Austin" if field != "town" else "Harbor Insurance"
    assert kept in answer.text
    assert db.session.scalar(select(Company)) is None


def test_nobody_signs_up_twice(employer, company):
    answer = employer.get(START)
    assert answer.status_code == 303
    assert answer.location.endswith("/employer/company")


def test_small_changes_keep_the_check(employer, company):
    employer.submit("/employer/company/edit", {"town": "Tulsa", "phone": "+1 918 555 0100"})
    db.session.refresh(company)
    assert company.verified
    assert company.town == "Tulsa"
    assert kinds(company) == ["edited"]


NEW_NAMES = [{"name": "Northwind Bank"}, {"website": "https://northwind-jobs.example"}]
REST = {"phone": "+1 512 555 0100"} | PLACE
EDIT = "/employer/company/edit"


@pytest.mark.parametrize("change", NEW_NAMES)
def test_a_new_name_or_website_ends_the_check_at_once(employer, company, letters, owner, change):
    company.trusted = True
    factories.listing(company, ListingState.DRAFT)
    assert "the checked tag disappears at once" in employer.page(EDIT).text
    assert employer.submit(EDIT, change | REST).status_code == 303
    db.session.refresh(company)
    assert company.verification == "waiting"
    assert (company.verified_at, company.trusted) == (None, False)
    assert kinds(company) == ["edited", "check_void"]
    assert letters(to=owner, kind="company_check_ended")


@pytest.mark.parametrize("change", NEW_NAMES)
@pytest.mark.parametrize("state", ["in_review", "scheduled", "live", "paused"])
def test_the_name_stays_while_somebody_reads_a_job_under_it(employer, company, change, state):
    factories.listing(company, ListingState(state))
    assert "Name and website stay as they are" in employer.page(EDIT).text
    answer = employer.submit(EDIT, change | REST)
    assert answer.status_code == 422
    assert "Ask a moderator." in answer.text
    db.session.refresh(company)
    assert company.name == "Northwind Utilities"
    assert company.verified
    assert kinds(company) == []


@pytest.mark.parametrize(
    ("about", "kept"),
    [
        ("We keep the lights on.", True),
        ("Pay the registration fee first.", False),
        ("Write to boss@harbor-jobs.example instead.", False),
    ],
)
def test_what_a_company_says_to_seekers_is_looked_at(employer, company, letters, about, kept):
    company.trusted = True
    listing = factories.listing(company)
    assert employer.submit(EDIT, {"about": about} | REST).status_code == 303
    db.session.refresh(company)
    assert (company.verified, company.trusted) == (kept, kept)
    assert kinds(company) == (["edited"] if kept else ["edited", "check_void"])
    assert bool(letters(kind="company_check_ended")) is not kept
    public = employer.get(employer.get(f"/jobs/{listing.id}").location)
    assert ("Employer not yet checked" in public.text) is not kept
    ordered = db.session.scalars(select(OutboxOrder.subject_id)).all()
    assert listing.id in ordered, "Search shows the tag, so the index is told."


def test_a_change_never_gives_the_check_by_mail(company, sign_in):
    owner = factories.member(company, email="ana@northwind.example")
    browser = sign_in(owner)
    browser.submit(
        "/employer/company/edit",
        {"website": "https://northwind.example", "phone": "+1 512 555 0100"} | PLACE,
    )
    db.session.refresh(company)
    assert company.verification == "waiting"


def test_late_details_are_kept_but_not_saved(employer, company):
    shown = employer.page("/employer/company/edit")
    data = next(form.data() for form in shown.forms if "phone" in form.names)
    data |= {"phone": "+1 512 555 0100"} | PLACE
    assert (
        employer.post("/employer/company/edit", data=data | {"town": "Dallas"}).status_code == 303
    )
    late = employer.post("/employer/company/edit", data=data | {"town": "Houston"})
    assert late.status_code == 409
    assert "Houston" in late.text
    db.session.refresh(company)
    assert company.town == "Dallas"


@pytest.mark.parametrize("verification", ["proof_asked", "refused", "unchecked"])
def test_a_company_can_answer_and_appeal(employer, company, verification):
    company.verification, company.verification_note = verification, "Show us a bill."
    page = employer.page("/employer/company")
    assert verification == "unchecked" or "Show us a bill." in page.text
    answer = employer.submit("/employer/company", {"answer": "Call our front desk."})
    assert answer.status_code == 303
    db.session.refresh(company)
    assert company.verification == "waiting"
    event = db.session.scalars(select(CompanyEvent).order_by(CompanyEvent.id.desc())).first()
    assert (event.kind, event.note) == ("answered", "Call our front desk.")


def test_an_empty_answer_is_not_sent(employer, company):
    company.verification = "proof_asked"
    answer = employer.submit("/employer/company", {"answer": ""})
    assert answer.status_code == 422
    db.session.refresh(company)
    assert company.verification == "proof_asked"


def test_a_checked_company_has_nothing_to_answer(employer, company):
    shown = employer.page("/employer/company/edit")
    data = next(form.data() for form in shown.forms if "phone" in form.names)
    answer = employer.post("/employer/company/answer", data=data | {"answer": "Hello"})
    assert answer.status_code == 409


def test_accounts_are_unique_to_one_company(newcomer):
    browser = newcomer()
    browser.submit(START, DETAILS)
    account = db.session.scalars(
        select(Account).where(Account.email == "dana@harbor.example")
    ).one()
    page = browser.page("/employer/company/edit")
    token = next(form.data() for form in page.forms if "phone" in form.names)
    again = browser.post(START, data=token | DETAILS | {"name": "A second one"})
    assert again.status_code == 409
    members = db.session.scalars(select(Member).where(Member.account_id == account.id)).all()
    assert len(members) == 1


def test_a_checked_company_leads_on_to_posting(employer):
    main = employer.page("/employer/company").text.partition("<main")[2]
    assert "/employer/listings/new" in main
