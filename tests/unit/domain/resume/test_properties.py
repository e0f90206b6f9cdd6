"""Whatever is saved can be stored as JSON, read back, shown and counted."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobboard.domain import resume
from jobboard.domain.matching import match
from jobboard.domain.resume import KEY, Section

# A machine that does other work too must not fail the test for being slow.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
TEXTS = ("name", "position", "institution", "area", "language", "text", "proof", "slug")

words = st.text(max_size=40)
dates = st.sampled_from(["", "2019", "2019-04", "2021-12", "2021-12-31", "soon"])
slugs = st.sampled_from(["empathy", "conflict-resolution", "gone", "phone", "es", "degree", ""])
own = st.fixed_dictionaries(
    {},
    optional={
        "channels": st.lists(slugs, max_size=3),
        "contacts_a_day": st.none() | st.integers(0, 500),
        "result": st.fixed_dictionaries({"metric": slugs, "value": words, "text": words}),
        "qualification": slugs,
        "slug": slugs,
        "level": slugs,
    },
)
facts = st.fixed_dictionaries(
    {KEY: own},
    optional=dict.fromkeys(TEXTS, words) | {"startDate": dates, "endDate": dates},
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
requirements = st.lists(
    st.dictionaries(
        st.sampled_from(["kind", "slug", "text", "level", "need"]),
        slugs | st.sampled_from(["skill", "tool", "language", "must"]),
    ),
    max_size=8,
)
steps = st.lists(st.tuples(st.sampled_from(Section), facts), max_size=8)


def built(actions):
    document = resume.empty("Dana")
    for section, entry in actions:
        document = resume.add(document, section, entry)
    return document


@unhurried
@given(steps)
def test_every_saved_document_survives_json_and_reads(actions):
    document = built(actions)
    again = json.loads(json.dumps(document))
    assert again == document
    assert asdict(resume.readable(again)) == asdict(resume.readable(document))
    resume.section_states(again)
    resume.gaps(again, date(2026, 6, 1))


@unhurried
@given(steps)
def test_what_is_added_can_be_taken_out_again(actions):
    document = built(actions)
    for section in Section:
        for entry in resume.entries(document, section):
            document = resume.remove(document, section, resume.entry_id(entry))
        assert resume.entries(document, section) == []


@unhurried
@given(steps, requirements)
def test_a_match_adds_up_whatever_is_asked(actions, asked):
    found = match(asked, built(actions))
    assert len(found.parts) == len(asked)
    assert found.yes + found.unclear <= found.total == len(found.musts)
    assert found.sentence.endswith(".")


@unhurried
@given(st.dictionaries(st.sampled_from([*Section, "basics", KEY]), json_values))
def test_any_json_from_elsewhere_can_be_read(document):
    json.dumps(asdict(resume.readable(document)))
    resume.section_states(document)
    resume.gaps(document, date(2026, 6, 1))
    match([{"kind": "skill", "slug": "empathy", "need": "must"}], document)
