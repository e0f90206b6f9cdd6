"""Building a resume: contact, work, and skills with proof."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.journeys.people import Person

JOB = "Front desk agent, Lakeview Hotel"


def build_resume(person: Person, proofs: Mapping[str, str]) -> None:
    """Build a resume with a job and these skills, each with the proof given."""
    person.follow("Resume").stands_at("Your resumes")
    person.follow("Start a resume").press("Start").stands_at("My resume")
    _say_who(person)
    _say_where_worked(person)
    for number, (skill, proof) in enumerate(proofs.items()):
        _prove(person, skill, proof, another=number + 1 < len(proofs))
    person.stands_at("Service skills").reads(*proofs, *proofs.values(), "With an example")
    person.follow("Back to “My resume”").stands_at("My resume").reads(f"{len(proofs)} skills")


def _say_who(person: Person) -> None:
    person.follow("Contact").stands_at("Contact").fill("Full name", person.name)
    person.fill("Email address", person.email).fill("Town", "Tulsa").pick("State", "Oklahoma")
    person.press("Save").reads("Contact saved.")


def _say_where_worked(person: Person) -> None:
    person.follow("Work").follow("Add a job").stands_at("Add a job")
    person.fill("Job title", "Front desk agent").fill("Employer", "Lakeview Hotel")
    person.page.get_by_label("Month").first.select_option(label="March")
    person.page.get_by_label("Year").first.fill("2021")
    person.page.get_by_label("I work here now").check()
    person.tick("Channels you used", "Phone", "In person").press("Save").stands_at("Work")
    person.follow("Back to “My resume”")
    person.follow("Service skills").follow("Add a skill")


def _prove(person: Person, skill: str, proof: str, *, another: bool) -> None:
    person.stands_at("Add a skill").pick("Skill", skill)
    person.fill("Proof: what happened, in one line", proof)
    person.press("Save and add another" if another else "Save")
