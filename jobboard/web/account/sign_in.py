"""Signing in by one of the named doors, and signing out."""

from __future__ import annotations

from flask import redirect, render_template, url_for

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.domain.sign_in import DOORS, Door, Refusal, SignInRefused, door_by_slug, door_for
from jobboard.queries.accounts import membership
from jobboard.services import sign_in as services
from jobboard.web.access import kind_for
from jobboard.web.account import cookie, fields
from jobboard.web.account.answers import Answer, form_page, go_to, landing, wanted_path
from jobboard.web.account.blueprint import blueprint
from jobboard.web.account.limits import counts_sign_ins
from jobboard.web.forms import BaseForm
from jobboard.web.transactions import keep_despite_refusal
from jobboard.web.viewer import half_signed_in, viewer

# Moderators know their way; nobody else needs to see it.
SHOWN_DOORS = DOORS[:2]
REFUSED = {
    Refusal.NO_MATCH: "That address and password do not match. Check both, or reset the password.",
    Refusal.OTHER_DOOR: "This address belongs to an account of another kind.",
    Refusal.UNCONFIRMED: "Confirm your address first, by the link we sent to it.",
    Refusal.STOPPED: "This account is stopped. Write to us if you think that is a mistake.",
}


class SignInForm(BaseForm):
    """The address and password of an account."""

    email = fields.address()
    password = fields.present_password()


@blueprint.get("/sign-in")
def sign_in() -> Answer:
    """Show the doors; whoever is on the way to a page behind one of them gets there at once."""
    path = wanted_path()
    kind = kind_for(path) if path else None
    if kind is not None and viewer() is None:
        return redirect(url_for("account.sign_in_at", slug=door_for(kind).slug, next=path))
    return render_template("account/sign_in.html", doors=SHOWN_DOORS, path=path)


@blueprint.route("/sign-in/<any(seekers, employers, moderators):slug>", methods=["GET", "POST"])
@counts_sign_ins
def sign_in_at(slug: str) -> Answer:
    """Sign in at one door."""
    door = door_by_slug(slug)
    form = SignInForm(data={"email": cookie.typed_address()})
    refused: SignInRefused | None = None
    if form.validate_on_submit():
        try:
            return _sign_in(door, form)
        except SignInRefused as refusal:
            refused = refusal
            _refuse(form, refusal)
    others = [other for other in SHOWN_DOORS if other != door]
    return form_page(
        "account/sign_in_at.html",
        form,
        door=door,
        others=others,
        path=wanted_path(),
        right_door=_right_door(refused),
        unconfirmed=refused is not None and refused.reason is Refusal.UNCONFIRMED,
    )


def _sign_in(door: Door, form: SignInForm) -> Answer:
    now, path, former = clock.now(), wanted_path(), half_signed_in()
    new = services.sign_in(door.kind, form.email.data, form.password.data, cookie.device(), now)
    if former is not None:
        services.sign_out(former.sign_in, now)
    cookie.begin(new)
    if new.account.totp_confirmed_at is not None:
        return go_to("account.second_factor", next=path)
    has_company = membership(new.account.id) is not None
    return redirect(landing(door.kind, path, has_company=has_company, is_new=False), 303)


def _refuse(form: SignInForm, refused: SignInRefused) -> None:
    keep_despite_refusal()
    cookie.remember_address(form.email.data)
    form.add_rule_error(RuleError(REFUSED[refused.reason], "email"))


def _right_door(refused: SignInRefused | None) -> Door | None:
    if refused is None or refused.reason is not Refusal.OTHER_DOOR:
        return None
    return door_for(refused.kind)


@blueprint.post("/sign-out")
def sign_out() -> Answer:
    """End this sign-in; pressing twice does no harm."""
    person = half_signed_in()
    if person is not None:
        services.sign_out(person.sign_in, clock.now())
    cookie.end()
    return go_to("public.home")
