"""Filling in a resume: one page a section, one page an entry, each saved on its own.

The pages differ in their forms and templates only, so one view serves each kind of page; every
page has an address and an endpoint of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError, StaleVersion
from jobboard.domain.resume import (
    Document,
    Entry,
    NoSuchEntry,
    add,
    entries,
    find,
    gaps,
    readable,
    remove,
    replace,
    text,
)
from jobboard.models import Resume
from jobboard.queries.resumes import owned_by
from jobboard.services.resumes import save_document
from jobboard.web.forms import seen_version, skill_family
from jobboard.web.seeker.blueprint import blueprint
from jobboard.web.seeker.resumes_facts import (
    AvailabilityForm,
    ContactForm,
    HomeOfficeForm,
    ToolsForm,
    WantedForm,
)
from jobboard.web.seeker.resumes_fields import EntryForm, FactsForm, ResumeForm
from jobboard.web.seeker.resumes_skills import LanguageForm, SkillForm
from jobboard.web.seeker.resumes_training import CertificateForm, SchoolForm
from jobboard.web.seeker.resumes_work import BreakForm, JobForm
from jobboard.web.viewer import signed_in

Answer = Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Facts:
    """A section of plain facts. ``key`` is its address and, with _ for -, its page."""

    key: str
    title: str
    form: type[FactsForm]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry. ``name`` is its address and page, ``listed`` the section's page."""

    name: str
    title: str
    listed: str
    form: type[EntryForm]


FACTS = (
    Facts("contact", "Contact", ContactForm),
    Facts("tools", "Tools and channels", ToolsForm),
    Facts("availability", "Availability", AvailabilityForm),
    Facts("home-office", "Home office", HomeOfficeForm),
    Facts("wanted", "What you want", WantedForm),
)
KINDS = (
    Kind("job", "Job", "work", JobForm),
    Kind("break", "Time between jobs", "work", BreakForm),
    Kind("skill", "Skill", "skills", SkillForm),
    Kind("language", "Language", "languages", LanguageForm),
    Kind("school", "School", "training", SchoolForm),
    Kind("certificate", "Course or certificate", "training", CertificateForm),
)
LISTS = tuple(dict.fromkeys(kind.listed for kind in KINDS))


def endpoint(name: str, doing: str = "") -> str:
    """Return the endpoint of a page of the resume: ``endpoint("job", "new")``."""
    return f"seeker.{_plain('resume', name, doing)}"


def facts_page(resume_id: int, facts: Facts) -> Answer:
    """Show or save a section of plain facts."""
    resume = owned_by(signed_in().id, resume_id)
    form = facts.form(data=facts.form.values(resume.document), version=resume.version)
    status = save(resume, form, form.change)
    if status is not None:
        page = f"seeker/resumes/{_plain(facts.key)}.html"
        return render_template(page, resume=resume, form=form, title=facts.title), status
    flash(f"{facts.title} saved.", "success")
    return redirect(url_for("seeker.resume", resume_id=resume.id), 303)


def entries_page(resume_id: int, listed: str) -> str:
    """Show the entries of a section, with what can be done to each."""
    resume = owned_by(signed_in().id, resume_id)
    return render_template(
        f"seeker/resumes/{listed}.html",
        resume=resume,
        facts=readable(resume.document),
        breaks={text(entry, "id") for entry in _breaks(resume.document)},
        gaps=gaps(resume.document, clock.now().date()),
    )


def new_entry(resume_id: int, kind: Kind) -> Answer:
    """Show the form of a new entry, or add it."""
    resume = owned_by(signed_in().id, resume_id)
    form = kind.form(data=kind.form.first_values(request.args), version=resume.version)
    form.prepare(resume.document)
    today = clock.now().date()
    status = save(
        resume,
        form,
        lambda document: add(document, form.section, form.entry(document, "", today)),
    )
    return _page_of(resume, kind, form, status)


def entry(resume_id: int, entry_id: str, kind: Kind) -> Answer:
    """Show one entry's form, or change the entry."""
    resume, shown = _entry(resume_id, entry_id, kind)
    form = kind.form(data=kind.form.values(shown), version=resume.version)
    form.prepare(resume.document)
    today = clock.now().date()
    status = save(
        resume,
        form,
        lambda document: replace(
            document, form.section, entry_id, form.entry(document, entry_id, today)
        ),
    )
    return _page_of(resume, kind, form, status, entry_id)


