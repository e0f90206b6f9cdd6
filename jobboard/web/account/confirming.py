"""Confirming an address by the link of a letter, and getting a fresh link."""

from __future__ import annotations

from flask import flash, redirect, render_template, request

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.domain.permissions import AccountKind
from jobboard.domain.sign_in import LinkExpired, TokenPurpose, door_for
from jobboard.models import Account
from jobboard.queries.accounts import hash_token
from jobboard.services import account_changes, account_tokens, accounts
from jobboard.services.sign_in import begin_sign_in
from jobboard.web.account import cookie, fields
from jobboard.web.account.answers import Answer, form_page, go_to, landing
from jobboard.web.account.blueprint import blueprint
from jobboard.web.account.limits import counts_link_requests
from jobboard.web.forms import BaseForm

FRESH_LINK = "If this address waits to be confirmed, a fresh link is on its way to it."


class AddressForm(BaseForm):
    """An address to send a link to."""

    email = fields.address()


@blueprint.get("/confirm-address")
def confirm_address() -> Answer:
    """Ask for the press of a button: mail programs that look at links must not confirm them."""
    token = request.args.get("token", "")
    row = account_tokens.find(TokenPurpose.CONFIRM_ADDRESS, token)
    if row is not None and row.account.email_confirmed_at is not None:
        return render_template("account/confirmed_already.html", door=door_for(row.account.kind))
    try:
        account_tokens.open_token(TokenPurpose.CONFIRM_ADDRESS, token, clock.now())
    except LinkExpired:
        return _run_out(row.account if row else None)
    return render_template("account/confirm_address.html", token=token)


@blueprint.post("/confirm-address")
def confirm_address_now() -> Answer:
    """Confirm the address, and sign in whoever signed up in this same browser."""
    token, now = request.form.get("token", ""), clock.now()
    try:
        account = accounts.confirm_address(token, now)
    except LinkExpired:
        row = account_tokens.find(TokenPurpose.CONFIRM_ADDRESS, token)
        return _run_out(row.account if row else None)
    kind = AccountKind(account.kind)
    is_theirs, path = cookie.signing_up(hash_token(token))
    if not is_theirs:
        flash("Your address is confirmed. Sign in with the password you chose.", "success")
        cookie.remember_address(account.email)
        return go_to("account.sign_in_at", slug=door_for(kind).slug)
    cookie.begin(begin_sign_in(account, cookie.device(), now))
    flash("Your address is confirmed, and you are signed in.", "success")
    return redirect(landing(kind, path, has_company=False, is_new=True), 303)


def _run_out(account: Account | None) -> tuple[str, int]:
    """Answer for a link that is not good any more; whoever holds one may have a fresh one."""
    form = AddressForm(formdata=None, data={"email": account.email if account else ""})
    return render_template("account/link_run_out.html", form=form), 410


@blueprint.route("/confirm-address/again", methods=["GET", "POST"])
@counts_link_requests
def confirm_again() -> Answer:
    """Send a fresh link."""
    form = AddressForm(data={"email": cookie.typed_address()})
    if form.validate_on_submit():
        accounts.confirm_again(form.email.data, clock.now())
        cookie.remember_address(form.email.data)
        flash(FRESH_LINK, "success")
        return go_to("account.sign_up_sent")
    return form_page("account/confirm_again.html", form)


@blueprint.get("/confirm-new-address")
def confirm_new_address() -> Answer:
    """Ask for the press of a button before an account moves to another address."""
    token = request.args.get("token", "")
    try:
        row = account_tokens.open_token(TokenPurpose.CHANGE_ADDRESS, token, clock.now())
    except LinkExpired:
        return render_template("account/new_address_run_out.html", message=""), 410
    return render_template("account/confirm_new_address.html", token=token, email=row.email)


@blueprint.post("/confirm-new-address")
def confirm_new_address_now() -> Answer:
    """Move the account to the address that the link was sent to."""
    try:
        account = account_changes.change_address(request.form.get("token", ""), clock.now())
    except RuleError as error:
        return render_template("account/new_address_run_out.html", message=error.message), 410
    flash(f"Your account uses {account.email} from now on.", "success")
    return go_to("account.settings")
