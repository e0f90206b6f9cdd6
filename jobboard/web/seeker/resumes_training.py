"""Forms of training: a school, a course or certificate."""

from __future__ import annotations

from datetime import date

from wtforms import ValidationError
from wtforms.fields import RadioField
from wtforms.validators import DataRequired, InputRequired, Optional

from jobboard.domain import vocabulary
from jobboard.domain.resume import (
    KEY,
    Document,
    Entry,
    Section,
    ours,
    text,
)
from jobboard.domain.resume.dates import split_month
from jobboard.web.forms import LineField, choices_of
from jobboard.web.seeker.resumes_fields import (
    EntryForm,
    Values,
    year_field,
)


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
