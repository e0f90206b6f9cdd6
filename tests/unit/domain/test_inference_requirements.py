"""What postings ask for: skills, tools, languages, schooling, and how much it is needed."""

import pytest

from jobboard.domain.inference import infer

TITLE = "Customer Service Representative"


def _from(description="", **fields):
    return infer({"title": TITLE, "description": description, **fields})


def _needs(description="", kind="skill", **fields):
    rows = _from(description, **fields).requirements or ()
    return {row["slug"]: row["need"] for row in rows if row["kind"] == kind}


class TestRequirements:
    def test_need_follows_the_nearest_word_of_need(self):
        needs = _needs(qualifications="Empathy required, typing preferred. Patience is a plus.")
        assert needs == {"empathy": "must", "technical-knowledge": "nice", "patience": "nice"}

    def test_headings_set_the_need_of_what_follows(self):
        text = "Minimum Requirements: Team playerPreferred Qualifications: Leadership skills"
        assert _needs(qualifications=text) == {"teamwork": "must", "leadership": "nice"}

    def test_run_together_bullets_are_read_apart(self):
        text = "Experience with Zendesk a plusStrong attention to detail required"
        assert _needs(qualifications=text) == {"attention-to-detail": "must"}
        assert _needs(qualifications=text, kind="tool") == {"zendesk": "nice"}

    def test_run_together_sentences_are_read_apart(self):
        found = _needs("We are a nice place.We need empathy and patience.")
        assert found == {"empathy": "must", "patience": "must"}

    def test_the_skills_field_is_nice_unless_it_says_must(self):
        assert _needs(skills="Empathy. Must have patience.") == {
            "empathy": "nice",
            "patience": "must",
        }

    def test_an_aside_has_its_own_need(self):
        text = "Excel required for reports (Zendesk experience is a plus)"
        assert _needs(qualifications=text, kind="tool") == {
            "microsoft-office": "must",
            "zendesk": "nice",
        }

    def test_what_may_be_required_is_nice(self):
        text = "In some cases the ability to speak Spanish may be required."
        assert _needs(qualifications=text, kind="language") == {"es": "nice"}

    def test_not_essential_is_nice(self):
        assert _needs(qualifications="Salesforce experience is not essential.", kind="tool") == {
            "salesforce-service-cloud": "nice"
        }

    @pytest.mark.parametrize(
        "text",
        [
            "Reliable transportation required.",
            "Handle incoming and outgoing mail.",
            "Our organization has planning departments.",
            "A high degree of trust.",
            "Six sigma initiatives of many organizations.",
        ],
    )
    def test_words_that_are_no_skill(self, text):
        assert _needs(qualifications=text) == {}
        assert _needs(qualifications=text, kind="qualification") == {}

    def test_at_most_eight_musts_those_said_outright_first(self):
        nine = (
            "Empathy. Patience. Teamwork. Creativity. Composure. Professionalism. Tact. Initiative."
        )
        needs = _needs(qualifications=f"{nine} Leadership skills required.")
        assert list(needs.values()).count("must") == 8
        assert needs["leadership"] == "must"
        assert needs["proactivity"] == "nice"

    @pytest.mark.parametrize(
        ("text", "tools"),
        [
            ("Microsoft Office required.", {"microsoft-office"}),
            ("Word, Excel and PowerPoint.", {"microsoft-office"}),
            ("You excel at service and keep a positive outlook.", set()),
            ("A nice team with no slack.", set()),
            ("Experience with NICE and Slack.", {"nice", "slack"}),
        ],
    )
    def test_tools_that_are_also_words(self, text, tools):
        assert set(_needs(qualifications=text, kind="tool")) == tools

    @pytest.mark.parametrize(
        ("text", "row"),
        [
            ("Fluent Spanish required.", ("es", "c1", "must")),
            ("Bilingual in French is a plus.", ("fr", "", "nice")),
            ("Conversational Mandarin preferred.", ("zh", "b1", "nice")),
            ("Native speaker of German.", ("de", "native", "must")),
        ],
    )
    def test_languages_with_level_and_need(self, text, row):
        (found,) = _from(qualifications=text).requirements
        assert (found["slug"], found["level"], found["need"]) == row

    @pytest.mark.parametrize(
        "text",
        ["Polish your writing.", "Degree in English or Spanish.", "We serve French food."],
    )
    def test_languages_that_are_not_asked_for(self, text):
        assert _needs(qualifications=text, kind="language") == {}

    @pytest.mark.parametrize(
        ("fields", "schooling"),
        [
            ({"educationRequirements": "Bachelor's Degree"}, {"degree": "must"}),
            ({"educationRequirements": "Unspecified"}, {}),
            ({"qualifications": "GED required."}, {"high-school-or-equivalent": "must"}),
            (
                {"qualifications": "High school diploma required; bachelor's degree preferred."},
                {"high-school-or-equivalent": "must", "degree": "nice"},
            ),
            (
                {"qualifications": "1. A baccalaureate degree; or 2. a high school diploma."},
                {"high-school-or-equivalent": "must"},
            ),
            ({"qualifications": "No degree required."}, {"none": ""}),
        ],
    )
    def test_schooling(self, fields, schooling):
        assert _needs(kind="qualification", **fields) == schooling

    def test_rows_have_the_shape_of_the_listing_column(self):
        (row,) = _from(qualifications="Patience.").requirements
        assert row == {"kind": "skill", "slug": "patience", "text": "", "level": "", "need": "must"}
