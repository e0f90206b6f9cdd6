"""What a moderator does: takes a listing from the queue, reads it, decides."""

from __future__ import annotations

from tests.support.journeys.account import sign_in_to_demo
from tests.support.journeys.people import DEMO_MODERATOR, Person, Visit, Way


def moderator(visit: Visit, way: Way) -> Person:
    """Return the demo's moderator, signed in."""
    person = Person(visit, way, DEMO_MODERATOR)
    sign_in_to_demo(person, "moderators")
    return person.stands_at("Moderation queue")


def take_from_queue(person: Person, company: str, why: str = "") -> None:
    """Open the company's listing, which must be in the queue for that reason, if one is given."""
    waiting = person.page.get_by_role("main").get_by_role("listitem").filter(has_text=company)
    if not waiting.count():
        person.follow("Queue")
    assert why in waiting.inner_text()
    person.press_on(waiting.get_by_role("link").first).reads(company)


def ask_for_changes(person: Person, reason: str, note: str) -> None:
    """Ask for a change of the listing that is open."""
    person.choose("Decision", "Ask for changes").pick("What needs a change", reason)
    person.fill("Note to the employer", note)
    person.press("Decide and tell the employer").reads("Changes asked.")


def publish(person: Person) -> None:
    """Publish the listing that is open."""
    person.choose("Decision", "Publish").press("Decide and tell the employer").reads("Published.")
