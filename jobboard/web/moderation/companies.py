"""Companies: which wait for a check, what is known of one, and the check's outcome."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from jobboard import clock
from jobboard.domain.errors import RuleError, StaleVersion
from jobboard.models import Company
from jobboard.queries import moderation as reading
from jobboard.services import moderation as service
from jobboard.web.forms import BaseForm, ProseField, choices_of, seen_version
from jobboard.web.moderation.blueprint import blueprint
from jobboard.web.paging import page_number
from jobboard.web.viewer import signed_in

OUTCOMES: dict[str, tuple[str, Callable[..., None]]] = {
    "verified": ("Checked: it is who it says", service.verify_company),
    "proof_asked": ("More proof needed", service.ask_proof),
    "refused": ("Refuse: it cannot post here", service.refuse_company),
}

DEFAULT_LIST = reading.CompanyList.USUAL


class CheckForm(BaseForm):
    """How a check ended."""

    version = HiddenField(validators=[InputRequired()])
    outcome = RadioField(
        "Outcome",
        choices=choices_of((value, label) for value, (label, _) in OUTCOMES.items()),
        validators=[InputRequired("Choose how the check ended.")],
    )
    note = ProseField("What you checked, or what is missing", limit=1_000)


class TrustForm(BaseForm):
    """Whether a company may publish without waiting."""

    version = HiddenField(validators=[InputRequired()])
    trusted = HiddenField()


@blueprint.get("/companies")
def companies() -> str:
    """Show companies, those waiting for a check first."""
    page = page_number()
    asked = request.args.get("show", "")
    show = reading.CompanyList(asked) if asked in set(reading.CompanyList) else DEFAULT_LIST
    rows, total = reading.companies(page, show)
    return render_template(
        "moderation/companies.html",
        companies=rows,
        total=total,
        waiting=reading.waiting_companies_count(),
        show=show,
        page=page,
        pages=-(-total // reading.PAGE_SIZE),
    )


@blueprint.get("/companies/<string:slug>")
def company(slug: str) -> str:
    """Show one company, its people and its history."""
    shown = reading.company_for_review(slug)
    return _company_page(shown, CheckForm(version=str(shown.version)))


@blueprint.post("/companies/<string:slug>/check")
def check_company(slug: str) -> Response | tuple[str, int]:
    """Record how the check of a company ended."""
    shown = reading.company_for_review(slug)
    form = CheckForm()
    if not form.validate_on_submit():
        return _company_page(shown, form), 422
    _, act = OUTCOMES[form.outcome.data]
    try:
        act(
            shown,
            signed_in().id,
            clock.now(),
            seen=seen_version(form),
            note=form.note.data or "",
        )
    except StaleVersion:
        raise
    except RuleError as error:
        form.add_rule_error(error)
        return _company_page(shown, form), 422
    flash(f"{shown.name} has been told.", "success")
    return redirect(url_for("moderation.company", slug=slug), 303)


@blueprint.post("/companies/<string:slug>/trust")
def trust_company(slug: str) -> Response:
    """Let a company publish without waiting, or take that back."""
    shown = reading.company_for_review(slug)
    form = TrustForm()
    trusted = form.trusted.data == "yes"
    service.set_trust(shown, signed_in().id, clock.now(), seen=seen_version(form), trusted=trusted)
    words = "may now publish without waiting" if trusted else "waits for a check again"
    flash(f"{shown.name} {words}.", "success")
    return redirect(url_for("moderation.company", slug=slug), 303)


def _company_page(shown: Company, form: CheckForm) -> str:
    return render_template(
        "moderation/company.html",
        company=shown,
        form=form,
        trust_form=TrustForm(version=str(shown.version), trusted="no" if shown.trusted else "yes"),
        events=reading.company_events(shown.id),
        earlier=reading.earlier_decisions(shown.id),
        published=reading.published_listings(shown.id),
    )
