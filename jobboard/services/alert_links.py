"""Links in the letters of alerts: signed, each good for one purpose and never for another.

They need no table. A link of one alert names it by its key, which ends with the alert, and by the
address it was sent to, so that it is worth nothing once the alert writes to another.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from itsdangerous import BadSignature, URLSafeTimedSerializer

from jobboard import settings
from jobboard.domain.retention import ALERT_UNANSWERED, ALERT_UNCONFIRMED
from jobboard.domain.sign_in import LinkExpired
from jobboard.models import Alert
from jobboard.queries.alerts import alert_by_key

RUN_OUT = "This link does not work any more."
# As long as the letters themselves are worth keeping; a fresh link is one press away.
LIST_LINK_LASTS = timedelta(days=90)


class LinkUse(StrEnum):
    """What a link is for. All but LIST are about one alert; LIST shows those of an address."""

    CONFIRM = "confirm"
    END = "end"
    KEEP = "keep"
    LIST = "list"


# An alert can be ended for as long as somebody has its letters.
LASTS = {
    LinkUse.CONFIRM: ALERT_UNCONFIRMED,
    LinkUse.KEEP: ALERT_UNANSWERED,
    LinkUse.LIST: LIST_LINK_LASTS,
}


def list_link(email: str) -> str:
    """Return the token of the link that shows the alerts of an address."""
    return str(_signer(LinkUse.LIST).dumps(email))


def alert_link(use: LinkUse, alert: Alert) -> str:
    """Return the token of a link of an alert's own, for whoever reads its letters now."""
    return str(_signer(use).dumps([alert.key, alert.email]))


def read_list_link(token: str) -> str:
    """Return the address whose alerts a link shows. Raises LinkExpired."""
    return str(_read(LinkUse.LIST, token))


def read_alert_link(use: LinkUse, token: str) -> Alert | None:
    """Return the alert that a link names; None where it has ended or moved to another address.

    Raises LinkExpired where the link is not ours, not for this, or too old.
    """
    match _read(use, token):
        case [str(key), str(email)]:
            alert = alert_by_key(key)
            return alert if alert is not None and alert.email == email else None
        case _:
            raise LinkExpired(RUN_OUT)


def _read(use: LinkUse, token: str) -> object:
    lasts = LASTS.get(use)
    try:
        said: object = _signer(use).loads(
            token, max_age=None if lasts is None else int(lasts.total_seconds())
        )
    except BadSignature as error:
        raise LinkExpired(RUN_OUT) from error
    return said


def _signer(use: LinkUse) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.current().secret_key, salt=f"alert-{use}")
