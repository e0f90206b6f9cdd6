"""Alerts as their owners make and change them. What they send is ``alert_sending``'s."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from jobboard.domain.alerts import (
    MOST_ALERTS,
    MOST_WAITING,
    Frequency,
    check_criteria,
    kept_criteria,
    kept_text,
    next_due,
)
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.errors import RuleError
from jobboard.domain.retention import ALERT_UNCONFIRMED
from jobboard.domain.sign_in import LinkExpired, normal_address
from jobboard.extensions import db
from jobboard.letters import alerts as letters
from jobboard.models import Account, Alert
from jobboard.queries.accounts import account_by_email
from jobboard.queries.alerts import (
    alerts_of,
    looks,
    same_alert,
    waiting_of,
)
from jobboard.services.account_letters import post_capped, seem_to_post
from jobboard.services.account_tokens import new_token
from jobboard.services.alert_links import (
    RUN_OUT,
    LinkUse,
    alert_link,
    list_link,
    read_alert_link,
)

TOO_MANY = f"You have {MOST_ALERTS} alerts, which is the most. End one of them first."
THE_SAME = "You have an alert with just these criteria already."


def ask_for(
    email: str,
    criteria: SearchCriteria,
    frequency: str,
    now: datetime,
    *,
    account: Account | None = None,
) -> Alert | None:
    """Make an alert for ``account``, or ask the owner of the address by letter.

    Returns the alert where it writes from now on: for the confirmed address of the account that
    is signed in. Otherwise None, whoever the address belongs to. Raises RuleError where the
    criteria will not do, and where the account has too many.
    """
    check_criteria(criteria)
    email = normal_address(email)
    if account is not None and is_own(account, email):
        return _made_for(account, kept_text(criteria), frequency, now)
    _ask_owner(email, kept_text(criteria), frequency, now)
    return None


def is_own(account: Account, email: str) -> bool:
    """Say whether an address is the account's, and known to be."""
    return account.email_confirmed_at is not None and account.email == normal_address(email)


def _made_for(account: Account, criteria: str, frequency: str, now: datetime) -> Alert:
    alert = same_alert(account.email, criteria)
    if alert is None:
        if len(alerts_of(account.email)) >= MOST_ALERTS:
            raise RuleError(TOO_MANY)
        alert = _new(account.email, criteria, frequency, now)
    if alert.confirmed_at is None:
        _begin(alert, now)
    set_frequency(alert, frequency, now)
    return alert


def _ask_owner(email: str, criteria: str, frequency: str, now: datetime) -> None:
    """Send a letter with a link. Nothing that happens here shows on the page."""
    alert = same_alert(email, criteria)
    if alert is not None and alert.confirmed_at is not None:
        post_capped(letters.alert_exists(email, list_link(email)), now)
        return
    if len(alerts_of(email)) >= MOST_ALERTS:
        post_capped(letters.alerts_link(email, list_link(email)), now)
        return
    alert = alert or _new(email, criteria, frequency, now)
    # Asking again makes it no younger, so that nobody keeps it waiting for ever.
    alert.frequency = frequency
    # Who floods an address with requests pushes out their own.
    for pushed_out in waiting_of(email)[MOST_WAITING:]:
        end(pushed_out)
    token = alert_link(LinkUse.CONFIRM, alert)
    post_capped(letters.confirm_alert(email, kept_criteria(criteria), frequency, token), now)


def _new(email: str, criteria: str, frequency: str, now: datetime) -> Alert:
    alert = Alert(
        key=new_token(),
        email=email,
        criteria=criteria,
        frequency=frequency,
        created_at=now,
        touched_at=now,
    )
    db.session.add(alert)
    db.session.flush()
    return alert


def _begin(alert: Alert, now: datetime) -> None:
    """Let an alert write from now on, about what is published from now on."""
    account = account_by_email(alert.email)
    known = account is not None and account.email_confirmed_at is not None
    alert.account_id = account.id if account is not None and known else None
    alert.confirmed_at = alert.touched_at = now
    alert.begun_look = alert.looked_to = looks().number
    alert.next_due_at = next_due(alert.frequency, now)
    db.session.flush()


