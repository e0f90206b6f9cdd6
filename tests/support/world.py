"""A small board with one of everything, and the people who look at each other's things."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pyotp
from flask import Flask
from sqlalchemy import select

from jobboard import clock
from jobboard.domain.application import ApplicationState
from jobboard.domain.listing import Actor, ListingMove, ListingState
from jobboard.domain.permissions import Role
from jobboard.domain.resume import KEY, Document
from jobboard.domain.sign_in import TokenPurpose
from jobboard.extensions import db
from jobboard.models import Account, Company, Invitation, Member
from jobboard.queries.accounts import hash_token
from jobboard.services.account_tokens import issue
from jobboard.services.alert_links import LinkUse, alert_link
from jobboard.services.listings import By, record
from jobboard.web.listing_view import title_slug
from tests import factories
from tests.factories.resumes import rich_resume_document
from tests.support import signing_in
from tests.support.client import StrictClient

VISITOR = "visitor"
# Has given the password, and owes the second factor.
HALF = "half_signed_in"
PEOPLE = (
    VISITOR,
    HALF,
    "seeker",
    "other_seeker",
    "member",
    "viewer",
    "other_member",
    "moderator",
)
QUESTION = {"id": "q1", "kind": "short", "text": "Which shifts suit you?", "optional": False}


@dataclass
class World:
    """Who there is, and the things of ``seeker`` and of ``member``'s company, by name."""

    accounts: Mapping[str, Account]
    things: dict[str, Any]
    tokens: dict[str, str] = field(default_factory=dict)

    def client(self, app: Flask, person: str) -> StrictClient:
        """Return a new browser of that person."""
        client: StrictClient = app.test_client()  # type: ignore[assignment] # set on the app
        if person == VISITOR:
            return client
        signing_in.hold(client, self.tokens[person])
        return client


def make_world() -> World:
    """Make the rows in the test's session and save them."""
    company = factories.company(name="Bright Calls")
    people = {
        "seeker": factories.seeker(email="seeker@example.org"),
        "other_seeker": factories.seeker(email="other.seeker@example.org"),
        "member": factories.member(company, email="owner@example.org"),
        "viewer": factories.member(company, Role.VIEWER, email="viewer@example.org"),
        "other_member": factories.member(email="other.member@example.org"),
        "moderator": factories.moderator(email="moderator@example.org", **_second_factor()),
        HALF: factories.seeker(email="half@example.org", **_second_factor()),
    }
    world = World(people, _things(company, people))
    for name, account in people.items():
        world.tokens[name], _ = signing_in.begin(account.id, half=name == HALF)
    _, world.things["elsewhere"] = signing_in.begin(people["seeker"].id)
    db.session.commit()
    return world


def _things(company: Company, people: Mapping[str, Account]) -> dict[str, Any]:
    listings = {
        state: factories.listing(
            company, state, created_by_id=people["member"].id, questions=[QUESTION]
        )
        for state in ListingState
        if state is not ListingState.REMOVED
    }
    author = By(Actor.MEMBER, people["member"].id)
    for state, listing in listings.items():
        if state is not ListingState.DRAFT:
            record(listing, ListingMove.SUBMIT, author, listing.created_at)
    live = listings[ListingState.LIVE]
    resume = factories.resume(people["seeker"], _document())
    sent = factories.application(live, people["seeker"], resume_id=resume.id)
    drafted = factories.application(
        factories.listing(company), people["seeker"], ApplicationState.DRAFT, resume_id=resume.id
    )
    return {
        **_links(people),
        **_alerts(people["seeker"]),
        **_invitation(company, people["member"]),
        **{str(state): listing for state, listing in listings.items()},
        "live_slug": title_slug(live),
        "company": company,
        "unapplied": factories.listing(company),
        "resume": resume,
        "application": sent,
        "findable": factories.findable_resume(resume),
        "hidden": factories.hidden_listing(people["seeker"]),
        "drafted": drafted,
        "colleague": db.session.scalars(
            select(Member).where(Member.account_id == people["viewer"].id)
        ).one(),
        "question": QUESTION["id"],
    }


def _alerts(seeker: Account) -> dict[str, Any]:
    """Return an alert of somebody's, and a good link of each kind."""
    alert = factories.alert(email=seeker.email, account_id=seeker.id)
    waiting = factories.alert(email="reader@example.org", confirmed_at=None)
    return {
        "alert": alert,
        "alert_confirm_token": alert_link(LinkUse.CONFIRM, waiting),
        "alert_end_token": alert_link(LinkUse.END, alert),
        "alert_keep_token": alert_link(LinkUse.KEEP, alert),
    }


def _second_factor() -> dict[str, Any]:
    return {"totp_secret": pyotp.random_base32(), "totp_confirmed_at": clock.now()}


def _document() -> Document:
    """Return a resume with every kind of entry, a break from work too."""
    document = rich_resume_document()
    document[KEY]["breaks"] = [
        {"id": "e11", "startDate": "2022-03", "endDate": "2023-02", "text": "Cared for my father."}
    ]
    document[KEY]["last_id"] = 11
    return document


def _invitation(company: Company, inviter: Account) -> dict[str, Any]:
    token, now = secrets.token_urlsafe(), clock.now()
    row = Invitation(
        company_id=company.id,
        email="invited@example.org",
        role=Role.RECRUITER,
        token_hash=hash_token(token),
        invited_by_id=inviter.id,
        created_at=now,
        expires_at=now + signing_in.SIGNED_IN_FOR,
    )
    db.session.add(row)
    db.session.flush()
    return {"invitation": row, "invitation_token": token}


def _links(people: Mapping[str, Account]) -> dict[str, str]:
    """Return a good token of each kind of link, each in a letter to somebody."""
    newcomer = factories.seeker(email="newcomer@example.org", email_confirmed_at=None)
    now = clock.now()
    return {
        "confirm_token": issue(newcomer, TokenPurpose.CONFIRM_ADDRESS, now),
        "change_token": issue(
            people["seeker"], TokenPurpose.CHANGE_ADDRESS, now, email="moved@example.org"
        ),
        "reset_token": issue(people["other_seeker"], TokenPurpose.RESET_PASSWORD, now),
    }
