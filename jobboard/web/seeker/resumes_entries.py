"""Forms of entries: a job, a break, a skill, a language, a school, a certificate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from wtforms import Field, ValidationError
from wtforms.fields import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Optional, StopValidation

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError
from jobboard.domain.resume import (
    KEY,
    Document,
    Entry,
    Section,
    entries,
    entry_id,
    mapping,
    ours,
    text,
    texts,
)
from jobboard.domain.resume.dates import check_period, make_month, split_month
from jobboard.domain.resume.evidence import (
    make_language,
    make_result,
    make_skill,
    result_choices,
)
from jobboard.domain.resume.reading import job_words
from jobboard.web.forms import BaseForm, LineField, ProseField, choices_of, term_choices
from jobboard.web.seeker.resumes_fields import (
    EntryForm,
    Values,
    help_of,
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
FAMILIES = {
    "communicate": "Speaking and writing",
    "feel": "Keeping calm and kind",
    "think": "Thinking things through",
    "work": "Ways of working",
    "relate": "Working with people",
    "know": "Knowledge",
}


def unless_it_goes_on(message: str) -> Callable[[BaseForm, Field], None]:
    """Return a check that asks for an end only where there is one."""

    def check(form: BaseForm, field: Field) -> None:
        if form.goes_on:
            raise StopValidation
        if not field.data:
            raise StopValidation(message)

    return check


class PeriodForm(EntryForm):
    """An entry from one month to another."""

    from_month = month_field("Month", DataRequired("Choose the month it began."))
    from_year = year_field("Year", DataRequired("Enter the year it began, like 2021."))
    to_month = month_field("Month", unless_it_goes_on("Choose the month it ended."))
    to_year = year_field("Year", unless_it_goes_on("Enter the year it ended, like 2023."))

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
    current = BooleanField("I work here now")
    channels = several("Channels you used", "channel")
    contacts_a_day = LineField(
        "Contacts on a usual day",
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
    result_text = LineField("Or in your own words", [Optional()])

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
                "channels": self.channels.data or [],
                "contacts_a_day": to_number(self.contacts_a_day.data),
                "result": self._result(),
            },
        }

    def _result(self) -> Values:
        if self.result_metric.data:
            if self.result_text.data:
                message = "Leave this empty, or choose “Nothing measured” above."
                raise RuleError(message, "result_text")
            return make_result(
                self.result_metric.data,
                self.result_value.data or "",
                self.result_period.data or "",
                to_number(self.result_sample.data),
            )
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

    @classmethod
    def values(cls, entry: Entry) -> Values:
        """Return what the form shows of a break."""
        return {**cls.dates(entry), "text": text(entry, "text")}

    def entry(self, document: Document, ident: str, today: date) -> Values:
        """Return the break."""
        return {**self.period(today), "text": self.text.data}


def skill_choices() -> list[SelectChoice]:
    """Return the skills of the list by family, after the choice of none."""
    return [
        SelectChoice("", "A skill from the list, or write one below"),
        *(
            SelectChoice(term.slug, term.label, optgroup=FAMILIES[term.extra["family"]])
            for term in vocabulary.terms("skill")
        ),
    ]


class SkillForm(EntryForm):
    """A service skill with what stands behind it."""

    section = Section.SKILLS
    slug = SelectField("Skill", choices=skill_choices(), default="")
    text = LineField("Or another skill, in your words", [Optional()], limit=60)
    proof = LineField("Proof: what happened, in one line", [Optional()])
    work_id = SelectField("Where you showed it", [Optional()], default="")
    trained = BooleanField("I had training in this")
    reference = LineField("Who can confirm it", [Optional()], limit=100)

    @classmethod
    def first_values(cls, asked: Mapping[str, str]) -> Values:
        """Return the skill that the link names."""
        return {"slug": vocabulary.resolve("skill", asked.get("slug", "")) or ""}

    @classmethod
    def values(cls, entry: Entry) -> Values:
        """Return what the form shows of a skill."""
        return {
            **{name: text(entry, name) for name in ("text", "proof", "work_id", "reference")},
            "slug": vocabulary.resolve("skill", text(entry, "slug")) or "",
            "trained": entry.get("trained") is True,
        }

    def prepare(self, document: Document) -> None:
        """Offer the jobs on the resume."""
        jobs = [(entry_id(job), job_words(job)) for job in entries(document, Section.WORK)]
        self.work_id.choices = choices_of([("", "No particular job"), *jobs])

    def entry(self, document: Document, ident: str, today: date) -> Values:
        """Return the skill."""
        names = ("slug", "text", "proof", "work_id", "trained", "reference")
        return make_skill(document, {name: self[name].data for name in names}, ident)


class LanguageForm(EntryForm):
    """A language and how well it is spoken."""

    section = Section.LANGUAGES
    hints = help_of("language-level")
    slug = SelectField(
        "Language", choices=term_choices("language", blank="Choose a language"), default=""
    )
    text = LineField("Or another language", [Optional()], limit=60)
    level = RadioField(
        "How well you speak it",
        [InputRequired("Choose how well you speak it.")],
        choices=term_choices("language-level"),
    )

    @classmethod
    def first_values(cls, asked: Mapping[str, str]) -> Values:
        """Return the language that the link names."""
        return {"slug": vocabulary.resolve("language", asked.get("slug", "")) or ""}

    @classmethod
    def values(cls, entry: Entry) -> Values:
        """Return what the form shows of a language."""
        own = ours(entry)
        slug = vocabulary.resolve("language", text(own, "slug")) or ""
        return {
            "slug": slug,
            "text": "" if slug else text(entry, "language"),
            "level": vocabulary.resolve("language-level", text(own, "level")) or "",
        }

    def entry(self, document: Document, ident: str, today: date) -> Values:
        """Return the language in the shape of JSON Resume. Raises RuleError for one twice."""
        return make_language(document, self.slug.data, self.text.data or "", self.level.data, ident)


class SchoolForm(EntryForm):
    """School, college or another long course."""

    section = Section.EDUCATION
    qualification = RadioField(
        "What you finished or attended",
        [InputRequired("Choose what comes closest.")],
        choices=choices_of(
            pair for pair in vocabulary.choices("qualification") if pair[0] != "none"
        ),
    )
    institution = LineField("School", [DataRequired("Enter the school's name.")], limit=100)
    area = LineField("Subject", [Optional()], limit=100)
    from_year = year_field("From")
    to_year = year_field("To")

    def validate_to_year(self, field: LineField) -> None:
        """Refuse an end before the start."""
        if field.data and self.from_year.data and field.data < self.from_year.data:
            raise ValidationError("Enter an end that is not before the start.")

    @classmethod
    def values(cls, entry: Entry) -> Values:
        """Return what the form shows of a school; months from elsewhere are not shown."""
        return {
            "qualification": text(ours(entry), "qualification"),
            "institution": text(entry, "institution"),
            "area": text(entry, "area"),
            "from_year": split_month(text(entry, "startDate"))[1],
            "to_year": split_month(text(entry, "endDate"))[1],
        }

    def entry(self, document: Document, ident: str, today: date) -> Values:
        """Return the school in the shape of JSON Resume."""
        chosen = self.qualification.data
        return {
            "institution": self.institution.data,
            "area": self.area.data,
            "studyType": vocabulary.label("qualification", chosen),
            "startDate": self.from_year.data or None,
            "endDate": self.to_year.data or None,
            KEY: {"qualification": chosen},
        }


class CertificateForm(EntryForm):
    """A course or certificate."""

    section = Section.CERTIFICATES
    name = LineField("Course or certificate", [DataRequired("Enter its name.")], limit=100)
    issuer = LineField("Who gave it", [Optional()], limit=100)
    year = year_field("Year")

    @classmethod
    def values(cls, entry: Entry) -> Values:
        """Return what the form shows of a certificate."""
        return {
            "name": text(entry, "name"),
            "issuer": text(entry, "issuer"),
            "year": split_month(text(entry, "date"))[1],
        }

    def entry(self, document: Document, ident: str, today: date) -> Values:
        """Return the certificate in the shape of JSON Resume."""
        return {
            "name": self.name.data,
            "issuer": self.issuer.data,
            "date": self.year.data or None,
        }
