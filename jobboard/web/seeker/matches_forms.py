"""Forms beside the matches: the wishes that can be changed there, and why a listing is hidden."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField
from wtforms.fields import SelectField
from wtforms.validators import Optional

from jobboard.domain import pay
from jobboard.domain.resume import Document, mapping, ours, set_ours, text, texts
from jobboard.domain.resume.wishes import pay_floor
from jobboard.services.hiding import REASONS
from jobboard.web.forms import BaseForm, LineField, choices_of, term_choices
from jobboard.web.seeker.resumes_fields import FactsForm, Values, known, rule, several


class WishesForm(FactsForm):
    """The wishes that can be changed beside the matches. The others stand on the resume."""

    arrangements = several("How you want to work", "arrangement")
    pay_min = LineField(
        "Lowest pay", [Optional(), rule(pay_floor)], limit=20, render_kw={"inputmode": "decimal"}
    )
    pay_currency = SelectField(
        "Currency", choices=choices_of((code, code) for code in pay.SYMBOLS), default="USD"
    )
    pay_period = SelectField("For", choices=term_choices("pay-period"), default="hour")
    industries = several("Industries", "industry")

    @classmethod
    def values(cls, document: Document) -> Values:
        """Return the wishes as they are."""
        wanted = mapping(ours(document), "wanted")
        shown = {
            name: text(wanted, name)
            for name in ("pay_min", "pay_currency", "pay_period")
            if text(wanted, name)
        }
        return shown | {
            "arrangements": known("arrangement", texts(wanted, "arrangements")),
            "industries": known("industry", texts(wanted, "industries")),
        }

    def change(self, document: Document) -> Document:
        """Return the document with these wishes; the other wishes are kept."""
        floor = pay_floor(self.pay_min.data or "")
        wanted = {
            **mapping(ours(document), "wanted"),
            "arrangements": self.arrangements.data or [],
            "industries": self.industries.data or [],
            "pay_min": floor,
            "pay_currency": self.pay_currency.data if floor else "",
            "pay_period": self.pay_period.data if floor else "",
        }
        return set_ours(document, wanted=wanted)


class WhyForm(BaseForm):
    """Why a listing was hidden. Nobody need say."""

    reason = RadioField("Why? Only you see it", [Optional()])

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.reason.choices = term_choices(REASONS)
