"""Getting in: signing up by one of the doors, confirming by letter, signing in."""

from __future__ import annotations

from tests.support.journeys.people import DEMO_PASSWORD, PASSWORD, Person


def sign_up(person: Person, door: str) -> None:
    """Make an account and confirm it by the letter's link, as who goes on in the same browser.

    ``door`` is what the page of the doors calls it. Who signs up as an employer gives a name.
    """
    person.go("/").follow("Sign in").stands_at("Sign in")
    person.follow(f"Sign up as {door}").stands_at(f"Sign up as {door}")
    if door == "an employer":
        person.fill("Your name", person.name)
        person.fill("Work email address", person.email)
    else:
        person.fill("Email address", person.email)
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
