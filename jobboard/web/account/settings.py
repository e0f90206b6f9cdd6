"""The account page: what the account holds, and where it is signed in."""

from __future__ import annotations

from flask import flash, render_template

from jobboard import clock
from jobboard.queries.accounts import recovery_codes_left, sign_ins_of
from jobboard.services import sign_in as services
from jobboard.web.access import Audience, open_to
from jobboard.web.account import cookie
from jobboard.web.account.answers import Answer, go_to
from jobboard.web.account.blueprint import blueprint
from jobboard.web.viewer import signed_in


@blueprint.get("/account")
@open_to(Audience.SIGNED_IN)
def settings() -> Answer:
    """Show the account."""
    person = signed_in()
    return render_template(
        "account/settings.html",
        account=person.account,
        present=person.sign_in,
        sign_ins=sign_ins_of(person.id, clock.now()),
        recovery_codes=recovery_codes_left(person.id),
    )


@blueprint.post("/account/sign-ins/<int:sign_in_id>/end")
@open_to(Audience.SIGNED_IN)
def end_sign_in(sign_in_id: int) -> Answer:
    """Sign out on one device."""
    person = signed_in()
    services.end_sign_in(person.id, sign_in_id, clock.now())
    if sign_in_id == person.sign_in.id:
        cookie.end()
        return go_to("public.home")
    flash("That device is signed out.", "success")
    return go_to("account.settings", _anchor="devices")


@blueprint.post("/account/sign-out-everywhere")
@open_to(Audience.SIGNED_IN)
def sign_out_everywhere() -> Answer:
    """Sign out on every device, this one too."""
    services.end_all_sign_ins(signed_in().id, clock.now())
    cookie.end()
    flash("You are signed out on every device.", "success")
    return go_to("account.sign_in")