def alert_to_confirm(token: str, now: datetime) -> Alert:
    """Return the alert that a letter's link confirms, or has confirmed. Raises LinkExpired."""
    alert = read_alert_link(LinkUse.CONFIRM, token)
    if alert is None or (
        alert.confirmed_at is None and alert.created_at <= now - ALERT_UNCONFIRMED
    ):
        raise LinkExpired(RUN_OUT)
    return alert


def confirm(token: str, now: datetime) -> tuple[Alert, bool]:
    """Begin the alert that a letter's link confirms; once more changes nothing.

    Returns the alert, and whether it began just now. Raises LinkExpired.
    """
    alert = alert_to_confirm(token, now)
    begins = alert.confirmed_at is None
    if begins:
        _begin(alert, now)
    return alert, begins


def send_list_link(email: str, now: datetime) -> None:
    """Send an address the link to its alerts; to one without any, nothing."""
    email = normal_address(email)
    message = letters.alerts_link(email, list_link(email))
    (post_capped if alerts_of(email) else seem_to_post)(message, now)


def change(alert: Alert, criteria: SearchCriteria, frequency: str, now: datetime) -> None:
    """Give an alert other criteria and another frequency. Raises RuleError."""
    check_criteria(criteria)
    kept = kept_text(criteria)
    other = same_alert(alert.email, kept)
    if other is not None and other.id != alert.id:
        if other.confirmed_at is not None:
            raise RuleError(THE_SAME)
        end(other)
    try:
        with db.session.begin_nested():
            alert.criteria = kept
    except IntegrityError:
        raise RuleError(THE_SAME) from None
    set_frequency(alert, frequency, now)
    _touch(alert, now)


def set_frequency(alert: Alert, frequency: str, now: datetime) -> None:
    """Let an alert write more or less often; no listing since its last look is lost by it."""
    before, alert.frequency = alert.frequency, frequency
    if frequency == before:
        return
    if before == Frequency.AT_ONCE:
        # It looked with the others, all along.
        alert.looked_to = max(alert.looked_to, looks().together)
    # One that writes at once from now on looks back by itself a first time.
    alert.next_due_at = next_due(frequency, now) or now
    db.session.flush()


def pause(alert: Alert, now: datetime) -> None:
    """Let an alert write nothing until it is resumed."""
    alert.paused_at = alert.paused_at or now
    db.session.flush()


def resume(alert: Alert, now: datetime) -> None:
    """Let a paused alert write again, about what comes from now on."""
    if alert.paused_at is None:
        return
    alert.paused_at, alert.looked_to = None, looks().number
    alert.next_due_at = next_due(alert.frequency, now)
    _touch(alert, now)


def keep(alert: Alert, now: datetime) -> None:
    """Note that somebody still wants an alert as it is."""
    _touch(alert, now)


def end(alert: Alert) -> None:
    """End an alert for good; nothing of it is kept."""
    db.session.execute(delete(Alert).where(Alert.id == alert.id))
    db.session.expunge(alert)


def move_alerts(account: Account, old: str) -> None:
    """Let the alerts of an account follow it from its ``old`` address to its present one.

    They get new keys: whoever reads the letters at the old address can do nothing with their
    links any more. What nobody has confirmed stays behind, and goes away by itself.
    """
    for alert in alerts_of(old):
        there = same_alert(account.email, alert.criteria)
        if there is not None and there.confirmed_at is not None:
            there.account_id = account.id
            end(alert)
            continue
        if there is not None:
            end(there)
        alert.key, alert.email, alert.account_id = new_token(), account.email, account.id
        db.session.flush()


def _touch(alert: Alert, now: datetime) -> None:
    alert.touched_at, alert.asked_at = now, None
    db.session.flush()
