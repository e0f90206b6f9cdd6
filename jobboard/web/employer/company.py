"""The company as its members see it: its check, its details, and changing them."""

from __future__ import annotations

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired

from jobboard import clock
from jobboard.domain.company import is_work_mail, web_domain
from jobboard.domain.errors import MoveNotAllowed, RuleError, StaleVersion
from jobboard.domain.permissions import Permission
from jobboard.queries.company_listings import count_before_readers
from jobboard.services.companies import MAY_ASK, ask_for_check, update_company
from jobboard.web.access import needs
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.company_form import CompanyForm
from jobboard.web.employer.listing_access import see_other
from jobboard.web.forms import BaseForm, ProseField, seen_version
from jobboard.web.viewer import signed_in

LONGEST_ANSWER = 2_000


class AnswerForm(BaseForm):
    """What the company answers to the moderator."""

    answer = ProseField(
        "Your answer",
        [DataRequired("Write what you want the moderator to know")],
        limit=LONGEST_ANSWER,
    )


@blueprint.get("/company")
@needs(Permission.SEE_LISTINGS)
def company() -> str:
    """Show the company and where its check stands."""
    return _page(AnswerForm())


def _page(form: AnswerForm) -> str:
    person = signed_in()
    shown = person.company
    return render_template(
        "employer/company.html",
        company=shown,
        form=form,
        may_post=person.can(Permission.EDIT_LISTINGS),
        may_edit=person.can(Permission.EDIT_COMPANY),
        may_ask=shown.verification in MAY_ASK and person.can(Permission.EDIT_COMPANY),
        domain=web_domain(shown.website),
        at_domain=is_work_mail(person.account.email, shown.website),
        email=person.account.email,
    )


@blueprint.post("/company/answer")
@needs(Permission.EDIT_COMPANY)
def company_answer() -> Response | tuple[str, int]:
    """Send an answer to the moderator, or ask to be checked (again)."""
    form = AnswerForm()
    if not form.validate():
        return _page(form), 422
    person = signed_in()
    ask_for_check(person.company, form.answer.data, person.id, clock.now())
    flash("Sent. A moderator reads it, usually within one working day.", "success")
    return see_other(url_for("employer.company"))


@blueprint.get("/company/edit")
@needs(Permission.EDIT_COMPANY)
def company_edit() -> str:
    """Show the details for editing."""
    shown = signed_in().company
    form = CompanyForm(obj=shown)
    form.version.data = str(shown.version)
    return _edit_page(form)


@blueprint.post("/company/edit")
@needs(Permission.EDIT_COMPANY)
def company_save() -> Response | tuple[str, int]:
    """Save the details."""
    person = signed_in()
    form = CompanyForm()
    if not form.validate():
        return _edit_page(form), 422
    try:
        lost = update_company(
            person.company,
            form.details(),
            person.id,
            clock.now(),
            seen_version=seen_version(form),
        )
    except StaleVersion as error:
        form.version.data = str(person.company.version)
        return _edit_page(form, stale=error.message), 409
    except MoveNotAllowed:
        raise
    except RuleError as error:
        form.add_rule_error(error)
        return _edit_page(form), 422
    _tell_saved(lost=lost)
    return see_other(url_for("employer.company"))


def _tell_saved(*, lost: bool) -> None:
    if lost:
        flash(
            "Saved. The checked tag is gone until a moderator has looked at the change.", "warning"
        )
    else:
        flash("Saved.", "success")


def _edit_page(form: CompanyForm, *, stale: str = "") -> str:
    shown = signed_in().company
    return render_template(
        "employer/company_edit.html",
        form=form,
        company=shown,
        stale=stale,
        name_stays=count_before_readers(shown.id) > 0,
    )
