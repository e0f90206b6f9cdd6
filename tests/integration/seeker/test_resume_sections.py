"""Filling in a resume: each section saves alone, keeps what was typed, and shows its state."""

from __future__ import annotations

import pytest

from jobboard.domain.resume import KEY, Section, entries, entry_id, ours
from jobboard.domain.vocabulary import terms
from jobboard.models import Resume
from tests import factories
from tests.support.pages import Page, text_of


@pytest.fixture
def resume(dana):
    return factories.resume(dana)


@pytest.fixture
def rich(dana):
    return factories.resume(dana, factories.rich_resume_document())


@pytest.fixture
def saved(db_session, dana):
    """Read the document of the person's resume as it is stored now."""

    def read():
        row = db_session.query(Resume).filter_by(account_id=dana.id)
        return row.execution_options(populate_existing=True).one().document

    return read


def at(resume, page=""):
    return f"/my/resumes/{resume.id}{page}"


def words(page: Page) -> str:
    return text_of(page.root)


JOB = {
    "title": "Billing advisor",
    "employer": "Northgate Telecom",
    "from_month": "3",
    "from_year": "2021",
    "to_month": "2",
    "to_year": "2023",
}


def test_the_overview_lists_every_section_with_its_state_in_words(client, resume):
    text = words(client.page(at(resume)))
    for title in ("Contact", "Work", "Service skills", "Tools and channels", "Languages",
                  "Training", "Availability", "Home office", "What you want"):  # fmt: skip
        assert title in text
    assert "Started" in text
    assert "Not started" in text
    assert "0 of 9 sections are done" in text
    assert "Nobody else sees it. Let employers find it" in text
    assert "%" not in text


def test_contact_saves_alone_and_goes_back_to_the_overview(client, resume, saved):
    response = client.submit(
        at(resume, "/contact"),
        {"name": "Dana Okafor", "phone": "512-555-0142", "city": "Austin", "region": "US-TX"},
    )
    assert response.status_code == 303
    assert response.headers["Location"] == at(resume)
    basics = saved()["basics"]
    assert basics["location"] == {"city": "Austin", "region": "US-TX", "countryCode": "US"}
    assert basics["email"] == "dana@example.org"
    text = words(client.page(at(resume)))
    assert "Contact saved." in text
    assert "1 of 9 sections is done" in text


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "Enter your name"),
        ("name", "x" * 101, "Use at most 100 characters."),
        ("name", "a\u202eb", "Remove the characters that cannot be shown"),
        ("email", "dana@", "Enter an email address, like name@example.com."),
        ("phone", "call me", "Enter a phone number, like"),
        ("region", "US-XX", "Choose one of the options shown."),
    ],
)
def test_what_will_not_do_is_explained_and_kept(client, resume, saved, field, typed, message):
    before = saved()
    response = client.submit(at(resume, "/contact"), {"summary": "Kept words.", field: typed})
    assert response.status_code == 422
    page = Page(response.text)
    assert page.title.startswith("Error: ")
    assert message in words(page)
    assert "Kept words." in response.text
    assert saved() == before


def test_a_state_belongs_to_the_united_states(client, resume):
    response = client.submit(at(resume, "/contact"), {"region": "US-TX", "country": "CA"})
    assert response.status_code == 422
    assert "change the country" in response.text


def test_a_job_is_added_with_all_its_facts(client, resume, saved):
    response = client.submit(
        at(resume, "/job/new"),
        JOB
        | {
            "industry": "telecommunications",
            "channels": ["phone", "live-chat"],
            "contacts_a_day": "50",
            "result_metric": "csat",
            "result_value": "94%",
            "result_period": "2022",
            "result_sample": "1,320",
        },
    )
    assert response.headers["Location"] == at(resume, "/work")
    (job,) = entries(saved(), Section.WORK)
    assert (job["startDate"], job["endDate"]) == ("2021-03", "2023-02")
    assert job[KEY]["industry"] == "telecommunications"
    assert job[KEY]["channels"] == ["phone", "live-chat"]
    assert job[KEY]["contacts_a_day"] == 50
    assert job[KEY]["result"] == {
        "metric": "csat",
        "value": "94",
        "unit": "%",
        "period": "2022",
        "sample": 1320,
        "verified": False,
    }
    assert "Billing advisor, Northgate Telecom" in words(client.page(at(resume, "/work")))


def test_a_measured_result_may_stand_beside_own_words(client, resume, saved):
    words_too = {"result_metric": "csat", "result_value": "94", "result_text": "Best of 12 shops."}
    client.submit(at(resume, "/job/new"), JOB | words_too)
    (job,) = entries(saved(), Section.WORK)
    assert (job[KEY]["result"]["value"], job[KEY]["result"]["text"]) == ("94", "Best of 12 shops.")
    shown = words(client.page(at(resume, "/preview")))
    assert "(CSAT): 94%. Best of 12 shops." in shown


