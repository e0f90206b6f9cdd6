"""A real mail server that keeps what it is sent, and can be told to fail."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.controller import Controller

from tests.support.network import free_port


class MailSink:
    """An SMTP server on this machine. ``letters`` holds what arrived, in order.

    Stopping and starting it again keeps both the letters and the port, as a server that was
    down for a while would.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self._port = 0
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """The address to give as ``MAIL_URL``."""
        return f"smtp://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Answer from now on."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self._port or free_port())
        self._controller.start()
        self._port = self._controller.port

    def stop(self) -> None:
        """Refuse connections from now on."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        """Keep one letter; the library calls this."""
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append(cast(EmailMessage, message))
        return "250 OK"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
