"""Getting in: signing up by one of the doors, confirming by letter, signing in."""

from __future__ import annotations

from tests.support.journeys.people import DEMO_PASSWORD, PASSWORD, Person


def sign_up_as_seeker(person: Person) -> None:
    """Make a seeker's account, by the page of the doors."""
    person.go("/").follow("Sign in").stands_at("Sign in")
    person.follow("Sign up as a job seeker").fill("Email address", person.email)
    _choose_password_and_confirm(person)


def sign_up_as_employer(person: Person) -> None:
    """Make the account of somebody who acts for an employer, by the employers' own door."""
    person.go("/").follow("For employers").follow("Create an employer account")
    person.fill("Your name", person.name).fill("Work email address", person.email)
    _choose_password_and_confirm(person)


def _choose_password_and_confirm(person: Person) -> None:
    """Confirm by the letter's link, in the same browser, which signs the person in."""
    person.fill("Password", PASSWORD)
    person.press("Sign up").stands_at("Check your email").reads(person.email)
    person.open_letter("Confirm your email address")
    person.press_on(person.page.get_by_role("link", name="confirm-address"))
    person.stands_at("Confirm your email address")
    person.press("Confirm my address").reads("you are signed in")


def sign_in(person: Person, door: str, password: str = PASSWORD) -> None:
    """Sign in at one of the doors, by the slug of its address."""
    person.go(f"/sign-in/{door}")
    person.fill("Email address", person.email).fill("Password", password).press("Sign in")


def sign_in_to_demo(person: Person, door: str) -> None:
    """Sign in to one of the accounts that the demo comes with."""
    sign_in(person, door, DEMO_PASSWORD)