def test_a_job_that_goes_on_has_no_end(client, resume, saved):
    client.submit(at(resume, "/job/new"), JOB | {"current": "y"})
    (job,) = entries(saved(), Section.WORK)
    assert "endDate" not in job
    assert "March 2021 to now" in words(client.page(at(resume, "/work")))


def test_save_and_add_another_opens_the_next_one(client, resume, saved):
    response = client.submit(at(resume, "/job/new"), JOB, button="another")
    assert response.headers["Location"] == at(resume, "/job/new")
    assert len(entries(saved(), Section.WORK)) == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"title": ""}, "Enter your job title."),
        ({"employer": ""}, "Enter the employer"),
        ({"from_month": ""}, "Choose the month it began."),
        ({"from_year": ""}, "Enter the year it began"),
        ({"from_year": "21"}, "Enter a year with four figures, like 2021."),
        ({"to_month": ""}, "Choose the month it ended."),
        ({"to_year": ""}, "Enter the year it ended"),
        ({"to_year": "2019"}, "Enter an end that is not before the start."),
        ({"to_year": "2199"}, "Enter an end that is not in the future."),
        ({"from_year": "2199"}, "Enter a start that is not in the future."),
        ({"contacts_a_day": "lots"}, "Enter a whole number from 1 to 400."),
        ({"contacts_a_day": "9" * 30}, "Enter a whole number from 1 to 400."),
        ({"result_metric": "csat", "result_value": "140"}, "Enter a number from 0 to 100 (%)."),
        ({"result_metric": "csat"}, "Enter a number from 0 to 100 (%)."),
        ({"result_value": "94"}, "Choose what the value measures."),
        ({"result_metric": "aht", "result_value": "4"}, "Choose one of the options shown."),
        ({"channels": ["pigeon"]}, "Choose from the options shown."),
    ],
)
def test_a_job_that_cannot_be_is_explained(client, resume, saved, typed, message):
    response = client.submit(at(resume, "/job/new"), JOB | {"summary": "Kept words."} | typed)
    assert response.status_code == 422
    assert message in words(Page(response.text))
    assert "Kept words." in response.text
    assert entries(saved(), Section.WORK) == []


def test_an_entry_is_changed_and_removed(client, rich, saved):
    client.submit(at(rich, "/job/e1"), {"title": "Senior billing advisor"})
    job = entries(saved(), Section.WORK)[0]
    assert job["position"] == "Senior billing advisor"
    assert job[KEY]["id"] == "e1"
    assert job[KEY]["result"]["value"] == "94"
    page = client.page(at(rich, "/job/e1/remove"))
    assert "Senior billing advisor, Northgate Telecom" in page.text
    client.submit(page.url, form=page.url)
    assert [job["name"] for job in entries(saved(), Section.WORK)] == ["Lakeview Clinic"]


SECTIONS = {
    "skill": Section.SKILLS,
    "language": Section.LANGUAGES,
    "school": Section.EDUCATION,
    "certificate": Section.CERTIFICATES,
}


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("skill/e7", "De-escalation"),
        ("skill/e9", "Insurance pre-authorization"),
        ("language/e6", "Spanish"),
        ("school/e3", "Austin Community College"),
        ("certificate/e4", "Zendesk Support administrator"),
    ],
)
def test_every_kind_of_entry_can_be_saved_as_it_is_and_removed(client, rich, saved, entry, name):
    before = saved()
    assert client.submit(at(rich, f"/{entry}"), form=at(rich, f"/{entry}")).status_code == 303
    section = SECTIONS[entry.partition("/")[0]]
    assert [entry_id(row) for row in entries(saved(), section)] == [
        entry_id(row) for row in entries(before, section)
    ]
    address = at(rich, f"/{entry}/remove")
    assert name in client.page(address).text
    assert client.submit(address, form=address).status_code == 303
    assert client.get(address).status_code == 404


def test_a_gap_can_be_explained_with_its_dates_filled_in(client, rich, saved):
    page = client.page(at(rich, "/work"))
    assert "There is a gap from March 2022 to February 2023." in words(page)
    assert "Explaining is optional." in words(page)
    link = next(link for link in page.links() if "/break/new?" in link and "2022-03" in link)
    filled = client.page(link).forms
    data = next(form for form in filled if "text" in form.names).data()
    dates = [data[name] for name in ("from_month", "from_year", "to_month", "to_year")]
    assert dates == [["3"], ["2022"], ["2"], ["2023"]]
    client.submit(link, {"text": "Cared for family"})
    after = words(client.page(at(rich, "/work")))
    assert "There is a gap from March 2022" not in after
    assert "Cared for family" in after
    (told,) = entries(saved(), Section.BREAKS)
    assert client.submit(at(rich, f"/break/{told['id']}"), {"text": "Care"}).status_code == 303


