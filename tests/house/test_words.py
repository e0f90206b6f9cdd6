"""The word lists themselves: every group there, every term complete, nothing claimed twice."""

import re
from collections import defaultdict

import pytest

from jobboard.domain import vocabulary

GROUPS = {
    "role-family": 7,
    "level": 9,
    "industry": 14,
    "arrangement": 3,
    "channel": 8,
    "customers": 6,
    "contract": 5,
    "hours": 3,
    "employment-status": 2,
    "shift-band": 6,
    "shift-pattern": 5,
    "weekday": 7,
    "pay-period": 5,
    "pay-basis": 5,
    "skill": 38,
    "skill-family": 6,
    "duty": 20,
    "service-result": 12,
    "tool": 18,
    "qualification": 4,
    "language": None,
    "language-level": 7,
    "employer-kind": 3,
    "equipment-by": 3,
    "training-place": None,
    "ai-at-work": None,
    "home-office": None,
    "us-state": 52,
    "country": None,
    "time-zone": None,
    "close-outcome": 4,
    "not-for-me": 6,
    "changes-reason": None,
    "reject-reason": None,
    "verification-method": 2,
    "posted-within": 5,
    "easy-apply": 1,
    "training-paid": 1,
    "pay-stated": 1,
    "job-title": None,
    "offer": None,
    "ask": None,
}
SLUG_FORMS = {
    "us-state": r"US-[A-Z]{2}",
    "country": r"[A-Z]{2}",
    "language": r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?",
    "time-zone": r"UTC|[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+",
}
KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"
EVERY_TERM = [term for group in vocabulary.groups() for term in vocabulary.terms(group)]
LONGEST_HELP = 110
BANNED = re.compile(r"!|\b(?:invalid|oops|rockstar|ninja|guru|candidate pool)\b", re.IGNORECASE)


def _name(term):
    return f"{term.group}/{term.slug}"


def test_every_group_is_there_and_no_other():
    assert set(vocabulary.groups()) == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_groups_have_the_number_of_terms_agreed(group):
    expected = GROUPS[group]
    assert len(vocabulary.terms(group)) == (expected or len(vocabulary.terms(group)))
    assert vocabulary.terms(group)


def test_long_lists_cover_the_usual_cases():
    assert len(vocabulary.terms("language")) >= 45
    assert len(vocabulary.terms("country")) >= 60
    assert len(vocabulary.terms("home-office")) >= 5


def test_slugs_are_well_formed():
    wrong = [
        _name(term)
        for term in EVERY_TERM
        if not re.fullmatch(SLUG_FORMS.get(term.group, KEBAB), term.slug)
    ]
    assert wrong == []


def test_every_term_has_a_label_and_a_help_sentence():
    wrong = [
        _name(term)
        for term in EVERY_TERM
        if not term.label.strip() or not term.help.endswith(".") or len(term.help) > LONGEST_HELP
    ]
    assert wrong == []


def test_texts_are_calm_and_tidy():
    texts = {
        _name(term): (term.label, term.help, *map(str, term.extra.values())) for term in EVERY_TERM
    }
    wrong = [
        name
        for name, parts in texts.items()
        if any(BANNED.search(part) or part != part.strip() or "  " in part for part in parts)
    ]
    assert wrong == []


def test_labels_differ_within_a_group():
    for group in vocabulary.groups():
        labels = [term.label for term in vocabulary.terms(group)]
        assert len(labels) == len(set(labels)), group


def test_no_alias_is_claimed_by_two_terms_of_a_group():
    claims = defaultdict(set)
    for term in EVERY_TERM:
        for text in (term.label, *term.synonyms, *term.one_way):
            claims[term.group, vocabulary.fold(text)].add(term.slug)
    assert {key: slugs for key, slugs in claims.items() if len(slugs) > 1} == {}


def test_no_alias_is_empty_once_folded():
    empty = [
        _name(term)
        for term in EVERY_TERM
        if not all(map(vocabulary.fold, (*term.synonyms, *term.one_way)))
    ]
    assert empty == []


def test_no_alias_is_said_twice_of_one_term():
    wrong = {}
    for term in EVERY_TERM:
        said = [*map(vocabulary.fold, (term.label, *term.synonyms, *term.one_way))]
        twice = {text for text in said if said.count(text) > 1}
        if twice:
            wrong[_name(term)] = twice
    assert wrong == {}


def test_retired_slugs_lead_to_a_live_term_and_stay_retired():
    for term in EVERY_TERM:
        for retired in term.was:
            assert vocabulary.resolve(term.group, retired) == term.slug
            assert retired not in {live.slug for live in vocabulary.terms(term.group)}


def test_skills_have_a_family_and_two_lines_of_proof():
    families = {term.slug for term in vocabulary.terms("skill-family")}
    for term in vocabulary.terms("skill"):
        assert term.extra["family"] in families, term.slug
        assert len(term.extra["examples"]) == 2, term.slug
        assert all(line.endswith(".") for line in term.extra["examples"]), term.slug
    assert {term.extra["family"] for term in vocabulary.terms("skill")} == families


def test_no_line_of_proof_is_used_twice():
    lines = [line for term in vocabulary.terms("skill") for line in term.extra["examples"]]
    assert len(lines) == len(set(lines)) == 76


def test_the_ladder_has_ranks_and_the_side_steps_none():
    ranks = {term.slug: term.extra.get("rank") for term in vocabulary.terms("level")}
    assert list(ranks.values()) == [1, 2, 3, 4, 5, 6, None, None, None]


def test_service_results_say_unit_range_and_need():
    slugs = {term.slug for term in vocabulary.terms("service-result")}
    for term in vocabulary.terms("service-result"):
        assert term.extra["unit"], term.slug
        assert term.extra["min"] < term.extra["max"], term.slug
        assert term.extra["direction"] in {"higher", "lower"}, term.slug
        assert set(term.extra["needs"]) <= slugs, term.slug
    assert vocabulary.term("service-result", "aht").extra["needs"] == ("fcr", "csat")


def test_employment_types_are_those_of_schema_org():
    known = {"FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "PER_DIEM"}
    groups = ("contract", "hours", "employment-status")
    said = {
        term.extra["schema_org"]
        for group in groups
        for term in vocabulary.terms(group)
        if "schema_org" in term.extra
    }
    assert said <= known


def test_only_remote_is_telecommuting():
    telecommute = [t.slug for t in vocabulary.terms("arrangement") if "schema_org" in t.extra]
    assert telecommute == ["remote"]


def test_outside_codes_have_their_form():
    for term in vocabulary.terms("role-family"):
        assert all(re.fullmatch(r"\d\d-\d{4}\.\d\d", code) for code in term.extra["onet"])
    for term in vocabulary.terms("industry"):
        assert re.fullmatch(r"\d{2,6}(-\d{2})?", term.extra["naics"]), term.slug
    for term in vocabulary.terms("country"):
        assert re.fullmatch(r"[A-Z]{3}", term.extra["currency"]), term.slug
    for term in vocabulary.terms("us-state"):
        assert term.slug == f"US-{term.extra['abbr']}"


def test_reasons_say_how_to_mend_things():
    for group in ("changes-reason", "reject-reason"):
        for term in vocabulary.terms(group):
            assert term.extra["advice"].endswith("."), _name(term)
