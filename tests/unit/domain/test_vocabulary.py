"""What callers may count on when they ask for words."""

import dataclasses

import pytest

from jobboard.domain import vocabulary


def test_terms_come_in_page_order():
    slugs = [term.slug for term in vocabulary.terms("arrangement")]
    assert slugs == ["on-site", "hybrid", "remote"]


def test_a_live_slug_gives_its_term():
    term = vocabulary.term("role-family", "help-desk")
    assert (term.group, term.slug) == ("role-family", "help-desk")
    assert term.label == "Help desk and technical support"


def test_a_retired_slug_gives_its_heir():
    assert vocabulary.resolve("role-family", "call-center") == "contact-centre"
    assert vocabulary.term("role-family", "call-center").slug == "contact-centre"
    assert vocabulary.label("arrangement", "onsite") == "On site"


def test_a_slug_that_never_was_resolves_to_none():
    assert vocabulary.resolve("skill", "juggling-with-fire") is None


@pytest.mark.parametrize("slug", ["nothing-of-the-kind", "", "EMPATHY"])
def test_an_unknown_slug_raises_a_key_error(slug):
    with pytest.raises(vocabulary.UnknownTerm):
        vocabulary.term("skill", slug)
    with pytest.raises(KeyError):
        vocabulary.label("skill", slug)


def test_an_unknown_group_raises():
    with pytest.raises(vocabulary.UnknownTerm):
        vocabulary.terms("colors")


def test_choices_are_slug_and_label():
    assert vocabulary.choices("hours")[0] == ("full-time", "Full time")


def test_terms_cannot_be_changed():
    term = vocabulary.term("skill", "empathy")
    with pytest.raises(dataclasses.FrozenInstanceError):
        term.label = "Kindness"
    with pytest.raises(TypeError):
        term.extra["family"] = "think"
    assert isinstance(term.extra["examples"], tuple)


def test_words_are_read_once():
    assert vocabulary.term("skill", "empathy") is vocabulary.term("skill", "empathy")


def test_terms_can_be_kept_in_sets():
    twice = {vocabulary.term("hours", "full-time"), vocabulary.term("hours", "full-time")}
    assert len(twice) == 1


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("CSR", "customer-service"),
        ("Call Centre", "contact-centre"),
        ("call center", "contact-centre"),
        ("Contact-Center", "contact-centre"),
        ("helpdesk", "help-desk"),
        ("L1 support", "help-desk"),
        ("Guest Services", "front-desk"),
    ],
)
def test_trade_words_lead_to_role_families(text, slug):
    assert vocabulary.aliases("role-family")[vocabulary.fold(text)].slug == slug


@pytest.mark.parametrize("text", ["WFH", "work from home", "Home-based", "telecommute"])
def test_home_work_has_many_names(text):
    assert vocabulary.aliases("arrangement")[vocabulary.fold(text)].slug == "remote"


def test_one_way_words_imply_a_term_but_do_not_mean_it():
    assert "hospital" not in vocabulary.aliases("industry")
    assert vocabulary.cues("industry")["hospital"].slug == "healthcare"


def test_cues_hold_every_alias():
    assert vocabulary.aliases("channel").items() <= vocabulary.cues("channel").items()


@pytest.mark.parametrize(("group", "word"), [("language", "it"), ("country", "in")])
def test_codes_that_are_common_words_are_no_aliases(group, word):
    assert word not in vocabulary.cues(group)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Full-Time ", "full time"),
        ("Café  MANAGER", "cafe manager"),
        ("e‑mail/chat", "e mail chat"),
        ("Straße", "strasse"),
        ("ｆｕｌｌ width", "full width"),
        ("snake_case", "snake case"),
        ("C++ and C#", "c++ and c#"),
        ("", ""),
        ("—", ""),
    ],
)
def test_folding(text, folded):
    assert vocabulary.fold(text) == folded


def test_folding_twice_changes_nothing():
    once = vocabulary.fold("Bachelor's Degree (B.A.)")
    assert vocabulary.fold(once) == once


def test_the_credit_owed_for_occupation_titles_is_at_hand():
    (line,) = vocabulary.attributions()
    assert "O*NET 29.0 Database" in line
    assert "CC BY 4.0" in line


def _word(slug, **more):
    return {"slug": slug, "label": slug.title(), **more}


@pytest.mark.parametrize(
    "words",
    [
        [_word("red"), _word("red")],
        [_word("red", synonyms=["crimson"]), _word("scarlet", one_way=["Crimson"])],
        [_word("red", was=["scarlet"]), _word("scarlet")],
        [_word("red", was=["ruby"]), _word("scarlet", was=["ruby"])],
    ],
    ids=["slug twice", "alias twice", "retired yet live", "two heirs"],
)
def test_files_that_contradict_themselves_are_refused(words):
    with pytest.raises(vocabulary.VocabularyError):
        vocabulary.build_group("colors", {"term": words})


def test_the_same_word_may_be_said_twice_of_one_term():
    group = vocabulary.build_group("colors", {"term": [_word("red", synonyms=["Red", "RED"])]})
    assert group.aliases["red"].slug == "red"