def test_dates_in_a_link_that_are_none_are_left_out(client, resume):
    page = client.page(at(resume, "/job/new?from=%3Cscript%3E&to=2022-99"))
    data = next(form for form in page.forms if "employer" in form.names).data()
    assert data["from_year"] == data["to_year"] == [""]


def test_a_skill_with_proof_from_a_job_reads_with_an_example(client, rich, saved):
    response = client.submit(
        at(rich, "/skill/new"),
        {"slug": "patience", "proof": "Fifty minutes on one reset.", "work_id": "e1"},
    )
    assert response.headers["Location"] == at(rich, "/skills")
    skill = entries(saved(), Section.SKILLS)[-1]
    assert (skill["slug"], skill["work_id"]) == ("patience", "e1")
    text = words(client.page(at(rich, "/skills")))
    assert "Patience With an example Fifty minutes on one reset." in text
    assert "Empathy With training or a reference" in text
    assert "Teamwork Listed" in text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Choose a skill, or write one in your own words."),
        ({"slug": "patience", "text": "Also this"}, "Leave this empty"),
        ({"slug": "teamwork"}, "is on your resume already"),
        ({"text": "conflict resolution"}, "is on your resume already"),
        ({"slug": "juggling"}, "Choose one of the options shown."),
        ({"slug": "patience", "work_id": "e99"}, "Choose one of the options shown."),
        ({"slug": "patience", "proof": "x" * 201}, "Use at most 200 characters."),
    ],
)
def test_a_skill_that_will_not_do_is_explained(client, rich, typed, message):
    response = client.submit(at(rich, "/skill/new"), {"reference": "Ana Lima"} | typed)
    assert response.status_code == 422
    assert message in words(Page(response.text))
    assert "Ana Lima" in response.text


def test_skills_stand_under_the_headings_employers_see(client, resume):
    page = client.page(at(resume, "/skill/new"))
    headings = [group.get("label") for group in page.root.iter("optgroup")]
    assert headings == [family.label for family in terms("skill-family")]


def test_examples_stand_beside_the_box_and_not_inside_it(client, resume):
    page = client.page(at(resume, "/skill/new?slug=conflict-resolution"))
    assert "De-escalation, for example" in words(page)
    assert "Calmed a caller who wanted to cancel and kept the account." in page.text
    assert "placeholder" not in page.text
    data = next(form for form in page.forms if "proof" in form.names).data()
    assert (data["slug"], data["proof"]) == (["de-escalation"], [""])


def test_tools_and_channels_take_own_words_and_known_ones(client, resume, saved):
    client.submit(
        at(resume, "/tools"),
        {"channels": ["phone"], "tools": ["zendesk"], "others": "zendesk, Slack , Acme Desk, "},
    )
    own = ours(saved())
    assert own["channels"] == ["phone"]
    assert own["tools"] == [{"slug": "zendesk"}, {"slug": "slack"}, {"text": "Acme Desk"}]
    shown = next(f for f in client.page(at(resume, "/tools")).forms if "others" in f.names).data()
    assert (shown["tools"], shown["others"]) == (["zendesk", "slack"], ["Acme Desk"])
    for others in ("x" * 61, ", ".join(f"tool {n}" for n in range(21))):
        response = client.submit(at(resume, "/tools"), {"others": others})
        assert response.status_code == 422
        assert others in response.text


def test_a_language_stands_once_and_with_its_level(client, resume, saved):
    client.submit(at(resume, "/language/new"), {"slug": "es", "level": "b2"})
    (language,) = entries(saved(), Section.LANGUAGES)
    assert (language["language"], language["fluency"]) == ("Spanish", "B2, upper intermediate")
    for typed, message in (
        ({"slug": "es", "level": "a1"}, "Spanish is on your resume already."),
        ({"text": "spanish", "level": "a1"}, "Spanish is on your resume already."),
        ({"slug": "fr"}, "Choose how well you speak it."),
        ({"level": "b1"}, "Choose a language, or write one."),
        ({"slug": "fr", "text": "Thai", "level": "b1"}, "Leave this empty"),
    ):
        response = client.submit(at(resume, "/language/new"), typed)
        assert response.status_code == 422
        assert message in words(Page(response.text))
    client.submit(at(resume, "/language/new"), {"text": "Klingon", "level": "native"})
    assert entries(saved(), Section.LANGUAGES)[-1]["language"] == "Klingon"


