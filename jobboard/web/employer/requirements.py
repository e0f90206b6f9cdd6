"""Must-haves and nice-to-haves: a list with Remove buttons, and the form of the chosen kind."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.domain.listing import MOST_MUST_HAVES
from jobboard.domain.listing_rows import NO_NEED
from jobboard.domain.matching import requirement_label
from jobboard.domain.permissions import Permission
from jobboard.domain.posting import step_named
from jobboard.models import Listing
from jobboard.services.posting import save_step, step_problems
from jobboard.services.posting_rows import add_requirement, remove_requirement
from jobboard.web.access import needs
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.listing_access import (
    CHECK_PAGE,
    back_to,
    by_me,
    comes_from_check,
    editable,
    listing_page,
    see_other,
)
from jobboard.web.employer.requirement_forms import FORMS, KIND_WORDS, RowForm
from jobboard.web.employer.steps.views import LATER, next_page
from jobboard.web.forms import BaseForm, seen_version

STEP = "requirements"
CONTINUE = "continue"
NEED_TAGS = {
    "must": ("Must", "info"),
    "nice": ("Nice to have", "neutral"),
    NO_NEED: ("Fact", "neutral"),
}


class ListForm(BaseForm):
    """The list as a whole: done, for later, or one row less."""

    version = HiddenField()
    requirements = HiddenField()


@blueprint.get("/listings/<int:listing_id>/requirements")
@needs(Permission.EDIT_LISTINGS)
def requirements(listing_id: int) -> str:
    """Show the list, and the form of the kind that was chosen."""
    listing = editable(listing_id)
    kind = request.args.get("kind", "skill")
    return _page(listing, FORMS[kind if kind in FORMS else "skill"](need="must"))


@blueprint.post(
    "/listings/<int:listing_id>/requirements/"
    "add/<any(skill,tool,language,qualification,other):kind>"
)
@needs(Permission.EDIT_LISTINGS)
def requirement_add(listing_id: int, kind: str) -> Response | tuple[str, int]:
    """Add one requirement; who leaves the page adds what is filled in and saves the list."""
    listing = editable(listing_id)
    form = FORMS[kind]()
    leaving = LATER in request.form or CONTINUE in request.form
    seen = seen_version(form)
    if form.is_filled or not leaving:
        if not _added(listing, form, seen):
            return _page(listing, form, problem=form), 422
        seen = listing.version
    if LATER in request.form:
        return see_other(listing_page(listing))
    return _done(listing, kind, seen) if leaving else see_other(_address(listing, kind))


def _added(listing: Listing, form: RowForm, seen: int) -> bool:
    """Add what the form says; else show there what is wrong and return False."""
    if not form.validate():
        return False
    try:
        add_requirement(listing, form.row(), by_me(), clock.now(), seen_version=seen)
    except RuleError as error:
        if error.field is None:
            raise
        form.add_rule_error(error)
        return False
    return True


def _done(listing: Listing, kind: str, seen: int) -> Response | tuple[str, int]:
    """Say that the list is complete."""
    form, now = ListForm(), clock.now()
    wrong = step_problems(listing, STEP, {}, now, finished=True)
    if wrong:
        for error in wrong:
            form.add_rule_error(error)
        return _page(listing, FORMS[kind](formdata=None, need="must"), problem=form), 422
    save_step(listing, STEP, {}, by_me(), now, seen_version=seen, finished=True)
    return see_other(next_page(listing, STEP))


@blueprint.post("/listings/<int:listing_id>/requirements/remove")
@needs(Permission.EDIT_LISTINGS)
def requirement_remove(listing_id: int) -> Response:
    """Remove one requirement, by its place in the list of the version that was seen."""
    listing = editable(listing_id)
    typed = request.form.get("position", "")
    position = int(typed) if typed in {str(n) for n in range(len(listing.requirements))} else -1
    remove_requirement(
        listing, position, by_me(), clock.now(), seen_version=seen_version(ListForm())
    )
    return see_other(_address(listing, request.args.get("kind", "")))


def _address(listing: Listing, kind: str) -> str:
    """Return the list's address with the form of ``kind`` open, ready for the next one."""
    known = kind if kind in FORMS else None
    return url_for(
        "employer.requirements", listing_id=listing.id, kind=known, back=_back(), _anchor="add"
    )


def _back() -> str | None:
    return CHECK_PAGE if comes_from_check() else None


def _rows(listing: Listing, kind: str) -> list[dict[str, Any]]:
    """Return the list's rows, each with what its Remove button sends."""
    action = url_for("employer.requirement_remove", listing_id=listing.id, kind=kind, back=_back())
    return [
        {
            "text": requirement_label(row),
            "tag": NEED_TAGS[row["need"]][0],
            "tone": NEED_TAGS[row["need"]][1],
            "action": action,
            "fields": {"position": position, "version": listing.version},
        }
        for position, row in enumerate(listing.requirements)
    ]


def _page(listing: Listing, form: RowForm, *, problem: BaseForm | None = None) -> str:
    """Render the list with one form; ``problem`` is the form whose errors are summed up."""
    if problem is not form:
        form.version.data = str(listing.version)
    return render_template(
        "employer/steps/requirements.html",
        listing=listing,
        step=step_named(STEP),
        rows=_rows(listing, form.kind),
        musts=sum(row["need"] == "must" for row in listing.requirements),
        most=MOST_MUST_HAVES,
        add_form=form,
        form=problem,
        kinds=KIND_WORDS,
        back_url=back_to(listing),
        back=_back(),
    )
