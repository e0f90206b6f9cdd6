"""Ending one alert, or keeping it, by the link of a letter: no sign-in, no other page."""

from __future__ import annotations

from flask import abort, flash, render_template, request

from jobboard import clock
from jobboard.domain.sign_in import LinkExpired
from jobboard.extensions import csrf
from jobboard.models import Alert
from jobboard.queries.alerts import alert_by_key
from jobboard.services import alerts as service
from jobboard.services.alert_links import LinkUse, read_link
from jobboard.web.public.alerts import Answer, link_run_out, to_list_of, words_of
from jobboard.web.public.blueprint import blueprint


@blueprint.get("/alerts/end")
def alert_end() -> Answer:
    """Ask whether an alert shall end: mail programs that look at links must not end it."""
    try:
        alert = _meant(LinkUse.END, request.args.get("token", ""))
    except LinkExpired:
        return link_run_out()
    if alert is None:
        return render_template("public/alert_ended.html")
    return render_template(
        "public/alert_end.html", asked=words_of(alert), token=request.args["token"]
    )


# Exempt by design: mail programs press this for their owner (RFC 8058) and have no session to
# forge. What stands in for the form's token is the link's own, which only the letter holds.
@blueprint.post("/alerts/end")
@csrf.exempt
def alert_end_now() -> Answer:
    """End the alert that the link names; once more changes nothing."""
    try:
        alert = _meant(LinkUse.END, request.args.get("token", ""))
    except LinkExpired:
        abort(400)
    if alert is not None:
        service.end(alert)
    return render_template("public/alert_ended.html")


@blueprint.get("/alerts/keep")
def alert_keep() -> Answer:
    """Ask for a press of the button that keeps an alert."""
    token = request.args.get("token", "")
    try:
        alert = _meant(LinkUse.KEEP, token)
    except LinkExpired:
        alert = None
    if alert is None:
        return link_run_out()
    return render_template("public/alert_keep.html", asked=words_of(alert), token=token)


@blueprint.post("/alerts/keep")
def alert_kept() -> Answer:
    """Keep an alert as it is, for another year."""
    try:
        alert = _meant(LinkUse.KEEP, request.form.get("token", ""))
    except LinkExpired:
        alert = None
    if alert is None:
        return link_run_out()
    service.keep(alert, clock.now())
    flash("Your alert stays as it is.", "success")
    return to_list_of(alert)


def _meant(use: LinkUse, token: str) -> Alert | None:
    """Return the alert that a link names; None where it has ended. Raises LinkExpired."""
    return alert_by_key(read_link(use, token))
