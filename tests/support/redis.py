"""A Redis server for the length of a test, which forgets everything at the end."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from tests.support import tools
from tests.support.network import free_port

START_SECONDS = 20


@contextmanager
def running_redis() -> Iterator[str]:
    """Yield the address of a server of our own."""
    program = tools.redis_server()
    if program is None:
        raise tools.MissingTool("No Redis server: run `make test`, which installs it.")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        options = ("--port", str(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "")
        running = subprocess.Popen(
            [str(program), *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            running.terminate()
            running.wait(START_SECONDS)


def _wait_for(port: int) -> None:
    client = redis.Redis(port=port)
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            client.ping()
        except redis.ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            client.close()
            return
