"""Showing and saving a step. "Save and finish later" keeps what is typed, complete or not."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.errors import StaleVersion
from jobboard.domain.permissions import Permission
from jobboard.domain.posting import STEPS, step_after, step_named
from jobboard.domain.screening import title_findings
from jobboard.models import Listing
from jobboard.queries.company_listings import changed_since
from jobboard.services.posting import save_step, step_problems
from jobboard.web.access import needs
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.listing_access import (
    back_to,
    by_me,
    comes_from_check,
    editable,
    listing_page,
    see_other,
)
from jobboard.web.employer.steps.apply import ApplyForm
from jobboard.web.employer.steps.base import StepForm
from jobboard.web.employer.steps.job import JobForm
from jobboard.web.employer.steps.pay import PayForm
from jobboard.web.employer.steps.place import PlaceForm
from jobboard.web.forms import seen_version

FORMS: dict[str, type[StepForm]] = {
    form.step: form for form in (JobForm, PayForm, PlaceForm, ApplyForm)
}
LATER = "later"
SAVED = "Saved. You can go on whenever you like."


@blueprint.get("/listings/<int:listing_id>/<any(job,pay,place,apply):step>")
@needs(Permission.EDIT_LISTINGS)
def step(listing_id: int, step: str) -> str:
    """Show a step as it was saved."""
    listing = editable(listing_id)
    form = FORMS[step](obj=listing)
    form.fill(listing)
    return step_page(listing, form)


@blueprint.post("/listings/<int:listing_id>/<any(job,pay,place,apply):step>")
@needs(Permission.EDIT_LISTINGS)
def save(listing_id: int, step: str) -> Response | tuple[str, int]:
    """Save a step, complete or for later."""
    listing = editable(listing_id)
    form = FORMS[step](obj=listing)
    later = LATER in request.form
    if not form.validate():
        return step_page(listing, form), 422
    try:
        saved = _save(listing, form, finished=not later)
    except StaleVersion:
        return stale_page(listing, form)
    if not saved:
        return step_page(listing, form), 422
    if advice := form.advice():
        flash(advice, "warning")
    if later:
        flash(SAVED, "success")
    return see_other(listing_page(listing) if later else next_page(listing, step))


def _save(listing: Listing, form: StepForm, *, finished: bool) -> bool:
    """Save the form's facts; else show what is wrong with them and return False."""
    now, facts = clock.now(), form.facts()
    wrong = form.own_problems(now, finished=finished)
    wrong += step_problems(listing, form.step, facts, now, finished=finished)
    if not wrong:
        seen = seen_version(form)
        save_step(listing, form.step, facts, by_me(), now, seen_version=seen, finished=finished)
    for error in wrong:
        form.add_rule_error(error)
    return not wrong


def next_page(listing: Listing, slug: str) -> str:
    """Return what follows a finished step: the check page for who came from it."""
    if comes_from_check():
        return back_to(listing)
    if slug == "apply":
        return url_for("employer.questions", listing_id=listing.id)
    following = step_after(slug)
    if following is None:
        return url_for("employer.listing_check", listing_id=listing.id)
    return step_address(listing, following.slug)


def step_address(listing: Listing, slug: str, **values: Any) -> str:
    """Return the address of a step."""
    if slug == "requirements":
        return url_for("employer.requirements", listing_id=listing.id, **values)
    return url_for("employer.step", listing_id=listing.id, step=slug, **values)


def step_page(listing: Listing, form: StepForm, *, stale: str = "") -> str:
    """Render a step; ``stale`` says who changed what meanwhile."""
    if not stale and not form.is_submitted():
        form.version.data = str(listing.version)
    return render_template(
        f"employer/steps/{form.step}.html",
        listing=listing,
        step=step_named(form.step),
        number=[one.slug for one in STEPS].index(form.step) + 1,
        of=len(STEPS),
        form=form,
        stale=stale,
        back_url=back_to(listing),
        saved_url=step_address(listing, form.step),
        title_findings=title_findings(listing.title, listing.town),
    )


def stale_page(listing: Listing, form: StepForm) -> tuple[str, int]:
    """Show a late form again with what was typed; saving it once more is then knowing."""
    who, fields = changed_since(listing.id, seen_version(form))
    form.version.data = str(listing.version)
    meanwhile = sorted(set(fields) & set(step_named(form.step).fields))
    what = "this step" if meanwhile else "another step"
    return step_page(listing, form, stale=f"{who or 'Somebody'} changed {what}"), 409