def test_a_school_and_a_course_are_training(client, resume, saved):
    client.submit(
        at(resume, "/school/new"),
        {"qualification": "degree", "institution": "State University", "from_year": "2012"},
    )
    client.submit(at(resume, "/certificate/new"), {"name": "Call coaching", "year": "2024"})
    document = saved()
    assert document["education"][0][KEY]["qualification"] == "degree"
    assert document["education"][0]["startDate"] == "2012"
    assert "endDate" not in document["education"][0]
    assert document["certificates"][0]["date"] == "2024"
    text = words(client.page(at(resume, "/training")))
    assert "Degree, State University" in text
    assert "Call coaching" in text
    bad = {"qualification": "degree", "institution": "A", "from_year": "2012", "to_year": "2010"}
    response = client.submit(at(resume, "/school/new"), bad)
    assert response.status_code == 422
    assert "not before the start" in response.text


def test_availability_keeps_each_day_s_times(client, resume, saved):
    client.submit(at(resume, "/availability"), {"mon": ["early", "day"], "sun": ["late"]})
    assert ours(saved())["availability"] == {"mon": ["early", "day"], "sun": ["late"]}
    client.submit(at(resume, "/availability"), {"mon": None, "sun": None})
    assert ours(saved())["availability"] == {}
    assert client.submit(at(resume, "/availability"), {"mon": ["noon"]}).status_code == 422


def test_nothing_at_home_is_an_answer(client, resume, saved):
    assert "home_office" not in ours(saved())
    client.submit(at(resume, "/home-office"), form=at(resume, "/home-office"))
    assert ours(saved())["home_office"] == []


def test_wishes_are_kept_and_the_pay_floor_stays_private(client, resume, saved):
    client.submit(
        at(resume, "/wanted"),
        {
            "arrangements": ["remote"],
            "live_in": "texas; OK, Canada",
            "industries": ["retail"],
            "pay_min": "$18.5",
        },
    )
    wanted = ours(saved())["wanted"]
    assert wanted["live_in"] == ["US-TX", "US-OK", "CA"]
    assert (wanted["pay_min"], wanted["pay_currency"], wanted["pay_period"]) == (
        "18.50",
        "USD",
        "hour",
    )
    preview = words(client.page(at(resume, "/preview")))
    assert "Texas, Oklahoma, Canada" in preview
    assert "18.50" not in preview
    shown = next(f for f in client.page(at(resume, "/wanted")).forms if "live_in" in f.names)
    assert shown.data()["live_in"] == ["Texas, Oklahoma, Canada"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"pay_min": "enough"}, "Enter the lowest pay you would take, like 18.50."),
        ({"pay_min": "0"}, "Enter the lowest pay"),
        ({"pay_min": "1e99"}, "Enter the lowest pay"),
        ({"pay_min": "-3"}, "Enter the lowest pay"),
        ({"live_in": "Texas, Narnia"}, "We do not know “Narnia”."),
        ({"pay_currency": "QQQ"}, "Choose one of the options shown."),
        ({"country": "ZZ"}, "Choose one of the options shown."),
    ],
)
def test_wishes_that_cannot_be_read_are_explained(client, resume, typed, message):
    response = client.submit(at(resume, "/wanted"), {"town": "Austin"} | typed)
    assert response.status_code == 422
    assert message in words(Page(response.text))
    assert "Austin" in response.text


@pytest.mark.parametrize("version", ["0", "garbage", "", "9" * 40, None])
def test_a_change_elsewhere_answers_409_and_keeps_what_was_typed(client, resume, saved, version):
    before = saved()
    response = client.submit(at(resume, "/contact"), {"name": "Typed late", "version": version})
    assert response.status_code == 409
    assert "changed in another window" in response.text
    assert "Typed late" in response.text
    assert saved() == before


def test_after_a_409_saving_again_is_enough(client, resume, saved):
    address = at(resume, "/contact")
    form = next(f for f in client.page(address).forms if "summary" in f.names).data()
    client.submit(at(resume, "/home-office"), {"home_office": ["webcam"]})
    stale = client.post(address, data=form | {"name": "Dana O"})
    assert stale.status_code == 409
    shown = next(f for f in Page(stale.text, address).forms if "summary" in f.names).data()
    assert client.post(address, data=shown).status_code == 303
    document = saved()
    assert document["basics"]["name"] == "Dana O"
    assert ours(document)["home_office"] == ["webcam"]
