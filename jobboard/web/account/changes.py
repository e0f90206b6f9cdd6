"""Changing the name, the address and the password of one's own account."""

from __future__ import annotations

from flask import flash
from wtforms.validators import DataRequired

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.services import account_changes as services
from jobboard.services.account_changes import WrongPassword
from jobboard.web.access import Audience, open_to
from jobboard.web.account import fields
from jobboard.web.account.answers import Answer, form_page, go_to
from jobboard.web.account.blueprint import blueprint
from jobboard.web.account.limits import counts_link_requests, counts_passwords
from jobboard.web.account.sign_up import LONGEST_NAME
from jobboard.web.forms import BaseForm, LineField
from jobboard.web.transactions import keep_despite_refusal
from jobboard.web.viewer import signed_in


class NameForm(BaseForm):
    """The name others see."""

    name = LineField(
        "Your name",
        [DataRequired("Enter your name.")],
        limit=LONGEST_NAME,
        render_kw={"autocomplete": "name"},
    )


class ChangeAddressForm(BaseForm):
    """The address to use, and proof of who asks."""

    email = fields.address("New email address", name="email")
    present = fields.present_password("Your password")


class ChangePasswordForm(BaseForm):
    """The password to use, and proof of who asks."""

    present = fields.present_password("Your present password")
    password = fields.new_password("New password")


@blueprint.route("/account/name", methods=["GET", "POST"])
@open_to(Audience.SIGNED_IN)
def change_name() -> Answer:
    """Change the name."""
    person = signed_in()
    form = NameForm(data={"name": person.account.name})
    if form.validate_on_submit():
        services.change_name(person.account, form.name.data)
        flash("Your name is changed.", "success")
        return go_to("account.settings")
    return form_page("account/change_name.html", form)


@blueprint.route("/account/email", methods=["GET", "POST"])
@open_to(Audience.SIGNED_IN)
@counts_passwords
@counts_link_requests
def change_email() -> Answer:
    """Ask for another address; it is used once the link sent there is."""
    person = signed_in()
    form = ChangeAddressForm()
    if form.validate_on_submit():
        try:
            services.ask_address_change(
                person.account, form.email.data, form.present.data, clock.now()
            )
        except RuleError as error:
            _refuse(form, error)
        else:
            flash(f"We sent a link to {form.email.data}. Your address changes once you use it.")
            return go_to("account.settings")
    return form_page("account/change_email.html", form, email=person.account.email)


@blueprint.route("/account/password", methods=["GET", "POST"])
@open_to(Audience.SIGNED_IN)
@counts_passwords
def change_password() -> Answer:
    """Change the password, and sign out on every other device."""
    person = signed_in()
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            services.change_password(
                person.account,
                form.present.data,
                form.password.data,
                clock.now(),
                sign_in_id=person.sign_in.id,
            )
        except RuleError as error:
            _refuse(form, error)
        else:
            flash("Your password is changed. You are signed out on other devices.", "success")
            return go_to("account.settings")
    return form_page("account/change_password.html", form, email=person.account.email)


def _refuse(form: BaseForm, error: RuleError) -> None:
    if isinstance(error, WrongPassword):
        keep_despite_refusal()
    form.add_rule_error(error)
