"""The company's details, as signed up with and as edited later."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField
from wtforms.validators import DataRequired, InputRequired

from jobboard.domain.company import LONGEST_PHONE, LONGEST_WEBSITE
from jobboard.services.companies import DETAILS
from jobboard.web.employer.fields import FromList, OneOf
from jobboard.web.forms import BaseForm, LineField, ProseField, term_choices

LONGEST_NAME = 120
LONGEST_TOWN = 80
LONGEST_ABOUT = 4_000


class CompanyForm(BaseForm):
    """Who the company is, where, and what seekers read about it."""

    version = HiddenField()
    name = LineField(
        "Company name",
        [DataRequired("Enter the company's name")],
        limit=LONGEST_NAME,
        render_kw={"autocomplete": "organization"},
    )
    website = LineField(
        "Website",
        [DataRequired("Enter a web address, like https://www.example.com")],
        limit=LONGEST_WEBSITE,
        render_kw={"autocomplete": "url", "inputmode": "url"},
    )
    phone = LineField(
        "Company phone",
        [DataRequired("Enter a phone number, like +1 512 555 0100")],
        limit=LONGEST_PHONE,
        render_kw={"autocomplete": "tel", "inputmode": "tel"},
    )
    industry = FromList(
        "Industry", term_choices("industry"), validators=[InputRequired("Choose the industry")]
    )
    employer_kind = OneOf(
        "What kind of employer are you?",
        "employer-kind",
        validators=[InputRequired("Choose what kind of employer you are")],
    )
    country = FromList(
        "Country",
        term_choices("country"),
        validators=[InputRequired("Choose the country")],
        render_kw={"autocomplete": "country"},
    )
    region = FromList("State", term_choices("us-state"))
    town = LineField(
        "Town",
        [DataRequired("Enter the town, like Austin")],
        limit=LONGEST_TOWN,
        render_kw={"autocomplete": "address-level2"},
    )
    about = ProseField("About the company (optional)", limit=LONGEST_ABOUT)

    def details(self) -> dict[str, Any]:
        """Return what was filled in."""
        return {field: self[field].data or "" for field in DETAILS}
