"""Ending one alert, or keeping it, by the link of a letter: no sign-in, no other page."""

from __future__ import annotations

from flask import abort, render_template, request

from jobboard import clock
from jobboard.domain.sign_in import LinkExpired
from jobboard.extensions import csrf
from jobboard.services import alerts as service
from jobboard.services.alert_links import LinkUse, read_alert_link
from jobboard.web.public.alerts import Answer, alert_is_on, link_run_out, words_of
from jobboard.web.public.blueprint import blueprint


@blueprint.get("/alerts/end")
def alert_end() -> Answer:
    """Ask whether an alert shall end: mail programs that look at links must not end it."""
    try:
        alert = read_alert_link(LinkUse.END, request.args.get("token", ""))
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
        alert = read_alert_link(LinkUse.END, request.args.get("token", ""))
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
        alert = read_alert_link(LinkUse.KEEP, token)
    except LinkExpired:
        alert = None
    if alert is None:
        return link_run_out()
    return render_template("public/alert_keep.html", asked=words_of(alert), token=token)


@blueprint.post("/alerts/keep")
def alert_kept() -> Answer:
    """Keep an alert as it is, for another year."""
    try:
        alert = read_alert_link(LinkUse.KEEP, request.form.get("token", ""))
    except LinkExpired:
        alert = None
    if alert is None:
        return link_run_out()
    service.keep(alert, clock.now())
    return alert_is_on(alert, "Your alert stays as it is")
