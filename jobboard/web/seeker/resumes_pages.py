"""One resume as a whole: its sections with their states, what an employer sees, the PDF."""

from __future__ import annotations

from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from slugify import slugify
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.resume import gaps, progress_words, readable, section_states
from jobboard.extensions import limiter
from jobboard.queries.applications import waiting_for_resume
from jobboard.queries.finding import findable
from jobboard.queries.resumes import default_resume, owned_by
from jobboard.services.resume_pdf import make_pdf
from jobboard.web.seeker.blueprint import blueprint
from jobboard.web.seeker.resumes_editing import endpoint
from jobboard.web.viewer import signed_in

# Where "add it to your resume" leads, by the kind of thing that a listing asks for.
_ADDING = {
    "skill": "seeker.resume_skill_new",
    "tool": "seeker.resume_tools",
    "language": "seeker.resume_language_new",
    "qualification": "seeker.resume_school_new",
}


@blueprint.get("/resumes/<int:resume_id>")
def resume(resume_id: int) -> str:
    """Show the sections of a resume with their states."""
    shown = owned_by(signed_in().id, resume_id)
    states = section_states(shown.document)
    rows = [
        {
            "title": state.title,
            "url": url_for(endpoint(state.key), resume_id=shown.id),
            "state": state.state,
            "status": state.status,
            "hint": state.missing,
        }
        for state in states
    ]
    return render_template(
        "seeker/resumes/overview.html",
        resume=shown,
        rows=rows,
        progress=progress_words(states),
        gaps=gaps(shown.document, clock.now().date()),
        waiting=waiting_for_resume(signed_in().id),
        findable=findable(shown.id) is not None,
    )


@blueprint.get("/resumes/add")
def resume_add() -> Response:
    """Lead from "not on your resume" beside a job to the page where it can be added."""
    chosen = default_resume(signed_in().id)
    if chosen is None:
        return redirect(url_for("seeker.resumes"))
    target = _ADDING.get(request.args.get("kind", ""), "seeker.resume")
    slug = request.args.get("slug") if target.endswith("_new") else None
    return redirect(url_for(target, resume_id=chosen.id, slug=slug))


@blueprint.get("/resumes/<int:resume_id>/preview")
def resume_preview(resume_id: int) -> str:
    """Show a resume as an employer sees it; this page prints well too."""
    shown = owned_by(signed_in().id, resume_id)
    return render_template(
        "seeker/resumes/preview.html", resume=shown, facts=readable(shown.document)
    )


@blueprint.get("/resumes/<int:resume_id>/resume.pdf")
@limiter.limit("60 per 5 minutes")
def resume_pdf(resume_id: int) -> Response:
    """Send a resume as a PDF."""
    shown = owned_by(signed_in().id, resume_id)
    name = slugify(readable(shown.document).name)
    return send_file(
        BytesIO(make_pdf(shown.document)),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{name}-resume.pdf" if name else "resume.pdf",
    )
