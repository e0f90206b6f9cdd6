"""Rendered pages a second under the shipped server, beside a bare Flask page.

``python -m benchmarks.pages --size 100000``. The server, its options and its threads are those
of the Procfile for both; each is asked alone, by the same few keep-alive clients, which send
what was written before the clock starts and read no more of an answer than its length.

Besides the answers a second, what the clock of the processor says of the server's process: on a
busy machine that is the figure to compare, since nobody else's work is in it.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import random
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from sqlalchemy import insert

from benchmarks.common import keep, percentiles, say, scratch, shown, table
from benchmarks.listings import NOW, SEED, listing
from benchmarks.queries import FILTERS, PLACES, TEXTS
from jobboard import clock, create_app
from jobboard.domain.criteria import SearchCriteria
from jobboard.extensions import db
from jobboard.models import Company, Listing
from jobboard.models.company import Verification
from jobboard.services.indexing import rebuild_index
from jobboard.settings import Settings

ROOT = Path(__file__).parent.parent
COMPANIES = 500
CLIENTS = 4
SECONDS = 20.0
BARS = {"search page": 0.25, "listing page": 0.35}
_CHUNK = 1_000
_START_SECONDS = 120.0
_MS = 1000.0
_PIECE = 1 << 18
_OF_OTHERS = ("company", "id", "version")

# Different addresses of a kind, so that no answer is kept from the time before.
ADDRESSES = 4_000
LISTINGS = 500
_TICKS = os.sysconf("SC_CLK_TCK")
_USER_TIME = 11  # The fields behind the name in /proc/PID/stat, counted from 0.

Address = Callable[[random.Random], str]


class Server(NamedTuple):
    """A server that answers: where, and its process."""

    port: int
    process: int

    def cpu_ms(self) -> float:
        """Milliseconds of the processor that the process has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[_USER_TIME : _USER_TIME + 2])) / _TICKS * _MS


