"""Whether employers may find a resume: off until turned on, and off again at once."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms.validators import Optional

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.domain.resume.showing import as_found, missing_to_be_found
from jobboard.domain.resume.wishes import listed
from jobboard.domain.retention import RESUME_HIDDEN, RESUME_WARNED
from jobboard.models import Resume
from jobboard.queries.finding import findable, hidden_from
from jobboard.queries.resumes import owned_by
from jobboard.services import finding as service
from jobboard.web.forms import BaseForm, ProseField
from jobboard.web.seeker.blueprint import blueprint
from jobboard.web.seeker.resumes_editing import endpoint
from jobboard.web.viewer import signed_in

LONGEST_LIST = 5_000
_DAYS_A_MONTH = 30.5


class VisibilityForm(BaseForm):
    """Turning it on, and the companies that are never to see it."""

    companies = ProseField("Hide it from these companies", [Optional()], limit=LONGEST_LIST)


@blueprint.get("/resumes/<int:resume_id>/visibility")
def resume_visibility(resume_id: int) -> str:
    """Show whether employers may find the resume, and who would see what."""
    resume = owned_by(signed_in().id, resume_id)
    return _page(
        resume, VisibilityForm(data={"companies": "\n".join(hidden_from(resume.account_id))})
    )


@blueprint.post("/resumes/<int:resume_id>/visibility")
def resume_visibility_on(resume_id: int) -> Response | tuple[str, int]:
    """Let employers find the resume, but for the companies named."""
    resume = owned_by(signed_in().id, resume_id)
    form = VisibilityForm()
    if not form.validate():
        return _page(resume, form), 422
    was_on = findable(resume.id) is not None
    try:
        service.hide_from(resume, listed(form.companies.data or ""))
        service.let_be_found(resume, clock.now())
    except RuleError as error:
        form.add_rule_error(error)
        return _page(resume, form), 422
    said = "Saved" if was_on else "Checked employers can now find this resume"
    flash(f"{said}. You can turn it off here at any time.", "success")
    return redirect(url_for("seeker.resume_visibility", resume_id=resume.id), 303)


@blueprint.post("/resumes/<int:resume_id>/visibility/off")
def resume_visibility_off(resume_id: int) -> Response:
    """Let nobody find the resume from now on."""
    resume = owned_by(signed_in().id, resume_id)
    service.stop_being_found(resume)
    flash("Turned off. No employer can find this resume from now on.", "success")
    return redirect(url_for("seeker.resume_visibility", resume_id=resume.id), 303)


@blueprint.get("/resumes/<int:resume_id>/visibility/preview")
def resume_visibility_preview(resume_id: int) -> str:
    """Show the resume as an employer who finds it would see it."""
    resume = owned_by(signed_in().id, resume_id)
    shown = as_found(resume.document)
    return render_template(
        "seeker/resumes/visibility_preview.html",
        resume=resume,
        document=shown,
        name=shown["basics"]["name"],
    )


def _page(resume: Resume, form: VisibilityForm) -> str:
    missing = [
        {"text": found.words, "url": url_for(endpoint(found.section), resume_id=resume.id)}
        for found in missing_to_be_found(resume.document)
    ]
    return render_template(
        "seeker/resumes/visibility.html",
        resume=resume,
        form=form,
        row=findable(resume.id),
        missing=missing,
        warned_months=round(RESUME_WARNED.days / _DAYS_A_MONTH),
        idle_months=round(RESUME_HIDDEN.days / _DAYS_A_MONTH),
    )
