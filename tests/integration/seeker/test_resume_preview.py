"""What an employer sees of a resume, on the page and on paper."""

from __future__ import annotations

import copy
import json
from io import BytesIO

from flask import render_template_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from jobboard.domain import resume as documents
from jobboard.domain.resume import KEY, Section
from jobboard.services.resume_pdf import make_pdf
from tests import factories
from tests.support.pages import text_of

HOSTILE = '#eval("1+1") $x^2$ @ref <b>bold</b> *strong* _soft_ `code` \\n // {{ 7 * 7 }} [link]'
VIEW = (
    '{% from "components/resume_view.html" import resume_view %}'
    "{{ resume_view(document, contact) }}"
)


def pdf_text(document):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(make_pdf(document))).pages)


def squeezed(text):
    return "".join(text.split())


def ten_years_of_work():
    """A full resume: six jobs over ten years with an account each, ten skills with proof."""
    document = factories.rich_resume_document()
    job = document["work"][0] | {"summary": "Answered customers by phone and chat. " * 6}
    document["work"] = []
    for number in range(6):
        years = {"startDate": f"{2015 + 2 * number}-01", "endDate": f"{2016 + 2 * number}-12"}
        document = documents.add(document, Section.WORK, job | years)
    skill = documents.entries(document, Section.SKILLS)[0] | {"work_id": "e11"}
    for number in range(6):
        more = skill | {"slug": None, "text": f"Skill number {number}"}
        document = documents.add(document, Section.SKILLS, more)
    return document


def test_the_preview_begins_with_the_name_and_shows_every_section(client, dana):
    resume = factories.resume(dana, factories.rich_resume_document())
    page = client.page(f"/my/resumes/{resume.id}/preview")
    (heading,) = (text_of(element) for element in page.root.iter("h1"))
    assert heading == "Dana Okafor"
    headings = [text_of(element) for element in page.root.iter("h2")]
    assert headings == [
        "Service skills",
        "Work",
        "Tools, channels and languages",
        "Training",
        "Looking for",
    ]
    text = text_of(page.root)
    for shown in (
        "dana@example.org",
        "Austin, Texas",
        "With training or a reference",
        "Kept 9 of 10 cancel calls",
        "March 2023 to February 2025",
        "Billing advisor, Northgate Telecom",
        "Phone and live chat, about 50 contacts a day",
        "Customer satisfaction (CSAT): 94%, 2024, sample of 320",
        "Spanish: B1, intermediate",
        "Monday to Tuesday: day, late; Wednesday to Friday: day",
    ):
        assert shown in text
    assert "18.50" not in text


def test_a_bare_resume_has_a_preview_too(client, dana):
    resume = factories.resume(dana, {"basics": {}})
    text = text_of(client.page(f"/my/resumes/{resume.id}/preview").root)
    assert "Your name" in text
    assert "Nothing but the contact is filled in yet." in text


def test_without_contact_nothing_says_how_to_reach_the_person(app):
    document = factories.rich_resume_document()
    document["references"] = [{"name": "Ana Lima", "reference": "Call me on 555-0100."}]
    with app.test_request_context():
        hidden = render_template_string(VIEW, document=document, contact=False)
        shown = render_template_string(VIEW, document=document, contact=True)
    for private in ("dana@example.org", "555 0142", "Dana Okafor", "555-0100"):
        assert private not in hidden
    assert "dana@example.org" in shown
    assert "Northgate Telecom" in hidden


def test_hostile_text_shows_as_text(client, dana):
    document = factories.rich_resume_document()
    document["basics"] |= {"name": HOSTILE, "summary": HOSTILE, "label": HOSTILE}
    document["work"][0] |= {"name": HOSTILE, "position": HOSTILE, "summary": HOSTILE}
    document[KEY]["skills"][2] |= {"text": HOSTILE, "proof": HOSTILE, "reference": HOSTILE}
    resume = factories.resume(dana, document)
    client.types_braces = True
    assert HOSTILE in text_of(client.page(f"/my/resumes/{resume.id}/preview").root)
    # Nine texts, and the employer once more beside the skill that was shown there.
    assert squeezed(pdf_text(document)).count(squeezed(HOSTILE)) == 10


def test_the_pdf_is_sent_as_a_file_with_the_person_s_name(client, dana):
    resume = factories.resume(dana, factories.rich_resume_document())
    response = client.get(f"/my/resumes/{resume.id}/resume.pdf")
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename=dana-okafor-resume.pdf"
    assert response.headers["Cache-Control"] == "no-store"
    reader = PdfReader(BytesIO(response.data))
    text = reader.pages[0].extract_text()
    assert text.startswith("Dana Okafor")
    for section in ("Service skills", "Work", "Tools, channels and languages", "Training"):
        assert section in text
    assert "18.50" not in text
    assert "FIND JOBS" not in text.upper()


def test_ten_years_of_work_fit_on_two_pages_without_broken_entries():
    document = ten_years_of_work()
    pages = [page.extract_text() for page in PdfReader(BytesIO(make_pdf(document))).pages]
    assert len(pages) == 2
    # Each job's first and last line are on the same page.
    for year in range(2015, 2027, 2):
        (page,) = (text for text in pages if f"January {year} to December {year + 1}" in text)
        after = page[page.index(f"January {year} to") :].partition(f"January {year - 2} to")[0]
        assert "Answered customers by phone and chat." in after
    # No page ends with a heading alone.
    assert not pages[0].rstrip().endswith(("Work", "Training", "languages", "looking for"))


def test_the_same_resume_gives_the_same_bytes():
    document = factories.rich_resume_document()
    assert make_pdf(document) == make_pdf(copy.deepcopy(document))


def test_a_very_long_account_is_not_cut_off():
    document = {"work": [{"position": "Clerk", "summary": "word " * 3_000}]}
    assert pdf_text(document).count("word") == 3_000


printable = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=60
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(Section), printable), max_size=6), printable)
def test_whatever_is_saved_renders_on_the_page_and_on_paper(app, entries, name):
    document = documents.empty(name)
    for section, words in entries:
        keys = ("name", "position", "text", "proof", "institution", "language", "reference")
        document = documents.add(document, section, dict.fromkeys(keys, words))
    document = json.loads(json.dumps(document))
    with app.test_request_context():
        render_template_string(VIEW, document=document, contact=True)
    assert len(PdfReader(BytesIO(make_pdf(document))).pages) >= 1
