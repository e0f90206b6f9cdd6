"""Signing a company up: what people new to the employers' side meet first."""

from __future__ import annotations

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.errors import AlreadyDone, RuleError
from jobboard.extensions import limiter
from jobboard.queries.companies import invitations_for
from jobboard.services.companies import sign_up_company
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.company_form import CompanyForm
from jobboard.web.employer.listing_access import see_other
from jobboard.web.viewer import signed_in

HOME_COUNTRY = "US"


@blueprint.get("/company/new")
def company_start() -> str | Response:
    """Ask for the company's details, or lead who has a company to it."""
    if signed_in().member is not None:
        return see_other(url_for("employer.company"))
    return _page(CompanyForm(country=HOME_COUNTRY))


@blueprint.post("/company/new")
@limiter.limit("10 per hour")
def company_create() -> Response | tuple[str, int]:
    """Make the company, and check it as far as the address can."""
    form = CompanyForm()
    if not form.validate():
        return _page(form), 422
    try:
        company = sign_up_company(signed_in().account, form.details(), clock.now())
    except AlreadyDone:
        raise
    except RuleError as error:
        form.add_rule_error(error)
        return _page(form), 422
    if company.verified:
        flash(f"{company.name} is signed up and checked. You can post jobs now.", "success")
    else:
        flash(f"{company.name} is signed up. We are checking it.", "success")
    return see_other(url_for("employer.company"))


def _page(form: CompanyForm) -> str:
    person = signed_in()
    waiting = invitations_for(person.account.email, clock.now())
    return render_template("employer/company_start.html", form=form, invitations=waiting)
