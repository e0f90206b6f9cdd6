"""What employers find of a resume leads to nobody, wherever on it somebody wrote what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from jobboard.domain.profile import profile_of
from jobboard.domain.resume import KEY, readable
from jobboard.domain.resume.showing import as_found
from tests.factories.resumes import rich_resume_document

LEADS = (
    "dana@leak.example",
    "leak.example/in/dana",
    "danaleak.com",
    "@dana_leak",
    "dana at leak dot com",
    "(512) 555-0142",
)


def _rich() -> dict[str, Any]:
    """A document with every field that an editor or another board may fill."""
    made = rich_resume_document()
    made["basics"]["location"] |= {"address": "1 Elm Street", "postalCode": "78701"}
    made["work"][0] |= {"description": "Phones", "location": "Austin", "highlights": ["Won"]}
    made["education"][0] |= {"studyType": "Associate", "courses": ["Sales"], "score": "4"}
    made["volunteer"] = [{"organization": "Food bank", "position": "Host", "summary": "Fed"}]
    made["skills"] = [{"name": "Chat", "level": "Master", "keywords": ["calm"]}]
    made["languages"].append({"language": "Igbo", "fluency": "Fluent"})
    made[KEY]["breaks"] = [{"id": "e11", "text": "Moved house", "startDate": "2022-03"}]
    return made


def _with(value: Any, lead: str) -> Any:
    """The same with ``lead`` behind every text."""
    if isinstance(value, dict):
        return {key: _with(inner, lead) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with(inner, lead) for inner in value]
    return f"{value} {lead}" if isinstance(value, str) else value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("lead", LEADS)
def test_no_string_of_what_is_found_leads_to_a_person(lead: str) -> None:
    found = as_found(_with(_rich(), lead))
    strings = list(_strings(found))
    assert len(strings) > 60
    assert not [words for words in strings if "leak" in words or "555" in words]
    assert "leak" not in repr(readable(found)) + repr(profile_of(found))


def test_a_resume_without_leads_is_shown_as_it_is() -> None:
    made = _rich()
    before, after = readable(made), readable(as_found(made))
    assert after.work == before.work
    assert (after.name, after.place, after.schools) == (before.name, before.place, before.schools)
    assert profile_of(as_found(made)).skills == profile_of(made).skills


def test_a_number_long_enough_to_be_dialed_is_no_count() -> None:
    made = _rich()
    made["work"][0][KEY]["contacts_a_day"] = 5_125_550_142
    assert "125,550" not in repr(readable(as_found(made)))
