"""Signing up: seekers with an address and a password, employers with their name as well."""

from __future__ import annotations

from flask import render_template
from wtforms.validators import DataRequired

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.domain.sign_in import door_by_slug
from jobboard.queries.accounts import hash_token
from jobboard.services import accounts
from jobboard.web.account import cookie, fields
from jobboard.web.account.answers import Answer, form_page, go_to, wanted_path
from jobboard.web.account.blueprint import blueprint
from jobboard.web.account.limits import counts_sign_ups
from jobboard.web.forms import BaseForm, LineField

LONGEST_NAME = 120


class SeekerSignUpForm(BaseForm):
    """What a seeker needs to begin."""

    email = fields.address()
    password = fields.new_password()


class EmployerSignUpForm(BaseForm):
    """What a person needs who acts for an employer; the company itself comes next."""

    name = LineField(
        "Your name",
        [DataRequired("Enter your name.")],
        limit=LONGEST_NAME,
        render_kw={"autocomplete": "name"},
    )
    email = fields.address("Work email address")
    password = fields.new_password()


FORMS = {"seekers": SeekerSignUpForm, "employers": EmployerSignUpForm}


@blueprint.get("/sign-up")
def sign_up_start() -> Answer:
    """Ask which kind of account is wanted: the doors say what each is for."""
    return go_to("account.sign_in", next=wanted_path())


@blueprint.route("/sign-up/<any(seekers, employers):slug>", methods=["GET", "POST"])
@counts_sign_ups
def sign_up(slug: str) -> Answer:
    """Make an account, or seem to: what is shown is the same for an address that is taken."""
    door = door_by_slug(slug)
    form = FORMS[slug](data={"email": cookie.typed_address()})
    if form.validate_on_submit():
        name = form.name.data if "name" in form else ""
        try:
            token = accounts.sign_up(
                door.kind, form.email.data, form.password.data, name, clock.now()
            )
        except RuleError as error:
            form.add_rule_error(error)
        else:
            cookie.remember_address(form.email.data)
            cookie.remember_sign_up(hash_token(token), wanted_path())
            return go_to("account.sign_up_sent")
    return form_page(f"account/sign_up_{slug}.html", form, door=door, path=wanted_path())


@blueprint.get("/sign-up/sent")
def sign_up_sent() -> Answer:
    """Say that a letter is on its way."""
    email = cookie.typed_address()
    if not email:
        return go_to("account.sign_in")
    return render_template("account/sign_up_sent.html", email=email)
