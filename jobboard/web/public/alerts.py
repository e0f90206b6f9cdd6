"""Asking for an alert from a search, and confirming it by the link of a letter."""

from __future__ import annotations

from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.alerts import (
    FREQUENCY_WORDS,
    Frequency,
    criteria_words,
    kept_criteria,
    kept_text,
)
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.errors import RuleError
from jobboard.domain.retention import ALERT_UNCONFIRMED
from jobboard.domain.sign_in import LinkExpired
from jobboard.models import Account, Alert
from jobboard.services import alerts as service
from jobboard.services.alert_links import list_link
from jobboard.web.limits import (
    ALL_LETTERS,
    LETTERS_FROM_ONE,
    everybody,
    limited,
    network,
    typed_account,
    was_done,
)
from jobboard.web.public.addresses import NEW_ALERT, search_arguments, search_url
from jobboard.web.public.alert_forms import HINTS, NewAlertForm
from jobboard.web.public.blueprint import blueprint
from jobboard.web.viewer import viewer

Answer = Response | str | tuple[str, int]

# Whoever is signed in may ask for several a day, and is sent no letter for it.
ASKED_BY_ONE = "25 per day"
ALREADY_ON = "This alert is on already"
IT_IS_ON = "Your alert is on. We write when there are new jobs that answer it."
# What this browser asked for, so that it can have the letter sent once more. Its owner can read
# it, and it is the same whoever the address belongs to.
_ASKED = "alert_asked"
_OWN_PAGES = "public.alert"

counts_asking = limited(
    "alert",
    was_done,
    (ASKED_BY_ONE, typed_account),
    (LETTERS_FROM_ONE, network),
    (ALL_LETTERS, everybody),
)


@blueprint.after_request
def keep_no_copy(response: FlaskResponse) -> FlaskResponse:
    """Let no browser or proxy keep these pages: their links open somebody's alerts."""
    if (request.endpoint or "").startswith(_OWN_PAGES):
        response.headers["Cache-Control"] = "no-store"
    return response


def form_page(template: str, **context: Any) -> tuple[str, int]:
    """Render a page with a form: 422 if what was sent was refused."""
    return render_template(template, **context), 422 if request.method == "POST" else 200


@blueprint.route(NEW_ALERT, methods=["GET", "POST"])
@counts_asking
def alert_new() -> Answer:
    """Ask to be told of new jobs that answer a search, whose arguments these are."""
    base = SearchCriteria.from_args(request.args)
    form = NewAlertForm(base, email=_known_address())
    criteria = form.asked(base)
    if form.validate_on_submit():
        try:
            return _asked_for(form.email.data, criteria, form.frequency.data)
        except RuleError as error:
            form.add_rule_error(error)
    return form_page(
        "public/alert_new.html",
        form=form,
        hints=HINTS,
        asked="" if criteria.is_empty else criteria_words(criteria),
        back_url=search_url(criteria),
        more_url=url_for("public.alert_more", **search_arguments(base)),
    )


@blueprint.post("/alerts/more")
def alert_more() -> Response:
    """Go on in the search, with what was filled in so far."""
    base = SearchCriteria.from_args(request.args)
    return redirect(search_url(NewAlertForm(base).asked(base)), 303)


def _asked_for(email: str, criteria: SearchCriteria, frequency: str) -> Response:
    made = service.ask_for(email, criteria, frequency, clock.now(), account=_account())
    if made is not None:
        flash(IT_IS_ON, "success")
        return redirect(url_for("public.alerts"), 303)
    session[_ASKED] = {
        "email": email,
        "criteria": kept_text(criteria),
        "frequency": frequency,
        "again": False,
    }
    return redirect(url_for("public.alert_sent"), 303)


def _account() -> Account | None:
    person = viewer()
    return person.account if person else None


def _known_address() -> str:
    account = _account()
    asked = session.get(_ASKED) or {}
    return account.email if account else str(asked.get("email", ""))


@blueprint.get("/alerts/sent")
def alert_sent() -> Answer:
    """Say that a letter is on its way, and what to do if it does not come."""
    asked = session.get(_ASKED)
    if not asked:
        return redirect(url_for("public.alerts"), 303)
    return render_template(
        "public/alert_sent.html",
        email=asked["email"],
        again=asked["again"],
        days=ALERT_UNCONFIRMED.days,
        back_url=search_url(kept_criteria(asked["criteria"])),
    )


@blueprint.post("/alerts/sent")
@counts_asking
def alert_again() -> Answer:
    """Send the letter once more, and no more than that."""
    asked = session.get(_ASKED)
    if asked and not asked["again"]:
        criteria = kept_criteria(asked["criteria"])
        service.ask_for(asked["email"], criteria, asked["frequency"], clock.now())
        session[_ASKED] = {**asked, "again": True}
        flash("We sent it once more.", "success")
    return redirect(url_for("public.alert_sent"), 303)


@blueprint.get("/alerts/confirm")
def alert_confirm() -> Answer:
    """Ask for the press of a button: mail programs that look at links must not confirm them."""
    token = request.args.get("token", "")
    try:
        alert = service.alert_to_confirm(token, clock.now())
    except LinkExpired:
        return link_run_out()
    if alert.confirmed_at is not None:
        return alert_is_on(alert, ALREADY_ON)
    often = FREQUENCY_WORDS[Frequency(alert.frequency)]
    return render_template(
        "public/alert_confirm.html", alert=alert, asked=words_of(alert), often=often, token=token
    )


@blueprint.post("/alerts/confirm")
def alert_confirm_now() -> Answer:
    """Let the alert write from now on."""
    try:
        alert, begins = service.confirm(request.form.get("token", ""), clock.now())
    except LinkExpired:
        return link_run_out()
    if not begins:
        return alert_is_on(alert, ALREADY_ON)
    flash(IT_IS_ON, "success")
    return redirect(url_for("public.alerts", token=list_link(alert.email)), 303)


def words_of(alert: Alert) -> str:
    """Return what an alert looks for, in words."""
    return criteria_words(kept_criteria(alert.criteria))


def link_run_out() -> tuple[str, int]:
    """Answer for a link that is not good any more."""
    return render_template("public/alert_run_out.html"), 410


def alert_is_on(alert: Alert, heading: str) -> str:
    """Show that an alert writes, to somebody with an old link: it opens nothing else of theirs."""
    return render_template(
        "public/alert_on.html", alert=alert, asked=words_of(alert), heading=heading
    )
