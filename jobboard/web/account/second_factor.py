"""The second step of signing in, and setting it up, renewing its codes and removing it."""

from __future__ import annotations

from collections.abc import Callable

import segno
from flask import flash, redirect, render_template

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.models import Account
from jobboard.services import second_factor as services
from jobboard.services.account_changes import WrongPassword
from jobboard.services.second_factor import WrongCode
from jobboard.services.sign_in import NewSignIn
from jobboard.web.access import Audience, open_to
from jobboard.web.account import cookie, fields
from jobboard.web.account.answers import Answer, form_page, go_to, landing, wanted_path
from jobboard.web.account.blueprint import blueprint
from jobboard.web.account.limits import counts_codes, counts_passwords
from jobboard.web.forms import BaseForm
from jobboard.web.transactions import keep_despite_refusal
from jobboard.web.viewer import Viewer, signed_in

QR_SCALE = 5
KEY_GROUP = 4


class CodeForm(BaseForm):
    """A code of the app, or a recovery code."""

    code = fields.code("Code")


class ProofForm(BaseForm):
    """The password and a code: both are asked before the second factor is touched."""

    present = fields.present_password("Your password")
    code = fields.code("Code from your app")


@blueprint.route("/second-factor", methods=["GET", "POST"])
@open_to(Audience.HALF_SIGNED_IN)
@counts_codes
def second_factor() -> Answer:
    """Ask for the code that completes a sign-in."""
    person = signed_in()
    if not person.owes_code:
        return redirect(_landing(person), 303)
    form = CodeForm()
    if form.validate_on_submit():
        try:
            token = services.give_code(person.account, person.sign_in, form.code.data, clock.now())
        except WrongCode as error:
            _refuse(form, error)
        else:
            target = _landing(person)
            cookie.begin(NewSignIn(token, person.sign_in, person.account))
            return redirect(target, 303)
    return form_page("account/second_factor.html", form)


def _landing(person: Viewer) -> str:
    has_company = person.member is not None
    return landing(person.kind, wanted_path(), has_company=has_company, is_new=False)


@blueprint.get("/account/second-factor")
@open_to(Audience.SETTING_UP)
def second_factor_setup() -> Answer:
    """Show how the second factor stands: on, being set up, or off."""
    account = signed_in().account
    if account.totp_confirmed_at is not None:
        return render_template("account/second_factor_on.html", account=account)
    if not account.totp_secret:
        return render_template("account/second_factor_off.html")
    return _scan_page(ProofForm(formdata=None))


@blueprint.post("/account/second-factor")
@open_to(Audience.SETTING_UP)
def second_factor_begin() -> Answer:
    """Make a new secret for an app to read."""
    services.begin_set_up(signed_in().account)
    return go_to("account.second_factor_setup")


@blueprint.post("/account/second-factor/confirm")
@open_to(Audience.SETTING_UP)
@counts_passwords
@counts_codes
def second_factor_confirm() -> Answer:
    """Switch the second factor on by a first code, and show the recovery codes this once."""
    person = signed_in()
    account = person.account
    if account.totp_confirmed_at is not None or not account.totp_secret:
        return go_to("account.second_factor_setup")
    form = ProofForm()
    if form.validate_on_submit():
        try:
            token, codes = services.confirm_set_up(
                account, person.sign_in, form.present.data, form.code.data, clock.now()
            )
        except RuleError as error:
            _refuse(form, error)
        else:
            cookie.begin(NewSignIn(token, person.sign_in, account))
            return render_template("account/recovery_codes.html", codes=codes, is_new=True)
    return _scan_page(form), 422


def _scan_page(form: ProofForm) -> str:
    account = signed_in().account
    picture = segno.make(services.app_address(account), error="m")
    secret = account.totp_secret
    return render_template(
        "account/second_factor_scan.html",
        form=form,
        picture=picture.svg_data_uri(scale=QR_SCALE, light="#fff", dark="#000"),
        key=[secret[i : i + KEY_GROUP] for i in range(0, len(secret), KEY_GROUP)],
    )


@blueprint.route("/account/second-factor/recovery-codes", methods=["GET", "POST"])
@open_to(Audience.SIGNED_IN)
@counts_passwords
@counts_codes
def recovery_codes() -> Answer:
    """Replace the recovery codes and show the new ones this once."""
    return _once_proven("account/recovery_codes_renew.html", _renew)


def _renew(account: Account, present: str, code: str) -> Answer:
    codes = services.renew_recovery_codes(account, present, code, clock.now())
    return render_template("account/recovery_codes.html", codes=codes, is_new=False)


@blueprint.route("/account/second-factor/remove", methods=["GET", "POST"])
@open_to(Audience.SIGNED_IN)
@counts_passwords
@counts_codes
def second_factor_remove() -> Answer:
    """Switch the second factor off."""
    return _once_proven("account/second_factor_remove.html", _remove)


def _remove(account: Account, present: str, code: str) -> Answer:
    services.remove(account, present, code, clock.now())
    flash("Two-step sign-in is off.", "success")
    return go_to("account.settings")


def _once_proven(template: str, act: Callable[[Account, str, str], Answer]) -> Answer:
    """Ask on ``template`` for the password and a code, then ``act``, which may refuse either."""
    account = signed_in().account
    if account.totp_confirmed_at is None:
        return go_to("account.second_factor_setup")
    form = ProofForm()
    if form.validate_on_submit():
        try:
            return act(account, form.present.data, form.code.data)
        except RuleError as error:
            _refuse(form, error)
    return form_page(template, form)


def _refuse(form: BaseForm, error: RuleError) -> None:
    if isinstance(error, WrongCode | WrongPassword):
        keep_despite_refusal()
    form.add_rule_error(error)