def remove_entry(resume_id: int, entry_id: str, kind: Kind) -> Answer:
    """Ask whether to remove an entry, or remove it."""
    resume, shown = _entry(resume_id, entry_id, kind)
    form = ResumeForm(version=resume.version)
    status = save(resume, form, lambda document: remove(document, kind.form.section, entry_id))
    back = url_for(endpoint(kind.listed), resume_id=resume.id)
    if status is not None:
        name = _name(resume.document, shown, kind)
        page = render_template(
            "seeker/resumes/remove.html", resume=resume, form=form, name=name, back=back
        )
        return page, status
    flash(f"{kind.title} removed.", "success")
    return redirect(back, 303)


def save(resume: Resume, form: ResumeForm, change: Callable[[Document], Document]) -> int | None:
    """Save what the form asks for; return None, or the status of the page that shows it again.

    A resume that was changed elsewhere meanwhile answers 409 with everything typed kept; the
    form then holds the new version, so that saving again is a decision.
    """
    if not form.validate_on_submit():
        return 422 if form.is_submitted() else 200
    try:
        save_document(resume, change(resume.document), seen_version(form), clock.now())
    except StaleVersion as error:
        form.version.data = str(resume.version)
        form.add_rule_error(error)
        return 409
    except RuleError as error:
        form.add_rule_error(error)
        return 422
    return None


def _page_of(
    resume: Resume, kind: Kind, form: EntryForm, status: int | None, entry_id: str = ""
) -> Answer:
    if status is not None:
        page = f"seeker/resumes/{kind.name}.html"
        about = _guidance(form) if kind.form is SkillForm else {}
        shown = {"resume": resume, "form": form, "entry_id": entry_id, **about}
        return render_template(page, **shown), status
    flash(f"{kind.title} saved.", "success")
    if "another" in request.form:
        return redirect(url_for(endpoint(kind.name, "new"), resume_id=resume.id), 303)
    return redirect(url_for(endpoint(kind.listed), resume_id=resume.id), 303)


def _guidance(form: EntryForm) -> dict[str, Any]:
    """Return the skills with their examples, by family, and the one that is chosen."""
    chosen = vocabulary.resolve("skill", form["slug"].data or "")
    families: dict[str, list[vocabulary.Term]] = {}
    for term in vocabulary.terms("skill"):
        families.setdefault(skill_family(term), []).append(term)
    return {"families": families, "chosen": vocabulary.term("skill", chosen) if chosen else None}


def _entry(resume_id: int, entry_id: str, kind: Kind) -> tuple[Resume, Entry]:
    resume = owned_by(signed_in().id, resume_id)
    try:
        return resume, find(resume.document, kind.form.section, entry_id)
    except NoSuchEntry:
        abort(404)


def _breaks(document: Document) -> list[Entry]:
    return entries(document, BreakForm.section)


def _name(document: Document, shown: Entry, kind: Kind) -> str:
    """Return what an entry is called when asked about removing it."""
    values: Mapping[str, Any] = kind.form.values(shown)
    if kind.form is SkillForm:
        return next(s.name for s in readable(document).skills if s.id == text(shown, "id"))
    if kind.form is LanguageForm:
        return text(shown, "language")
    names = (values.get(key) for key in ("title", "employer", "text", "institution", "name"))
    return ", ".join(name for name in names if name)


def _plain(*parts: str) -> str:
    return "_".join(part for part in parts if part).replace("-", "_")


def _open_pages() -> None:
    """Give every page its address and its endpoint."""
    base, both = "/resumes/<int:resume_id>", ["GET", "POST"]
    for facts in FACTS:
        blueprint.add_url_rule(
            f"{base}/{facts.key}",
            _plain("resume", facts.key),
            facts_page,
            defaults={"facts": facts},
            methods=both,
        )
    for listed in LISTS:
        blueprint.add_url_rule(
            f"{base}/{listed}", f"resume_{listed}", entries_page, defaults={"listed": listed}
        )
    for kind in KINDS:
        one = f"{base}/{kind.name}/<string:entry_id>"
        views = (
            (f"{base}/{kind.name}/new", "new", new_entry),
            (one, "", entry),
            (f"{one}/remove", "remove", remove_entry),
        )
        for address, doing, view in views:
            blueprint.add_url_rule(
                address,
                _plain("resume", kind.name, doing),
                view,
                defaults={"kind": kind},
                methods=both,
            )


_open_pages()
