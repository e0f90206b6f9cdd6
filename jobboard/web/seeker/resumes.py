"""A person's resumes: the list, a new one, another name, a copy, the default, deletion."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.domain.resume import progress_words, section_states
from jobboard.queries.resumes import owned_by, resumes_of
from jobboard.services import resumes as service
from jobboard.web.forms import BaseForm, LineField
from jobboard.web.seeker.blueprint import blueprint
from jobboard.web.viewer import signed_in

LONGEST_TITLE = 80


class TitleForm(BaseForm):
    """What a resume is called. Only its owner sees it."""

    title = LineField(
        "Name of this resume",
        [DataRequired("Enter a name, like “Phone and chat”.")],
        limit=LONGEST_TITLE,
    )


@blueprint.get("/resumes")
def resumes() -> str:
    """List the person's resumes."""
    rows = [
        {"resume": resume, "progress": progress_words(section_states(resume.document))}
        for resume in resumes_of(signed_in().id)
    ]
    return render_template("seeker/resumes/list.html", rows=rows)


@blueprint.route("/resumes/new", methods=["GET", "POST"])
def resume_new() -> Response | tuple[str, int]:
    """Start a resume."""
    person = signed_in().account
    form = TitleForm(data={"title": "" if resumes_of(person.id) else "My resume"})
    if form.validate_on_submit():
        try:
            resume = service.start_resume(person, form.title.data, clock.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            return redirect(url_for("seeker.resume", resume_id=resume.id), 303)
    return _title_page(form, "Start a resume", "Start")


@blueprint.route("/resumes/<int:resume_id>/name", methods=["GET", "POST"])
def resume_rename(resume_id: int) -> Response | tuple[str, int]:
    """Give a resume another name."""
    resume = owned_by(signed_in().id, resume_id)
    form = TitleForm(data={"title": resume.title})
    if form.validate_on_submit():
        service.rename_resume(resume, form.title.data, clock.now())
        flash("Name saved.", "success")
        return redirect(url_for("seeker.resumes"), 303)
    return _title_page(form, "Rename this resume", "Save")


@blueprint.post("/resumes/<int:resume_id>/copy")
def resume_copy(resume_id: int) -> Response:
    """Copy a resume, to fit it to another kind of job."""
    resume = owned_by(signed_in().id, resume_id)
    try:
        copy = service.copy_resume(resume, clock.now())
    except RuleError as error:
        flash(error.message, "warning")
    else:
        flash(
            f"“{copy.title}” is a copy of its own. Changes to it leave the first alone.", "success"
        )
    return redirect(url_for("seeker.resumes"), 303)


@blueprint.post("/resumes/<int:resume_id>/default")
def resume_default(resume_id: int) -> Response:
    """Make a resume the one that matches and applications start from."""
    resume = owned_by(signed_in().id, resume_id)
    service.make_default(resume)
    flash(f"“{resume.title}” is now your default resume.", "success")
    return redirect(url_for("seeker.resumes"), 303)


@blueprint.route("/resumes/<int:resume_id>/delete", methods=["GET", "POST"])
def resume_delete(resume_id: int) -> Response | str:
    """Ask whether to delete a resume, or delete it."""
    resume = owned_by(signed_in().id, resume_id)
    form = BaseForm()
    if form.validate_on_submit():
        title = resume.title
        service.delete_resume(resume)
        flash(f"“{title}” is deleted.", "success")
        return redirect(url_for("seeker.resumes"), 303)
    return render_template("seeker/resumes/delete.html", resume=resume)


def _title_page(form: TitleForm, heading: str, button: str) -> tuple[str, int]:
    page = render_template("seeker/resumes/title.html", form=form, heading=heading, button=button)
    return page, 422 if form.is_submitted() else 200
