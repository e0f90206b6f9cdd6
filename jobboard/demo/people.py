"""The demo's people and companies: accounts, sign-ups, checks, colleagues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from jobboard.demo.script import Act, World, content
from jobboard.domain.permissions import AccountKind, Role
from jobboard.extensions import db
from jobboard.models import Member
from jobboard.services import moderation
from jobboard.services.accounts import create_confirmed_account
from jobboard.services.companies import sign_up_company
from jobboard.services.company_rows import note_event
from jobboard.services.invitations import invite

# Shown at every start of the demo and good for nothing else; production knows no demo.
PASSWORD = "patient-harbor-teapot-42"
# Who signs in where, as the start command prints it: address, door, what is to be seen.
DOORS = (
    ("seeker@example.com", "/sign-in/seekers", "a resume and applications"),
    ("employer@example.com", "/sign-in/employers", "Northwind Utilities, its jobs and applicants"),
    ("moderator@example.com", "/sign-in/moderators", "what waits to be checked"),
)
MODERATOR = "moderator"
_FIRST_DAY = 200
_HOUR = 1 / 24


def acts(world: World) -> Iterator[Act]:
    """Yield how people and companies came to the board."""
    yield Act(world.ago(_FIRST_DAY), partial(_join, world, _moderator()))
    for person in content("seekers")["seeker"]:
        about = {**person, "kind": AccountKind.SEEKER}
        yield Act(world.ago(person["joined"]), partial(_join, world, about))
    for company in content("companies")["company"]:
        yield from _company_acts(world, company)


def _moderator() -> dict[str, Any]:
    return {
        "key": MODERATOR,
        "kind": AccountKind.MODERATOR,
        "email": "moderator@example.com",
        "name": "Ruth Alvarez",
        "joined": _FIRST_DAY,
        "signs_in": True,
    }


def _join(world: World, person: Mapping[str, Any]) -> None:
    # Whoever nobody signs in as has no password: hashing one takes time at every first start.
    password = PASSWORD if person.get("signs_in") else ""
    world.accounts[person["key"]] = create_confirmed_account(
        person["kind"], person["email"], password, person["name"], world.ago(person["joined"])
    )


def _company_acts(world: World, company: Mapping[str, Any]) -> Iterator[Act]:
    joined = company["joined"]
    for person in company["people"]:
        about = {**person, "kind": AccountKind.MEMBER, "joined": joined + 2 * _HOUR}
        yield Act(world.ago(about["joined"]), partial(_join, world, about))
    yield Act(world.ago(joined), partial(_sign_up, world, company))
    for act in company.get("check", ()):
        yield Act(world.ago(act["days"]), partial(_check, world, company["key"], act))
    for address in company.get("invited", ()):
        yield Act(world.ago(2), partial(_invite, world, company, address))


def _sign_up(world: World, company: Mapping[str, Any]) -> None:
    owner, *colleagues = company["people"]
    now = world.ago(company["joined"])
    made = sign_up_company(world.accounts[owner["key"]], company["details"], now)
    world.companies[company["key"]] = made
    for person in colleagues:
        account = world.accounts[person["key"]]
        role = Role(person["role"])
        db.session.add(Member(company_id=made.id, account_id=account.id, role=role, joined_at=now))
        note_event(made, "joined", account.id, now, note=account.email)
    db.session.flush()


def _check(world: World, key: str, act: Mapping[str, Any]) -> None:
    company = world.companies[key]
    moderator_id, now = world.accounts[MODERATOR].id, world.ago(act["days"])
    if act["does"] == "trust":
        moderation.set_trust(company, moderator_id, now, seen=company.version, trusted=True)
        return
    decide = {"verify": moderation.verify_company, "ask": moderation.ask_proof}[act["does"]]
    decide(company, moderator_id, now, seen=company.version, note=act["note"])


def _invite(world: World, company: Mapping[str, Any], address: str) -> None:
    owner = world.accounts[company["people"][0]["key"]]
    invite(world.companies[company["key"]], address, Role.RECRUITER, owner, world.ago(2))
