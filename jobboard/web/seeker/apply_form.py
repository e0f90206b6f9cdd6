"""The form of an application: the resume, the employer's questions, and two free texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wtforms import Field, HiddenField, RadioField
from wtforms.validators import Optional

from jobboard.domain.answers import (
    LONGEST_ANSWER,
    YES_NO,
    YES_NO_WORDS,
    Question,
    field_name,
    in_order,
)
from jobboard.models import Application, Listing, Resume
from jobboard.web.forms import BaseForm, ProseField, choices_of

LONGEST_MESSAGE = 3_000
LONGEST_NEEDS = 1_000


class ApplicationForm(BaseForm):
    """What every application has. The employer's questions join it one form at a time."""

    resume: RadioField
    message: ProseField
    interview_needs: ProseField

    @property
    def chosen_resume_id(self) -> int | None:
        """The id of the resume chosen; None while none is."""
        return int(self.resume.data) if self.resume.data else None


class SendForm(BaseForm):
    """Sends what the check page showed."""

    version = HiddenField()


def application_form(
    listing: Listing, resumes: Sequence[Resume], values: Mapping[str, str] | None = None
) -> ApplicationForm:
    """Return the form for a listing: what was sent, or else ``values``.

    Nothing is required here: what is owed is a rule of its own (services.applications.owed),
    so that half an application can be kept.
    """
    questions = in_order(listing.questions)
    fields = {
        "resume": RadioField(
            "Resume to send",
            choices=choices_of((str(row.id), row.title or "My resume") for row in resumes),
            validators=[Optional()],
        ),
        **{field_name(question): _answer_field(question) for question in questions},
        "message": ProseField("Anything to add?", [Optional()], limit=LONGEST_MESSAGE),
        "interview_needs": ProseField(
            "Is there anything you need for an interview?", [Optional()], limit=LONGEST_NEEDS
        ),
    }
    made = type("ApplicationFormOfListing", (ApplicationForm,), fields)
    form: ApplicationForm = made(data=values)
    return form


def _answer_field(question: Question) -> Field:
    if question["kind"] != YES_NO:
        return ProseField(question["text"], [Optional()], limit=LONGEST_ANSWER)
    choices = list(YES_NO_WORDS.items())
    if question.get("optional"):
        choices.append(("", "No answer"))
    return RadioField(question["text"], choices=choices_of(choices), validators=[Optional()])


def first_values(
    listing: Listing, resumes: Sequence[Resume], draft: Application | None
) -> dict[str, str]:
    """Return what the form shows at first: the draft or, without one, the default resume."""
    if draft is None:
        return {"resume": str(resumes[0].id)}
    answers = {field_name(row): draft.answers.get(row["id"], "") for row in listing.questions}
    return {
        **answers,
        "resume": str(draft.resume_id or resumes[0].id),
        "message": draft.message,
        "interview_needs": draft.interview_needs,
    }


def typed_answers(form: ApplicationForm, listing: Listing) -> dict[str, str]:
    """Return what was answered, by the question's id."""
    return {row["id"]: form[field_name(row)].data or "" for row in listing.questions}


def question_fields(form: ApplicationForm, listing: Listing) -> list[tuple[Question, Field]]:
    """Return each question with its field, in the order asked."""
    return [(row, form[field_name(row)]) for row in in_order(listing.questions)]
