"""Handing a letter to the mail server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from flask_mailman import EmailMultiAlternatives

from jobboard.models import Letter

SEND_TIMEOUT_SECONDS = 20
_BACKENDS = {
    "smtp": "smtp",
    "smtps": "smtp",
    "file": "file",
    "console": "console",
    # The demo delivers to the mailbox page, which reads the letters table.
    "demo": "dummy",
    "memory": "locmem",
    "": "console",
}


def mail_config(mail_url: str, mail_from: str, host: str) -> Mapping[str, Any]:
    """Return Flask-Mailman's settings for an address like ``smtp://user:password@host:587``.

    ``smtps:`` speaks TLS from the start; ``smtp:`` with a user name upgrades by STARTTLS.
    """
    address = urlsplit(mail_url)
    if address.scheme not in _BACKENDS:
        raise ValueError(f"MAIL_URL must start with one of {', '.join(filter(None, _BACKENDS))}.")
    return {
        "MAIL_BACKEND": _BACKENDS[address.scheme],
        "MAIL_SERVER": address.hostname or "localhost",
        "MAIL_PORT": address.port or (465 if address.scheme == "smtps" else 25),
        "MAIL_USERNAME": unquote(address.username) if address.username else None,
        "MAIL_PASSWORD": unquote(address.password) if address.password else None,
        "MAIL_USE_SSL": address.scheme == "smtps",
        "MAIL_USE_TLS": address.scheme == "smtp" and bool(address.username),
        "MAIL_TIMEOUT": SEND_TIMEOUT_SECONDS,
        "MAIL_FILE_PATH": address.path or None,
        "MAIL_DEFAULT_SENDER": mail_from or f"no-reply@{host}",
    }


def send(letter: Letter) -> None:
    """Send one letter. Raises what the mail server or the network raises."""
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[letter.to_email],
        headers={
            **letter.headers,
            "Message-ID": letter.message_id,
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(letter.html, "text/html")
    message.send()
