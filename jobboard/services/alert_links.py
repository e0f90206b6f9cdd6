"""Links in the letters of alerts: signed, each good for one use, never for another.

They need no table: a link names an alert by its key, which ends with the alert, or an address.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from itsdangerous import BadSignature, URLSafeTimedSerializer

from jobboard import settings
from jobboard.domain.sign_in import LinkExpired

RUN_OUT = "This link does not work any more."
# As long as the letters themselves are worth keeping; a fresh link is one press away.
LIST_LINK_LASTS = timedelta(days=90)


class LinkUse(StrEnum):
    """What a link is for. All but LIST name one alert by its key; LIST names an address."""

    CONFIRM = "confirm"
    END = "end"
    KEEP = "keep"
    LIST = "list"


def make_link(use: LinkUse, subject: str) -> str:
    """Return a token that says ``subject`` and was made by us for this use."""
    return str(_signer(use).dumps(subject))


def read_link(use: LinkUse, token: str) -> str:
    """Return what a token says. Raises LinkExpired where it is not ours, or too old."""
    lasts = LIST_LINK_LASTS.total_seconds() if use is LinkUse.LIST else None
    try:
        said = _signer(use).loads(token, max_age=None if lasts is None else int(lasts))
    except BadSignature as error:
        raise LinkExpired(RUN_OUT) from error
    return str(said)


def _signer(use: LinkUse) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.current().secret_key, salt=f"alert-{use}")