class Load(NamedTuple):
    """How long each answer took, and what all took of the processor."""

    times: list[float]
    seconds: float
    cpu_ms: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of the processor for each answer."""
        return self.cpu_ms / len(self.times)


def site(size: int) -> dict[str, str]:
    """The environment of a site with so many live listings, made if it is not there."""
    folder = scratch() / f"site-{size}"
    environment = {"DATA_DIR": str(folder), "RATE_LIMITS": "off", "LOG_LEVEL": "WARNING"}
    whole = folder / "whole"
    if not whole.exists():
        flask = [sys.executable, "-m", "flask", "--app", "wsgi:app", "db", "upgrade"]
        subprocess.run(flask, cwd=ROOT, env={**os.environ, **environment}, check=True)
        _fill(Settings.from_env({**os.environ, **environment}), size)
        whole.touch()
    return environment


def _fill(settings: Settings, size: int) -> None:
    app = create_app(settings)
    with app.app_context():
        moved = clock.now() - NOW
        db.session.execute(insert(Company), [_company(n) for n in range(1, COMPANIES + 1)])
        rows: list[dict[str, Any]] = []
        for number in shown(range(1, size + 1), size, "listings"):
            rows.append(_row(number, moved))
            if len(rows) == _CHUNK or number == size:
                db.session.execute(insert(Listing), rows)
                rows = []
        db.session.commit()
        rebuild_index(lambda documents: shown(documents, size, "index"))


def _company(number: int) -> dict[str, Any]:
    checked = number % 5 < 3
    return {
        "id": number,
        "slug": f"company-{number}",
        "name": f"Company {number}",
        "verification": Verification.VERIFIED if checked else Verification.UNCHECKED,
        "verified_at": clock.now() if checked else None,
        "created_at": clock.now(),
    }


def _row(number: int, moved: timedelta) -> dict[str, Any]:
    made = {k: v for k, v in vars(listing(number)).items() if k not in _OF_OTHERS}
    row = {name: value for name, value in made.items() if value is not None}
    for name in ("published_at", "opens_at", "closes_at"):
        row[name] = made[name] + moved
    for name in ("pay_min", "pay_max", "latitude", "longitude"):
        row[name] = made[name]
    changed = dict.fromkeys(("state_changed_at", "created_at", "updated_at"), row["published_at"])
    return row | changed | {"id": number, "company_id": 1 + number % COMPANIES}


@contextmanager
def served(app: str, environment: dict[str, str]) -> Iterator[Server]:
    """The server of the Procfile with an application."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = (ROOT / "Procfile").read_text("utf-8").splitlines()[0]
    options = [
        part.replace("$PORT", str(port))
        for part in shlex.split(line.partition(":")[2])
        if part.startswith("--")
    ]
    command = [sys.executable, "-m", "waitress", *options, app]
    environment = {**os.environ, **environment, "PORT": str(port)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Server(port, server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The server did not start.")


def load(server: Server, address: Address, seconds: float) -> Load:
    """What all clients got together."""
    times: list[float] = []
    wrong: list[str] = []
    chance = random.Random(SEED)
    asked = [_request(address(chance)) for _ in range(ADDRESSES)]
    clients = [
        threading.Thread(
            target=_client, args=(server.port, asked[n::CLIENTS], seconds, times, wrong)
        )
        for n in range(CLIENTS)
    ]
    before = server.cpu_ms()
    begun = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    found = Load(times, time.perf_counter() - begun, server.cpu_ms() - before)
    if wrong:
        raise AssertionError(f"{len(wrong)} answers were no page, such as {wrong[0]}")
    return found


def _request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode("ascii")


def _client(
    port: int, asked: list[bytes], seconds: float, times: list[float], wrong: list[str]
) -> None:
    end = time.monotonic() + seconds
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        for request in itertools.cycle(asked):
            if time.monotonic() > end:
                return
            begun = time.perf_counter()
            line.sendall(request)
            status = _answer(line)
            times.append((time.perf_counter() - begun) * _MS)
            if b" 200 " not in status:
                wrong.append(f"{status!r} {request!r}")


def _answer(line: socket.socket) -> bytes:
    """Read one answer to its end; gives its first line."""
    head, _, body = line.recv(_PIECE).partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    left = length - len(body)
    while left > 0:
        left -= len(line.recv(_PIECE))
    return head.partition(b"\r\n")[0]


def search_address(chance: random.Random) -> str:
    """A search, each time another one."""
    chosen = {**chance.choice(({}, *FILTERS)), "place": chance.choice(PLACES)}
    words = f"{chance.choice(TEXTS)} {chance.choice(TEXTS)}"
    criteria = SearchCriteria.from_args({**chosen, "words": words})
    return f"/jobs?{urlencode(criteria.to_args())}"


def measured(environment: dict[str, str], size: int, seconds: float) -> dict[str, Load]:
    """What each kind of page takes."""
    found = {}
    with served("benchmarks.bare:app", {}) as server:
        load(server, lambda _: "/", 2.0)
        found["bare Flask"] = load(server, lambda _: "/", seconds)
    with served("wsgi:app", environment) as server:
        listings = _listing_addresses(server.port, size)
        for name, address in (
            ("search page", search_address),
            ("listing page", lambda chance: chance.choice(listings)),
        ):
            load(server, address, seconds / 2)
            found[name] = load(server, address, seconds)
            say(f"  {name}: {found[name].rate:.1f} a second, {found[name].cost:.2f} ms of CPU")
    return found


def _listing_addresses(port: int, size: int) -> list[str]:
    """Where listings are shown, behind the redirect from their numbers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    found = []
    for number in random.Random(SEED).sample(range(1, size + 1), min(size, LISTINGS)):
        connection.request("GET", f"/jobs/{number}")
        answer = connection.getresponse()
        answer.read()
        found.append(answer.headers.get("Location") or f"/jobs/{number}")
    connection.close()
    return found


def main() -> None:
    """Measure pages at a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each kind of page")
    chosen = parser.parse_args()
    found = measured(site(chosen.size), chosen.size, chosen.seconds)
    bare = found["bare Flask"]
    rows = [
        [
            *(name, load.rate, load.cost, *percentiles(load.times).values()),
            *(load.rate / bare.rate, bare.cost / load.cost),
        ]
        for name, load in found.items()
    ]
    heads = ["", "a second", "CPU ms", "p50 ms", "p95 ms", "max ms", "÷ bare", "by CPU"]
    lines = [
        f"{chosen.size:,} listings, {CLIENTS} clients",
        table(heads, rows),
        *(
            f"{name}: {found[name].rate / bare.rate:.2f} of the bare page's a second, "
            f"{bare.cost / found[name].cost:.2f} by CPU, bar {bar}"
            for name, bar in BARS.items()
        ),
    ]
    figures = {
        "a_second": {name: load.rate for name, load in found.items()},
        "cpu_ms": {name: load.cost for name, load in found.items()},
    }
    keep(f"pages-{chosen.size}", {"size": chosen.size, **figures}, "\n".join(lines))


if __name__ == "__main__":
    main()
