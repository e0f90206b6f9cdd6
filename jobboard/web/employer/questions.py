"""Questions to applicants: up to five, yes/no before short text, each optional or not."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired, InputRequired

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.domain.listing import MOST_QUESTIONS
from jobboard.domain.listing_rows import LONGEST_QUESTION
from jobboard.domain.permissions import Permission
from jobboard.models import Listing
from jobboard.services.posting_rows import add_question, remove_question
from jobboard.web.access import needs
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.fields import OneOf
from jobboard.web.employer.listing_access import (
    CHECK_PAGE,
    by_me,
    comes_from_check,
    editable,
    listing_page,
    see_other,
)
from jobboard.web.employer.steps.views import LATER, SAVED, step_address
from jobboard.web.forms import BaseForm, LineField, choices_of, seen_version

KINDS = {"yes-no": "By yes or no", "short": "In a few words"}


class QuestionForm(BaseForm):
    """One question."""

    version = HiddenField()
    kind = OneOf(
        "How is it answered?",
        choices=choices_of(KINDS.items()),
        validators=[InputRequired("Choose how it is answered")],
    )
    text = LineField(
        "Question",
        [DataRequired("Write the question, like Can you work weekends?")],
        limit=LONGEST_QUESTION,
    )
    optional = BooleanField("People may leave it out")


class VersionForm(BaseForm):
    """Only the version that was seen."""

    version = HiddenField()


@blueprint.get("/listings/<int:listing_id>/questions")
@needs(Permission.EDIT_LISTINGS)
def questions(listing_id: int) -> str:
    """Show the questions and the form for one more."""
    listing = editable(listing_id)
    return _page(listing, QuestionForm(version=str(listing.version), kind="yes-no"))


@blueprint.post("/listings/<int:listing_id>/questions")
@needs(Permission.EDIT_LISTINGS)
def questions_done(listing_id: int) -> Response:
    """Go on: every question is saved already."""
    listing = editable(listing_id)
    if LATER in request.form:
        flash(SAVED, "success")
        return see_other(listing_page(listing))
    return see_other(url_for("employer.listing_check", listing_id=listing.id))


@blueprint.post("/listings/<int:listing_id>/questions/add")
@needs(Permission.EDIT_LISTINGS)
def question_add(listing_id: int) -> Response | tuple[str, int]:
    """Add a question."""
    listing = editable(listing_id)
    form = QuestionForm()
    if not form.validate():
        return _page(listing, form), 422
    try:
        add_question(
            listing,
            form.kind.data,
            form.text.data,
            by_me(),
            clock.now(),
            optional=form.optional.data,
            seen_version=seen_version(form),
        )
    except RuleError as error:
        if error.field is None:
            raise
        form.add_rule_error(error)
        return _page(listing, form), 422
    return see_other(_address(listing))


@blueprint.post("/listings/<int:listing_id>/questions/remove")
@needs(Permission.EDIT_LISTINGS)
def question_remove(listing_id: int) -> Response:
    """Remove a question."""
    listing = editable(listing_id)
    remove_question(
        listing,
        request.form.get("question", ""),
        by_me(),
        clock.now(),
        seen_version=seen_version(VersionForm()),
    )
    return see_other(_address(listing))


def _address(listing: Listing) -> str:
    back = CHECK_PAGE if comes_from_check() else None
    return url_for("employer.questions", listing_id=listing.id, back=back)


def _rows(listing: Listing, back: str | None) -> list[dict[str, Any]]:
    """Return the questions as rows, each with what its Remove button sends."""
    action = url_for("employer.question_remove", listing_id=listing.id, back=back)
    return [
        {
            "text": row["text"] + (" (optional)" if row["optional"] else ""),
            "tag": KINDS[row["kind"]],
            "action": action,
            "fields": {"question": row["id"], "version": listing.version},
        }
        for row in listing.questions
    ]


def _page(listing: Listing, form: QuestionForm) -> str:
    back = CHECK_PAGE if comes_from_check() else None
    before = step_address(listing, "apply")
    return render_template(
        "employer/steps/questions.html",
        listing=listing,
        form=form,
        rows=_rows(listing, back),
        most=MOST_QUESTIONS,
        back=back,
        back_url=url_for("employer.listing_check", listing_id=listing.id) if back else before,
    )
