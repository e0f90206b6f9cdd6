"""Two hundred clients that drip their requests must not keep an ordinary visitor waiting."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator

from tests.support.server import Site

SLOW_CLIENTS = 200
DRIP_SECONDS = 0.5
VISITS = 20
# Far above what is normal: a starved server answers after its clients give up, or never.
PATIENCE_SECONDS = 5


def test_two_hundred_slow_clients_hold_nobody_up(site: Site) -> None:
    with _dripping(site):
        for _ in range(VISITS):
            with urllib.request.urlopen(f"{site.url}/healthz", timeout=PATIENCE_SECONDS) as page:
                assert page.status == 200
        with urllib.request.urlopen(f"{site.url}/", timeout=PATIENCE_SECONDS) as page:
            assert page.status == 200


@contextlib.contextmanager
def _dripping(site: Site) -> Iterator[None]:
    """Hold connections open, half of them dripping a head and half of them a body."""
    clients = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(SLOW_CLIENTS)]
    for number, client in enumerate(clients):
        client.sendall(_beginning(number % 2 == 0))
    done = threading.Event()
    thread = threading.Thread(target=_drip, args=(clients, done))
    thread.start()
    time.sleep(DRIP_SECONDS)
    try:
        yield
    finally:
        done.set()
        thread.join()
        for client in clients:
            client.close()


def _beginning(whole_head: bool) -> bytes:
    if whole_head:
        return b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n"
    return b"GET /jobs HTTP/1.1\r\nHost: localhost\r\nX-Slow: "


def _drip(clients: list[socket.socket], done: threading.Event) -> None:
    while not done.wait(DRIP_SECONDS):
        for client in clients:
            with contextlib.suppress(OSError):
                client.sendall(b"x")
