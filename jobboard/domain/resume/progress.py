"""How far a resume is: each section's state, what it lacks and why that would help.

In words, never as a bare percentage. Sections may be filled in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jobboard.domain.resume.document import Section, entries, mapping, ours, rows, text, texts
from jobboard.domain.resume.evidence import SkillLevel, skill_level

PROVEN_SKILLS_WANTED = 3
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section. ``state`` is done, started or not_started; ``status`` may say it better.

    ``missing`` says what is missing and why it would help, or "".
    """

    key: str
    title: str
    state: str
    missing: str = ""
    status: str = ""


def section_states(document: Fields) -> tuple[SectionState, ...]:
    """Return every section with its state, in the order in which pages list them."""
    return tuple(state(document) for state in _SECTIONS)


def progress_words(states: tuple[SectionState, ...]) -> str:
    """Return one line on the whole: how many sections are done, and what would help most."""
    done = sum(state.state == "done" for state in states)
    if done == len(states):
        return "Every section is done."
    following = next(state.title for state in states if state.state != "done")
    verb = "is" if done == 1 else "are"
    said = f"{done} of {len(states)} sections {verb} done."
    return f"{said} Next, if you like: {following.lower()}."


def _state(key: str, title: str, lacks: list[str], started: bool, status: str = "") -> SectionState:
    if not lacks:
        return SectionState(key, title, "done", status=status)
    state = "started" if started else "not_started"
    return SectionState(key, title, state, lacks[0], status if started else "")


def _contact(document: Fields) -> SectionState:
    basics = mapping(document, "basics")
    place = mapping(basics, "location")
    lacks = []
    if not text(basics, "name"):
        lacks.append("Add your name, so that employers know whom to ask for.")
    if not text(basics, "email") and not text(basics, "phone"):
        lacks.append("Add an email address or a phone number, so that employers can answer you.")
    if not any(text(place, key) for key in ("city", "region", "countryCode")):
        lacks.append("Add your town or state: some jobs are open in certain states only.")
    return _state("contact", "Contact", lacks, bool(basics))


def _work(document: Fields) -> SectionState:
    jobs = entries(document, Section.WORK)
    lacks = []
    if not jobs:
        lacks.append("Add one job, paid or not. It shows where you learned this work.")
    elif not all(text(job, "position") and text(job, "startDate") for job in jobs):
        lacks.append("Add a title and dates to each job, so that employers see how long it was.")
    return _state("work", "Work", lacks, bool(jobs), _counted(len(jobs), "job"))


def _skills(document: Fields) -> SectionState:
    skills = entries(document, Section.SKILLS)
    backed = sum(skill_level(skill) is not SkillLevel.LISTED for skill in skills)
    lacks = []
    if backed < PROVEN_SKILLS_WANTED:
        lacks.append(
            "Add three skills with an example each. Employers believe a line of what happened."
            if not backed
            else f"{_counted(backed, 'skill has', 'skills have')} an example. Three convince more."
        )
    return _state("skills", "Service skills", lacks, bool(skills), _counted(len(skills), "skill"))


def _tools(document: Fields) -> SectionState:
    channels, tools = texts(ours(document), "channels"), rows(ours(document), "tools")
    lacks = []
    if not channels:
        lacks.append("Tick the channels you have worked on. Employers look for them.")
    if not tools:
        lacks.append("Add the tools you know. Many jobs ask for one by name.")
    return _state("tools", "Tools and channels", lacks, bool(channels or tools))


def _languages(document: Fields) -> SectionState:
    spoken = entries(document, Section.LANGUAGES)
    lacks = []
    if not spoken:
        lacks.append("Add the languages you can work in, English too.")
    elif not all(text(ours(entry), "level") for entry in spoken):
        lacks.append("Add how well you speak each, so that it can be matched with what jobs ask.")
    status = _counted(len(spoken), "language")
    return _state("languages", "Languages", lacks, bool(spoken), status)


def _training(document: Fields) -> SectionState:
    known = entries(document, Section.EDUCATION) + entries(document, Section.CERTIFICATES)
    lacks = [] if known else ["Add school or a course. Some jobs ask for one, most do not."]
    return _state("training", "Training", lacks, bool(known))


def _availability(document: Fields) -> SectionState:
    week = mapping(ours(document), "availability")
    lacks = []
    if not any(texts(week, day) for day in week):
        lacks.append("Tick when you can work, so that shifts you cannot do stand out early.")
    return _state("availability", "Availability", lacks, False)


def _home_office(document: Fields) -> SectionState:
    # Saved with nothing ticked is an answer too.
    answered = isinstance(ours(document).get("home_office"), list)
    lacks = [] if answered else ["Only for remote jobs: say what you have at home."]
    return _state("home-office", "Home office", lacks, False)


def _wanted(document: Fields) -> SectionState:
    wanted = mapping(ours(document), "wanted")
    ways = texts(wanted, "arrangements")
    lacks = []
    if not ways:
        lacks.append("Say how and where you want to work, so that we can show what fits.")
    elif set(ways) - {"remote"} and not any(
        text(wanted, key) for key in ("town", "region", "country")
    ):
        lacks.append("Add the place where you want to work on site.")
    return _state("wanted", "What you want", lacks, any(wanted.values()))


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


_SECTIONS: tuple[Callable[[Fields], SectionState], ...] = (
    _contact,
    _work,
    _skills,
    _tools,
    _languages,
    _training,
    _availability,
    _home_office,
    _wanted,
)
