"""Forms of the sections that are plain facts: contact, tools, availability, home office, wishes."""

from __future__ import annotations

import re
from typing import Any

from wtforms import ValidationError
from wtforms.fields import SelectField, SelectMultipleField
from wtforms.validators import DataRequired, Email, Optional

from jobboard.domain import pay, vocabulary
from jobboard.domain.resume import Document, mapping, ours, rows, set_basics, set_ours, text, texts
from jobboard.domain.resume.evidence import slug_or_text
from jobboard.domain.resume.reading import area_words
from jobboard.domain.resume.wishes import listed, live_in_codes, pay_floor
from jobboard.web.forms import AddressField, LineField, ProseField, choices_of, term_choices
from jobboard.web.seeker.resumes_fields import (
    FactsForm,
    Values,
    help_of,
    known,
    rule,
    several,
)

LONGEST_SUMMARY = 600
LONGEST_TOOL = 60
MOST_OTHER_TOOLS = 20
HOME_COUNTRY = "US"
NO_STATE = "Choose a state, if in the United States"
_PHONE = re.compile(r"(?=(?:\D*\d){5})\+?[0-9 ()./x-]{5,30}")
# Bands with hours of their own; weekends and holidays are days, not times of day.
BANDS = [
    (term.slug, term.label) for term in vocabulary.terms("shift-band") if "starts" in term.extra
]
DAYS = [term.slug for term in vocabulary.terms("weekday")]


class ContactForm(FactsForm):
    """Who it is, how to reach them, and where they live."""

    name = LineField(
        "Full name",
        [DataRequired("Enter your name, as employers should read it.")],
        limit=100,
        render_kw={"autocomplete": "name"},
    )
    label = LineField("What you do, in a few words", [Optional()], limit=100)
    email = AddressField(
        "Email address",
        [Optional(), Email("Enter an email address, like name@example.com.")],
        render_kw={"autocomplete": "email"},
    )
    phone = LineField(
        "Phone number", [Optional()], render_kw={"autocomplete": "tel", "inputmode": "tel"}
    )
    city = LineField("Town", [Optional()], limit=100, render_kw={"autocomplete": "address-level2"})
    region = SelectField(
        "State",
        [Optional()],
        choices=term_choices("us-state", blank=NO_STATE),
        render_kw={"autocomplete": "address-level1"},
    )
    country = SelectField(
        "Country",
        choices=term_choices("country"),
        render_kw={"autocomplete": "country"},
    )
    summary = ProseField("About you", [Optional()], limit=LONGEST_SUMMARY)

    def validate_phone(self, field: LineField) -> None:
        """Refuse what cannot be dialed."""
        if not _PHONE.fullmatch(field.data or ""):
            raise ValidationError("Enter a phone number, like +1 512 555 0142.")

    def validate_region(self, field: SelectField) -> None:
        """Refuse a state of the United States in another country."""
        if field.data and self.country.data != HOME_COUNTRY:
            raise ValidationError(f"Choose “{NO_STATE}”, or change the country.")

    @classmethod
    def values(cls, document: Document) -> Values:
        """Return name, contact and place."""
        basics = mapping(document, "basics")
        location = mapping(basics, "location")
        return {
            **{name: text(basics, name) for name in ("name", "label", "email", "phone", "summary")},
            "city": text(location, "city"),
            "region": vocabulary.resolve("us-state", text(location, "region")) or "",
            "country": vocabulary.resolve("country", text(location, "countryCode")) or HOME_COUNTRY,
        }

    def change(self, document: Document) -> Document:
        """Return the document with these basics; street and profiles from elsewhere are kept."""
        location = {
            **mapping(mapping(document, "basics"), "location"),
            "city": self.city.data,
            "region": self.region.data,
            "countryCode": self.country.data,
        }
        names = ("name", "label", "email", "phone", "summary")
        basics = {name: self[name].data for name in names}
        return set_basics(document, {**basics, "location": location})


