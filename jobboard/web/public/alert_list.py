"""The alerts of one address: seen and changed by a letter's link, or signed in."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.alerts import FREQUENCY_WORDS, Frequency, criteria_words, kept_criteria
from jobboard.domain.errors import RuleError
from jobboard.domain.sign_in import LinkExpired
from jobboard.models import Alert
from jobboard.queries.alerts import alert_of, alerts_of
from jobboard.services import alerts as service
from jobboard.services.alert_links import read_list_link
from jobboard.web.filters import day
from jobboard.web.limits import counts_letters
from jobboard.web.public.addresses import search_url
from jobboard.web.public.alert_forms import HINTS, AlertForm, LinkForm
from jobboard.web.public.alerts import Answer, form_page, words_of
from jobboard.web.public.blueprint import blueprint
from jobboard.web.viewer import viewer

LINK_SENT = "If this address has alerts, a link to them is on its way to it."


@dataclass(frozen=True, slots=True)
class _Row:
    """An alert in words."""

    id: int
    asked: str
    often: str
    last: str
    next: str
    paused: bool
    jobs_url: str


@blueprint.get("/alerts")
def alerts() -> Answer:
    """Show the alerts of the address that a link names, or of the person signed in."""
    email = _owner()
    if email is None:
        form = LinkForm(formdata=None)
        return render_template(
            "public/alerts_find.html", form=form, run_out=bool(request.args.get("token"))
        )
    rows = [_row(alert) for alert in alerts_of(email)]
    return render_template("public/alerts.html", rows=rows, email=email, token=_token())


@blueprint.route("/alerts/link", methods=["GET", "POST"])
@counts_letters("alerts-link")
def alerts_link() -> Answer:
    """Send an address the link to its alerts; what is said is the same for all."""
    form = LinkForm()
    if form.validate_on_submit():
        service.send_list_link(form.email.data, clock.now())
        flash(LINK_SENT, "success")
        return redirect(url_for("public.alerts"), 303)
    return form_page("public/alerts_find.html", form=form, run_out=False)


@blueprint.route("/alerts/<int:alert_id>/edit", methods=["GET", "POST"])
def alert_edit(alert_id: int) -> Answer:
    """Change what an alert looks for, and how often it writes."""
    email = _owner()
    if email is None:
        return _to_list()
    alert = alert_of(email, alert_id)
    base = kept_criteria(alert.criteria)
    form = AlertForm(base, frequency=alert.frequency)
    if form.validate_on_submit():
        try:
            service.change(alert, form.asked(base), form.frequency.data, clock.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            return _done("Your alert is changed.")
    return form_page(
        "public/alert_edit.html",
        form=form,
        hints=HINTS,
        asked=criteria_words(form.asked(base)),
        alert_id=alert.id,
        paused=alert.paused_at is not None,
        back_url=_list_url(),
        token=_token(),
    )


@blueprint.post("/alerts/<int:alert_id>/pause")
def alert_pause(alert_id: int) -> Answer:
    """Let an alert write nothing for a while."""
    email = _owner()
    if email is None:
        return _to_list()
    service.pause(alert_of(email, alert_id), clock.now())
    return _done("Your alert is paused. It writes nothing until you resume it.")


@blueprint.post("/alerts/<int:alert_id>/resume")
def alert_resume(alert_id: int) -> Answer:
    """Let a paused alert write again."""
    email = _owner()
    if email is None:
        return _to_list()
    service.resume(alert_of(email, alert_id), clock.now())
    return _done("Your alert is on again, for jobs published from now on.")


@blueprint.get("/alerts/<int:alert_id>/delete")
def alert_delete(alert_id: int) -> Answer:
    """Ask before an alert is deleted."""
    email = _owner()
    if email is None:
        return _to_list()
    alert = alert_of(email, alert_id)
    return render_template(
        "public/alert_delete.html",
        alert=alert,
        asked=words_of(alert),
        token=_token(),
        back_url=_list_url(),
    )


@blueprint.post("/alerts/<int:alert_id>/delete")
def alert_deleted(alert_id: int) -> Answer:
    """Delete an alert."""
    email = _owner()
    if email is None:
        return _to_list()
    service.end(alert_of(email, alert_id))
    return _done("Your alert is deleted. It writes no more.")


def _owner() -> str | None:
    """Return the address whose alerts may be seen; None where nobody has shown that it is theirs.

    A link comes first: whoever holds it was sent it.
    """
    if _token():
        try:
            return read_list_link(_token())
        except LinkExpired:
            return None
    person = viewer()
    if person is None or person.account.email_confirmed_at is None:
        return None
    return person.account.email


def _token() -> str:
    return str(request.values.get("token", ""))


def _list_url() -> str:
    return url_for("public.alerts", token=_token() or None)


def _to_list() -> Response:
    return redirect(_list_url(), 303)


def _done(words: str) -> Response:
    flash(words, "success")
    return _to_list()


def _row(alert: Alert) -> _Row:
    return _Row(
        id=alert.id,
        asked=words_of(alert),
        often=FREQUENCY_WORDS[Frequency(alert.frequency)],
        last=day(alert.last_sent_at) or "Nothing yet",
        next=_next(alert),
        paused=alert.paused_at is not None,
        jobs_url=search_url(kept_criteria(alert.criteria)),
    )


def _next(alert: Alert) -> str:
    if alert.paused_at is not None:
        return "Paused"
    if alert.frequency == Frequency.AT_ONCE:
        return "As soon as there is a new job"
    return f"{day(alert.next_due_at)}, if there are new jobs"
