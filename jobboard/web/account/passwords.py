"""A forgotten password: asking for a link, and choosing a new one by it."""

from __future__ import annotations

from flask import flash, render_template, request

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.domain.sign_in import LinkExpired, TokenPurpose, door_for
from jobboard.services import account_changes, account_tokens
from jobboard.web.account import cookie, fields
from jobboard.web.account.answers import Answer, form_page, go_to
from jobboard.web.account.blueprint import blueprint
from jobboard.web.account.confirming import AddressForm
from jobboard.web.account.limits import counts_link_requests
from jobboard.web.forms import BaseForm


class NewPasswordForm(BaseForm):
    """A password to use from now on."""

    password = fields.new_password("New password")


@blueprint.route("/reset-password", methods=["GET", "POST"])
@counts_link_requests
def reset_password() -> Answer:
    """Send a link to an address that has an account, and say the same for every address."""
    form = AddressForm(data={"email": cookie.typed_address()})
    if form.validate_on_submit():
        account_changes.ask_reset(form.email.data, clock.now())
        cookie.remember_address(form.email.data)
        return go_to("account.reset_password_sent")
    return form_page("account/reset_password.html", form)


@blueprint.get("/reset-password/sent")
def reset_password_sent() -> Answer:
    """Say that a letter is on its way, if there is an account."""
    email = cookie.typed_address()
    if not email:
        return go_to("account.reset_password")
    return render_template("account/reset_password_sent.html", email=email)


@blueprint.route("/reset-password/new", methods=["GET", "POST"])
def reset_password_new() -> Answer:
    """Choose a new password by the link of a letter."""
    token, now = request.args.get("token", ""), clock.now()
    form = NewPasswordForm()
    try:
        row = account_tokens.open_token(TokenPurpose.RESET_PASSWORD, token, now)
        if form.validate_on_submit():
            account = account_changes.reset_password(token, form.password.data, now)
            cookie.end()
            cookie.remember_address(account.email)
            flash("Your password is changed. Sign in with the new one.", "success")
            return go_to("account.sign_in_at", slug=door_for(account.kind).slug)
    except LinkExpired:
        return render_template("account/reset_run_out.html"), 410
    except RuleError as error:
        form.add_rule_error(error)
    return form_page("account/reset_password_new.html", form, email=row.account.email)