class ToolsForm(FactsForm):
    """Channels worked on, and tools known."""

    channels = several("Channels you have worked on", "channel")
    tools = several("Tools you know", "tool")
    others = LineField("Other tools", [Optional()], limit=1_000)

    def validate_others(self, field: LineField) -> None:
        """Refuse names that are too long, and lists that are."""
        names = listed(field.data or "")
        if len(names) > MOST_OTHER_TOOLS:
            raise ValidationError(f"Name at most {MOST_OTHER_TOOLS} other tools.")
        if any(len(name) > LONGEST_TOOL for name in names):
            raise ValidationError(
                f"Use at most {LONGEST_TOOL} characters for a tool, with commas between tools."
            )

    @classmethod
    def values(cls, document: Document) -> Values:
        """Return channels and tools; those in own words stand in one line."""
        kept = rows(ours(document), "tools")
        slugs = known("tool", [text(tool, "slug") for tool in kept])
        return {
            "channels": known("channel", texts(ours(document), "channels")),
            "tools": slugs,
            "others": ", ".join(text(tool, "text") for tool in kept if text(tool, "text")),
        }

    def change(self, document: Document) -> Document:
        """Return the document with these channels and tools, each tool once."""
        chosen = [{"slug": slug} for slug in self.tools.data or []]
        written = [slug_or_text("tool", name) for name in listed(self.others.data or "")]
        tools = [tool for tool in written if tool not in chosen]
        return set_ours(document, channels=self.channels.data or [], tools=[*chosen, *tools])


def _day(slug: str) -> SelectMultipleField:
    label = vocabulary.label("weekday", slug)
    return SelectMultipleField(label, [Optional()], choices=choices_of(BANDS))


class AvailabilityForm(FactsForm):
    """When in the week a person can work: each day's times of day."""

    mon, tue, wed, thu, fri, sat, sun = (_day(slug) for slug in DAYS)

    @classmethod
    def values(cls, document: Document) -> Values:
        """Return the times of each day."""
        week = mapping(ours(document), "availability")
        return {day: texts(week, day) for day in DAYS}

    def change(self, document: Document) -> Document:
        """Return the document with these times; days without any are left out."""
        week = {day: self[day].data for day in DAYS if self[day].data}
        return set_ours(document, availability=week)


class HomeOfficeForm(FactsForm):
    """What a person has at home for remote work."""

    hints = help_of("home-office")
    home_office = several("What you have at home", "home-office")

    @classmethod
    def values(cls, document: Document) -> Values:
        """Return what is there."""
        return {"home_office": known("home-office", texts(ours(document), "home_office"))}

    def change(self, document: Document) -> Document:
        """Return the document with these; none of them is an answer too."""
        return set_ours(document, home_office=self.home_office.data or [])


class WantedForm(FactsForm):
    """What a person wants: how, where, in which industry, for which pay."""

    arrangements = several("How you want to work", "arrangement")
    town = LineField("Town", [Optional()], limit=100)
    region = SelectField("State", [Optional()], choices=term_choices("us-state", blank="Any state"))
    country = SelectField("Country", [Optional()], choices=term_choices("country", blank="Any"))
    live_in = LineField(
        "Where you may live while working remotely", [Optional(), rule(live_in_codes)], limit=500
    )
    industries = several("Industries", "industry")
    hours = several("Hours", "hours")
    contracts = several("Kind of contract", "contract")
    pay_min = LineField(
        "Lowest pay",
        [Optional(), rule(pay_floor)],
        limit=20,
        render_kw={"inputmode": "decimal"},
    )
    pay_currency = SelectField(
        "Currency", choices=choices_of((code, code) for code in pay.SYMBOLS), default="USD"
    )
    pay_period = SelectField("For", choices=term_choices("pay-period"), default="hour")

    @classmethod
    def values(cls, document: Document) -> Values:
        """Return the wishes; what was never chosen shows the usual choice."""
        wanted = mapping(ours(document), "wanted")
        shown: dict[str, Any] = {
            name: text(wanted, name)
            for name in ("town", "region", "country", "pay_min", "pay_currency", "pay_period")
            if text(wanted, name)
        }
        return shown | {
            "arrangements": known("arrangement", texts(wanted, "arrangements")),
            "industries": known("industry", texts(wanted, "industries")),
            "hours": known("hours", texts(wanted, "hours")),
            "contracts": known("contract", texts(wanted, "contracts")),
            "live_in": ", ".join(area_words(code) for code in texts(wanted, "live_in")),
        }

    def change(self, document: Document) -> Document:
        """Return the document with these wishes."""
        floor = pay_floor(self.pay_min.data or "")
        wanted = {
            "arrangements": self.arrangements.data or [],
            "town": self.town.data,
            "region": self.region.data,
            "country": self.country.data,
            "live_in": live_in_codes(self.live_in.data or ""),
            "industries": self.industries.data or [],
            "hours": self.hours.data or [],
            "contracts": self.contracts.data or [],
            "pay_min": floor,
            "pay_currency": self.pay_currency.data if floor else "",
            "pay_period": self.pay_period.data if floor else "",
        }
        return set_ours(document, wanted=wanted)
