"""Keeps tests off the network: only this machine's own addresses and unix sockets answer."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1", ""})


class NetworkRefused(AssertionError):
    """A test tried to reach another machine."""


def free_port() -> int:
    """Return a port of this machine that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def allow_only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every connection or look-up that leaves this machine raise NetworkRefused."""
    monkeypatch.setattr(socket, "socket", _LocalSocket)
    real_lookup = socket.getaddrinfo

    def lookup(host: Any, *rest: Any, **named: Any) -> Any:
        _refuse_unless_local(host)
        return real_lookup(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


class _LocalSocket(socket.socket):
    def connect(self, address: Any) -> None:
        _refuse_remote(self, address)
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        _refuse_remote(self, address)
        return super().connect_ex(address)


def _refuse_remote(connection: socket.socket, address: Any) -> None:
    if connection.family in (socket.AF_INET, socket.AF_INET6):
        _refuse_unless_local(address[0])


def _refuse_unless_local(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in LOCAL_NAMES:
        return
    try:
        if ipaddress.ip_address(name).is_loopback:
            return
    except ValueError:
        pass
    raise NetworkRefused(f"A test tried to reach {name!r}. Tests stay on this machine.")
