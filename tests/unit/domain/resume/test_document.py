"""The resume's document: adding, changing and removing entries without losing anything."""

from __future__ import annotations

import copy
import json

import pytest

from jobboard.domain import resume
from jobboard.domain.errors import RuleError
from jobboard.domain.resume import KEY, NoSuchEntry, Section
from jobboard.domain.resume.document import MOST_ENTRIES
from tests.factories.resumes import rich_resume_document


def test_a_new_document_begins_with_name_and_address():
    assert resume.empty("Dana", "dana@example.org")["basics"] == {
        "name": "Dana",
        "email": "dana@example.org",
    }
    assert resume.empty() == {"basics": {}, KEY: {}}


@pytest.mark.parametrize("section", Section)
def test_entries_are_added_found_changed_and_removed(section):
    first = resume.add(resume.empty(), section, {"name": "One"})
    both = resume.add(first, section, {"name": "Two"})
    one, two = map(resume.entry_id, resume.entries(both, section))
    assert one != two
    changed = resume.replace(both, section, one, {"name": "Uno"})
    assert [entry["name"] for entry in resume.entries(changed, section)] == ["Uno", "Two"]
    assert resume.find(changed, section, one)["name"] == "Uno"
    left = resume.remove(changed, section, one)
    assert [resume.entry_id(entry) for entry in resume.entries(left, section)] == [two]


def test_nothing_changes_the_document_it_is_given():
    document = rich_resume_document()
    before = copy.deepcopy(document)
    resume.add(document, Section.WORK, {"name": "New"})
    resume.replace(document, Section.WORK, "e1", {"name": "Other", KEY: {"channels": []}})
    resume.remove(document, Section.WORK, "e1")
    resume.set_basics(document, {"name": "Other"})
    resume.set_ours(document, channels=[])
    resume.as_sent(document)
    assert document == before


def test_an_id_is_never_given_again():
    document = resume.add(resume.empty(), Section.WORK, {})
    ident = resume.entry_id(document["work"][0])
    again = resume.add(resume.remove(document, Section.WORK, ident), Section.SKILLS, {})
    assert resume.entry_id(resume.entries(again, Section.SKILLS)[0]) != ident


def test_an_entry_that_is_gone_is_said_to_be():
    document = resume.empty()
    for act in (resume.find, resume.remove):
        with pytest.raises(NoSuchEntry):
            act(document, Section.WORK, "e1")
    with pytest.raises(NoSuchEntry):
        resume.replace(document, Section.WORK, "e1", {})
    with pytest.raises(NoSuchEntry):
        resume.find({"work": [{"name": "From elsewhere"}]}, Section.WORK, "")


def test_facts_from_elsewhere_survive_a_change():
    document = {
        "basics": {"name": "Dana", "profiles": [{"network": "Web"}]},
        "work": [{"name": "A", "url": "https://a.example", "endDate": "2020", KEY: {"id": "e1"}}],
        "interests": [{"name": "Chess"}],
    }
    changed = resume.set_basics(document, {"name": "Dana O"})
    changed = resume.replace(
        changed, Section.WORK, "e1", {"name": "B", "endDate": None, KEY: {"channels": ["phone"]}}
    )
    assert changed["basics"]["profiles"] == [{"network": "Web"}]
    assert changed["interests"] == [{"name": "Chess"}]
    assert changed["work"] == [
        {"name": "B", "url": "https://a.example", KEY: {"id": "e1", "channels": ["phone"]}}
    ]


def test_removing_a_job_leaves_its_skills_standing():
    left = resume.remove(rich_resume_document(), Section.WORK, "e2")
    skills = resume.entries(left, Section.SKILLS)
    assert [skill["work_id"] for skill in skills] == ["e1", "", "", ""]
    assert len(skills) == 4


def test_a_section_holds_so_many_entries_and_no_more():
    document = {"work": [{"name": str(n)} for n in range(MOST_ENTRIES)]}
    with pytest.raises(RuleError, match="Remove one first"):
        resume.add(document, Section.WORK, {"name": "One more"})


def test_the_pay_floor_is_not_in_the_copy_that_is_sent():
    sent = resume.as_sent(rich_resume_document())
    assert "18.50" not in json.dumps(sent)
    assert sent[KEY]["wanted"]["arrangements"] == ["remote", "hybrid"]
    assert resume.as_sent({"basics": {}}) == {"basics": {}}


@pytest.mark.parametrize("wrong", [None, 5, "text", [1, None, "x"], {"a": 1}, [[]]])
def test_what_has_the_wrong_type_counts_as_missing(wrong):
    document = {section.value: wrong for section in Section} | {"basics": wrong, KEY: wrong}
    deep = {"basics": {"location": wrong, "name": wrong}, "work": [{KEY: wrong, "name": wrong}]}
    own = dict.fromkeys(("tools", "channels", "wanted", "availability", "skills"), wrong)
    for strange in (document, deep, {KEY: own}):
        read = resume.readable(strange)
        assert read.name in ("", wrong)
        resume.section_states(strange)
