"""Forms of work: a job, and time between jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from wtforms import Field
from wtforms.fields import BooleanField, SelectField
from wtforms.validators import DataRequired, Optional, StopValidation

from jobboard.domain.errors import RuleError
from jobboard.domain.resume import (
    KEY,
    Document,
    Entry,
    Section,
    mapping,
    ours,
    text,
    texts,
)
from jobboard.domain.resume.dates import check_period, make_month, split_month
from jobboard.domain.resume.evidence import (
    make_result,
    result_choices,
)
from jobboard.web.forms import BaseForm, LineField, ProseField, choices_of, term_choices
from jobboard.web.seeker.resumes_fields import (
    EntryForm,
    Values,
    known,
    month_field,
    several,
    to_number,
    whole_number,
    year_field,
)

LONGEST_ACCOUNT = 2_000
MOST_CONTACTS_A_DAY = 400
LARGEST_SAMPLE = 1_000_000


def unless_it_goes_on(message: str) -> Callable[[BaseForm, Field], None]:
    """Return a check that asks for an end only where there is one."""

    def check(form: BaseForm, field: Field) -> None:
        if not field.data:
            raise StopValidation("" if form.goes_on else message)

    return check


def start_fields() -> tuple[SelectField, LineField]:
    """Return month and year of the start. Each form has them where its page shows them."""
    return (
        month_field("Month", DataRequired("Choose the month it began.")),
        year_field("Year", DataRequired("Enter the year it began, like 2021.")),
    )


def end_fields() -> tuple[SelectField, LineField]:
    """Return month and year of the end."""
    return (
        month_field("Month", unless_it_goes_on("Choose the month it ended.")),
        year_field("Year", unless_it_goes_on("Enter the year it ended, like 2023.")),
    )


class PeriodForm(EntryForm):
    """An entry from one month to another."""

    from_month: SelectField
    from_year: LineField
    to_month: SelectField
    to_year: LineField

    @property
    def goes_on(self) -> bool:
        """Whether there is no end yet."""
        return False

    @classmethod
    def first_values(cls, asked: Mapping[str, str]) -> Values:
        """Return the dates that the link from a gap names."""
        return cls.dates({"startDate": asked.get("from"), "endDate": asked.get("to")})

    @staticmethod
    def dates(entry: Mapping[str, Any]) -> dict[str, Any]:
        """Return an entry's dates as the form shows them."""
        from_month, from_year = split_month(text(entry, "startDate"))
        to_month, to_year = split_month(text(entry, "endDate"))
        return {
            "from_month": from_month,
            "from_year": from_year,
            "to_month": to_month,
            "to_year": to_year,
        }

    def period(self, today: date) -> dict[str, str | None]:
        """Return start and end as filled in. Raises RuleError where they cannot be."""
        start = make_month(self.from_month.data, self.from_year.data)
        end = None if self.goes_on else make_month(self.to_month.data, self.to_year.data)
        check_period(start, end or "", today)
        return {"startDate": start, "endDate": end}


class JobForm(PeriodForm):
    """A job, with the channels, how busy it was, and one result."""

    section = Section.WORK
    title = LineField("Job title", [DataRequired("Enter your job title.")], limit=100)
    employer = LineField("Employer", [DataRequired("Enter the employer's name.")], limit=100)
    from_month, from_year = start_fields()
    current = BooleanField("I work here now")
    to_month, to_year = end_fields()
    industry = SelectField(
        "Industry", [Optional()], choices=term_choices("industry", blank="Not said")
    )
    channels = several("Channels you used", "channel")
    contacts_a_day = LineField(
        "About how many calls, chats, emails or people a day?",
        [Optional(), whole_number(1, MOST_CONTACTS_A_DAY)],
        render_kw={"inputmode": "numeric"},
    )
    summary = ProseField("What you did", [Optional()], limit=LONGEST_ACCOUNT)
    result_metric = SelectField(
        "What was measured", choices=choices_of([("", "Nothing measured"), *result_choices()])
    )
    result_value = LineField("Value", [Optional()], limit=20, render_kw={"inputmode": "decimal"})
    result_period = LineField("When", [Optional()], limit=60)
    result_sample = LineField(
        "Out of how many",
        [Optional(), whole_number(1, LARGEST_SAMPLE)],
        render_kw={"inputmode": "numeric"},
    )
    result_text = LineField("In your own words", [Optional()])

    @property
    def goes_on(self) -> bool:
        """Whether the person works there now."""
        return bool(self.current.data)

    @classmethod
    def values(cls, entry: Entry) -> Values:
        """Return what the form shows of a job."""
        own = ours(entry)
        result = mapping(own, "result")
        return {
            **cls.dates(entry),
            "title": text(entry, "position"),
            "employer": text(entry, "name"),
            "current": bool(text(entry, "startDate")) and not text(entry, "endDate"),
            "industry": "".join(known("industry", [text(own, "industry")])),
            "channels": known("channel", texts(own, "channels")),
            "contacts_a_day": str(own.get("contacts_a_day") or ""),
            "summary": text(entry, "summary"),
            "result_metric": text(result, "metric"),
            "result_value": text(result, "value"),
            "result_period": text(result, "period"),
            "result_sample": str(result.get("sample") or ""),
            "result_text": text(result, "text"),
        }

    def entry(self, document: Document, ident: str, today: date) -> Values:
        """Return the job in the shape of JSON Resume, ours in the extension."""
        return {
            **self.period(today),
            "name": self.employer.data,
            "position": self.title.data,
            "summary": self.summary.data,
            KEY: {
                "industry": self.industry.data or "",
                "channels": self.channels.data or [],
                "contacts_a_day": to_number(self.contacts_a_day.data),
                "result": self._result(),
            },
        }

    def _result(self) -> Values:
        if self.result_metric.data:
            measured = make_result(
                self.result_metric.data,
                self.result_value.data or "",
                self.result_period.data or "",
                to_number(self.result_sample.data),
            )
            own_words = {"text": self.result_text.data} if self.result_text.data else {}
            return {**measured, **own_words}
        if self.result_value.data:
            raise RuleError("Choose what the value measures.", "result_metric")
        return {"text": self.result_text.data}


class BreakForm(PeriodForm):
    """What a person did between jobs, if they care to say."""

    section = Section.BREAKS
    text = LineField(
        "What you did",
        [DataRequired("Write a few words, or go back: explaining is up to you.")],
        limit=150,
    )

    from_month, from_year = start_fields()
    to_month, to_year = end_fields()

    @classmethod
    def values(cls, entry: Entry) -> Values:
        """Return what the form shows of a break."""
        return {**cls.dates(entry), "text": text(entry, "text")}

    def entry(self, document: Document, ident: str, today: date) -> Values:
        """Return the break."""
        return {**self.period(today), "text": self.text.data}
