"""The demo's resumes and applications: sent, opened, moved, answered, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from jobboard.demo.script import Act, World, content
from jobboard.domain.application import ApplicationState
from jobboard.domain.listing import Actor
from jobboard.domain.resume import Section, add, entry_id, set_basics, set_ours
from jobboard.domain.resume.document import KEY, Document, entries
from jobboard.domain.resume.evidence import make_language, make_result, make_skill
from jobboard.services import applications, finding, resumes
from jobboard.services.listings import By

_S = ApplicationState
_A_LITTLE_LATER = 0.02
_BY_SEEKER = (_S.WITHDRAWN, _S.DECLINED)


def acts(world: World) -> Iterator[Act]:
    """Yield how resumes were written and applications went."""
    for seeker in content("seekers")["seeker"]:
        written = seeker["joined"] - 1
        yield Act(world.ago(written), partial(_write_resume, world, seeker, written))
    for row in content("applications")["application"]:
        yield Act(world.ago(row["days"]), partial(_start, world, row))
        if row.get("draft"):
            continue
        sent = row["days"] - _A_LITTLE_LATER
        yield Act(world.ago(sent), partial(_send, world, row, sent))
        for move in row.get("moves", ()):
            yield Act(world.ago(move["days"]), partial(_move, world, row, move))


def _write_resume(world: World, seeker: Mapping[str, Any], days: float) -> None:
    now = world.ago(days)
    account = world.accounts[seeker["key"]]
    resume = resumes.start_resume(account, seeker["resume"], now)
    document = _document(resume.document, seeker)
    resumes.save_document(resume, document, resume.version, now)
    if seeker.get("findable"):
        finding.let_be_found(resume, now)
    world.resumes[seeker["key"]] = resume


def _document(document: Document, seeker: Mapping[str, Any]) -> Document:
    document = set_basics(document, seeker["basics"])
    for job in seeker.get("work", ()):
        document = add(document, Section.WORK, _job(job))
    jobs = [entry_id(job) for job in entries(document, Section.WORK)]
    for skill in seeker.get("skill", ()):
        document = add(document, Section.SKILLS, _skill(document, skill, jobs))
    for line in seeker.get("languages", ()):
        slug, level = line.split()
        document = add(document, Section.LANGUAGES, make_language(document, slug, "", level))
    for school in seeker.get("education", ()):
        kept = {name: value for name, value in school.items() if name != "qualification"}
        entry = {**kept, KEY: {"qualification": school["qualification"]}}
        document = add(document, Section.EDUCATION, entry)
    for section in (Section.CERTIFICATES, Section.VOLUNTEER, Section.BREAKS):
        for entry in seeker.get(section.value, ()):
            document = add(document, section, entry)
    return set_ours(document, **seeker["more"])


def _job(job: Mapping[str, Any]) -> dict[str, Any]:
    own = {"channels": job.get("channels", []), "contacts_a_day": job.get("contacts_a_day")}
    if "result" in job:
        said = job["result"]
        measured = "metric" in said
        own["result"] = (
            make_result(said["metric"], said["value"], said["period"], said.get("sample"))
            if measured
            else dict(said)
        )
    plain = ("name", "position", "startDate", "endDate", "summary", "highlights")
    return {**{name: job[name] for name in plain if name in job}, KEY: own}


def _skill(document: Document, skill: Mapping[str, Any], jobs: list[str]) -> dict[str, Any]:
    facts = {"slug": "", "text": "", "proof": "", "trained": False, "reference": "", **skill}
    at = facts.pop("job", None)
    made = make_skill(document, {**facts, "work_id": "" if at is None else jobs[at]})
    return {name: value for name, value in made.items() if value is not None}


def _start(world: World, row: Mapping[str, Any]) -> None:
    now = world.ago(row["days"])
    listing = world.listings[row["listing"]]
    seeker = world.accounts[row["seeker"]]
    draft = applications.start(listing, seeker.id, now)
    applications.save_answers(
        draft,
        now,
        resume_id=world.resumes[row["seeker"]].id,
        answers=row.get("answers", {}),
        message=row.get("message", ""),
        interview_needs=row.get("interview_needs", ""),
    )
    world.applications[row["seeker"], row["listing"]] = draft


def _send(world: World, row: Mapping[str, Any], days: float) -> None:
    sent = world.applications[row["seeker"], row["listing"]]
    applications.submit(sent, By(Actor.SEEKER, sent.seeker_id), world.ago(days))


def _move(world: World, row: Mapping[str, Any], move: Mapping[str, Any]) -> None:
    application = world.applications[row["seeker"], row["listing"]]
    target, now = _S(move["to"]), world.ago(move["days"])
    member = By(Actor.MEMBER, world.accounts[row["by"]].id)
    by = By(Actor.SEEKER, application.seeker_id) if target in _BY_SEEKER else member
    if target is _S.REVIEWED:
        applications.mark_opened(application, by, now)
    else:
        applications.move_application(application, target, by, now, note=move.get("note", ""))
